"""What is installed says nothing of the machine that built it."""

import importlib.metadata
from pathlib import Path

from conftest import REPOSITORY

# What pip and Python write when they install.
WRITTEN_HERE = {"direct_url.json", "INSTALLER", "REQUESTED"}


def test_no_file_holds_a_path_of_the_machine():
    files = importlib.metadata.files("asli")
    shipped = [file for file in files if file.name not in WRITTEN_HERE and file.suffix != ".pyc"]
    assert any(file.suffix in {".so", ".pyd"} for file in shipped)
    for file in shipped:
        content = file.locate().read_bytes()
        for folder in (REPOSITORY, Path.home()):
            assert f"{folder}/".encode() not in content, f"{file} holds {folder}"
