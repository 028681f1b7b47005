"""The page on Spark for the JVM, run from its first line to the last: what the job prints is what stands under it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[4]
PAGE = REPOSITORY / "docs/guides/spark-jvm.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(script, out, **more):
    import pyspark

    environment = {**os.environ, "OUT": str(out), "SPARK_HOME": str(Path(pyspark.__file__).parent), **more}
    return subprocess.run(["bash", "-euc", script], cwd=REPOSITORY, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The folder in which the page was run, its last command, and what that printed."""
    for program in ("mvn", "javac"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    out = tmp_path_factory.mktemp("jvm")
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert [kind for kind, _ in blocks] == ["sh", "sh", "sh", "text"]
    for _, script in blocks[:3]:
        last = run(script, out)
        assert last.returncode == 0, last.stderr
    return out, blocks[2][1], last.stdout, blocks[3][1]


def test_the_page_prints_what_it_shows(ran):
    _, _, said, shown = ran
    assert said == shown


def test_a_list_of_another_root_ends_the_job(ran):
    out, submit, _, _ = ran
    other = out / "other.json"
    other.write_bytes((Path(os.environ["ASLI_GOLDEN"]) / "root.json").read_bytes())
    failed = run(submit.replace("lists/metadata/1.root.json", str(other)), out)
    assert failed.returncode != 0 and "AsliException" in failed.stderr


def test_an_expired_list_ends_the_job(ran):
    out, submit, _, _ = ran
    failed = run(submit.replace("2026-11-24", "2029-11-24"), out)
    assert failed.returncode != 0 and "the list is expired" in failed.stderr
