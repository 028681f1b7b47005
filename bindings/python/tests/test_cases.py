"""Every case of the repository, judged by Rust and through Python: the same bytes, the same verdicts."""

import json
from collections import Counter
from datetime import datetime

import pytest


def received(case):
    text = case.get("received_at")
    # Python 3.9 and 3.10 do not read a Z.
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def test_each_report_is_byte_for_byte_the_one_that_scan_prints(filter, cases, rust, now):
    assert len(cases) == len(rust) > 2000
    for case, line in zip(cases, rust):
        report = filter.check(case["sender"], case["body"], received(case), now=now)
        printed = json.loads(line)
        start = f'{{"line":{printed["line"]},"id":{json.dumps(case["id"])},'
        assert start + report.to_json()[1:] == line, case["id"]


def test_the_objects_say_what_the_json_says(filter, cases, now):
    for case in cases:
        body = case["body"]
        report = filter.check(case["sender"], body, received(case), now=now)
        said = json.loads(report.to_json())
        units = body.encode("utf-16-le")
        assert (report.verdict, report.issuer, report.kind) == (said["verdict"], said["issuer"], said["kind"])
        assert list(report.advice) == said["advice"]
        assert (report.list_version, report.list_state) == (said["list_version"], said["list_state"])
        for mine, json_finding in zip(report.findings, said["findings"]):
            assert (mine.code, mine.severity, mine.value) == (
                json_finding["code"],
                json_finding["severity"],
                json_finding.get("value"),
            )
            same_place(mine.span, json_finding, body, units)
        for mine, json_proof in zip(report.proof, said["proof"]):
            assert (mine.element, mine.value) == (json_proof["element"], json_proof["value"])
            same_place(mine.span, json_proof, body, units)
        for mine, json_evidence in zip(report.evidence, said["evidence"]):
            assert (mine.piece, mine.weight) == (json_evidence["piece"], json_evidence["weight"])
            same_place(mine.span, json_evidence, body, units)
        for name in ("findings", "proof", "evidence"):
            assert len(getattr(report, name)) == len(said[name])


def same_place(span, said, body, units):
    """Characters, bytes and UTF-16 must cut out the same text."""
    if span is None:
        assert said["start"] is None
        return
    text = body[span.start : span.end]
    assert body.encode()[span.byte_start : span.byte_end].decode() == text
    assert units[2 * said["start"] : 2 * said["end"]].decode("utf-16-le") == text


def columns(cases):
    return {
        "id": [case["id"] for case in cases],
        "sender": [case["sender"] for case in cases],
        "body": [case["body"] for case in cases],
        "received_at": [case.get("received_at") for case in cases],
    }


def pyarrow_table(cases):
    pa = pytest.importorskip("pyarrow")
    return pa.table(columns(cases))


def polars_frame(cases):
    pl = pytest.importorskip("polars")
    return pl.DataFrame(columns(cases))


def pandas_frame(cases):
    pd = pytest.importorskip("pandas")
    return pd.DataFrame(columns(cases))


def duckdb_relation(cases):
    duckdb = pytest.importorskip("duckdb")
    # By the default connection, which outlives this function.
    return duckdb.from_arrow(pyarrow_table(cases))


@pytest.mark.parametrize("make", [pyarrow_table, polars_frame, pandas_frame, duckdb_relation])
def test_a_table_of_each_library_has_the_verdicts_of_scan(make, filter, cases, rust, now):
    pa = pytest.importorskip("pyarrow")
    checked = filter.check_batch(make(cases), received="received_at", keep=["id"], now=now)
    said = [json.loads(line) for line in rust]
    table = pa.table(checked)
    assert table["id"].to_pylist() == [line["id"] for line in said]
    assert table["verdict"].to_pylist() == [line["verdict"] for line in said]
    assert table["issuer"].to_pylist() == [line["issuer"] for line in said]
    codes = [list(dict.fromkeys(finding["code"] for finding in line["findings"])) for line in said]
    assert table["codes"].to_pylist() == codes
    counts = Counter(line["verdict"] for line in said)
    assert checked.counts() == {**counts, "error": 0}
