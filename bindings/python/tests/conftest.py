"""What the tests share: the clock, the cases, and what Rust says of them.

`cargo xtask python` writes what `asli scan` prints of tests/cases into the folder ASLI_GOLDEN, with three signed lists.
"""

import json
import os
from datetime import datetime, timezone
from pathlib import Path

import pytest

import asli

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def now():
    return datetime(2026, 11, 24, 10, tzinfo=timezone.utc)


@pytest.fixture(scope="session")
def filter():
    return asli.Filter()


@pytest.fixture(scope="session")
def golden():
    """The folder that `cargo xtask golden` writes."""
    folder = os.environ.get("ASLI_GOLDEN")
    if not folder:
        pytest.fail("ASLI_GOLDEN is not set: run the tests by `cargo xtask python`")
    return Path(folder)


@pytest.fixture(scope="session")
def cases():
    files = sorted((REPOSITORY / "tests/cases").rglob("*.jsonl"), key=Path.as_posix)
    return [json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]


@pytest.fixture(scope="session")
def rust(golden):
    """What `asli scan` prints of each case, in the same order."""
    return (golden / "cases.jsonl").read_text("utf-8").rstrip("\n").split("\n")
