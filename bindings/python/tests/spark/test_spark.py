"""The example for Spark, in local mode with two workers: counts, bad rows, a lost worker, lists that do not hold."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

import asli

REPOSITORY = Path(__file__).resolve().parents[4]
EXAMPLE = REPOSITORY / "bindings/python/examples/spark"
LIST = REPOSITORY / "lists/embedded.tar"
ROOT = REPOSITORY / "lists/metadata/1.root.json"
NOW = "2026-11-24T10:00:00+00:00"

sys.path.insert(0, str(EXAMPLE))
# The workers' Python is the one that has the package.
os.environ["PYSPARK_PYTHON"] = sys.executable


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    # Two workers; a task is tried three times.
    builder = SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.sparkContext.addFile(str(LIST))
    session.sparkContext.addPyFile(str(EXAMPLE / "judge.py"))
    yield session
    session.stop()


@pytest.fixture(scope="module")
def cases():
    files = sorted((REPOSITORY / "tests/cases").rglob("*.jsonl"), key=Path.as_posix)
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line.strip()]
    return [(case["id"], case["sender"], case["body"], case.get("received_at")) for case in lines]


def scan(messages, tmp_path, *more):
    """Runs the example as a program."""
    command = [sys.executable, EXAMPLE / "scan.py", messages, tmp_path / "out", "--list", LIST, "--root", ROOT, *more]
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)


def work(root=None, digest=None, received=None):
    import judge
    from datetime import datetime

    right = sha256(LIST.read_bytes()).hexdigest()
    return judge.judge(LIST.name, digest or right, root or ROOT.read_bytes(), datetime.fromisoformat(NOW), received)


def test_verdicts_are_those_of_scan(spark, cases):
    import judge

    rust = (Path(os.environ["ASLI_GOLDEN"]) / "cases.jsonl").read_text("utf-8").rstrip("\n").split("\n")
    frame = spark.createDataFrame(cases, "id string, sender string, body string, received_at string").repartition(8)
    rows = frame.mapInArrow(work(received="received_at"), judge.SCHEMA).collect()
    expected = {line["id"]: (line["verdict"], line["issuer"]) for line in map(json.loads, rust)}
    assert {row["id"]: (row["verdict"], row["issuer"]) for row in rows} == expected
    assert len(rows) == len(rust)


def test_the_program_keeps_bad_rows_and_counts_like_scan(cases, tmp_path):
    messages = tmp_path / "messages.jsonl"
    good = [{"id": id, "sender": sender, "body": body} for id, sender, body, _ in cases]
    bad = ["{this is no JSON", '{"id": "no-body", "sender": "X"}']
    messages.write_text("\n".join([json.dumps(line) for line in good] + bad) + "\n", "utf-8")
    ran = scan(messages, tmp_path, "--now", NOW)
    assert ran.returncode == 0, ran.stderr
    from datetime import datetime

    own, now = asli.Filter(), datetime.fromisoformat(NOW)
    counts = Counter(own.check(line["sender"], line["body"], now=now).verdict for line in good)
    assert json.loads(ran.stdout.splitlines()[-1]) == {**counts, "error": len(bad)}


def test_an_expired_list_ends_the_job_before_it_starts(tmp_path):
    messages = tmp_path / "messages.jsonl"
    messages.write_text('{"id": "1", "sender": "", "body": "hello"}\n', "utf-8")
    late = (asli.Filter().expires + timedelta(days=61)).isoformat()
    ran = scan(messages, tmp_path, "--now", late)
    assert ran.returncode == 1 and "the list is expired" in ran.stderr
    assert not (tmp_path / "out").exists()


def test_each_worker_refuses_a_list_that_does_not_hold(spark, cases):
    import judge

    frame = spark.createDataFrame(cases[:10], "id string, sender string, body string, received_at string")
    with pytest.raises(Exception, match="another list than the driver"):
        frame.mapInArrow(work(digest="0" * 64), judge.SCHEMA).collect()
    with pytest.raises(Exception, match="ListError"):
        frame.mapInArrow(work(root=b"{}"), judge.SCHEMA).collect()


def test_a_lost_worker_is_replaced_and_no_row_is_lost_or_twice(spark, cases, tmp_path):
    import judge

    frame = spark.createDataFrame(cases, "id string, sender string, body string, received_at string").repartition(8)
    mark, whole = str(tmp_path / "killed"), work(received="received_at")

    def dies_once(batches):
        import os
        import signal

        for batch in whole(batches):
            yield batch
            try:
                os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)

    ids = [row["id"] for row in frame.mapInArrow(dies_once, judge.SCHEMA).collect()]
    assert Path(mark).exists(), "no worker was killed"
    assert sorted(ids) == sorted(case[0] for case in cases)
