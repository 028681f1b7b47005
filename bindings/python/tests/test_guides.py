"""The guides run from the first line to the last: what they print is what stands under each block."""

import contextlib
import io
import re
import shutil

import pytest

from conftest import REPOSITORY

PAGES = ["docs/guides/python.md", "bindings/python/README.md"]
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_guide_prints_what_it_shows(page, tmp_path, monkeypatch):
    for library in ("pyarrow", "polars", "duckdb", "pandas"):
        pytest.importorskip(library)
    shutil.copy(REPOSITORY / "tests/cases/fake/classic.jsonl", tmp_path / "messages.jsonl")
    shutil.copy(REPOSITORY / "lists/embedded.tar", tmp_path / "list.tar")
    shutil.copy(REPOSITORY / "lists/metadata/1.root.json", tmp_path / "root.json")
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((REPOSITORY / page).read_text("utf-8"))
    assert sum(kind == "python" for kind, _ in blocks) > 1
    names, said = {"__name__": "__main__"}, ""
    for kind, text in blocks:
        if kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(text, page, "exec"), names)
            said = out.getvalue()
        else:
            assert said.strip() == text.strip()
