"""Tables: columns, bad rows, places, progress, and what is refused before any row is judged."""

import re
from datetime import datetime, timezone

import pytest

import asli

pa = pytest.importorskip("pyarrow")

FAKE = "प्रिय 😀 उपभोक्ता, your electricity power will be disconnected tonight, call officer 98765 43210"
GENUINE = "SBPDCL: last date to pay your bill is 05/12/2026. Pay by Suvidha app and get 1.5% rebate."


def table(**columns):
    return pa.table({"sender": ["+919876501234", "JM-SBPDCL-S", ""], "body": [FAKE, GENUINE, "See you"], **columns})


def test_the_result_has_as_many_rows_in_the_same_order(filter, now):
    checked = filter.check_batch(table(id=[7, 8, 9]), keep=["id"], now=now)
    assert checked.column_names == ["id", "verdict", "issuer", "codes", "error"]
    assert len(checked) == 3
    rows = pa.table(checked)
    assert rows["id"].to_pylist() == [7, 8, 9]
    assert rows["verdict"].to_pylist() == ["suspicious", "genuine", "unrelated"]
    assert rows["issuer"].to_pylist() == [None, "sbpdcl", None]
    assert rows["codes"].to_pylist()[1:] == [[], []]
    assert rows["error"].null_count == 3
    assert checked.to_pyarrow().equals(rows)


def test_a_bad_row_is_a_row_with_its_error_and_the_others_are_judged(filter, now):
    bad = pa.table(
        {
            "sender": pa.array([b"+919876501234", b"\xff", b"", None], pa.binary()),
            "body": pa.array([b"\xff\xfe", b"hello", None, FAKE.encode()], pa.binary()),
        }
    )
    checked = filter.check_batch(bad, now=now, spans=True)
    rows = pa.table(checked)
    assert rows["error"].to_pylist() == ["body_not_utf8", "sender_not_utf8", "body_missing", None]
    assert rows["verdict"].to_pylist() == [None, None, None, "suspicious"]
    assert rows["codes"].to_pylist()[:3] == [None] * 3 and rows["findings"].to_pylist()[:3] == [None] * 3
    assert checked.counts() == {"genuine": 0, "unconfirmed": 0, "suspicious": 1, "unrelated": 0, "error": 3}


def test_text_that_only_claims_to_be_utf8_is_a_bad_row(filter, now):
    lying = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer((0).to_bytes(4, "little") + (2).to_bytes(4, "little") + (4).to_bytes(4, "little")), pa.py_buffer(b"\xff\xfehi")]
    )
    rows = pa.table(filter.check_batch(pa.table({"body": lying}), sender=None, now=now))
    assert rows["error"].to_pylist() == ["body_not_utf8", None]


@pytest.mark.parametrize("type", ["string", "large_string", "string_view", "binary", "large_binary", "dictionary"])
def test_every_type_of_text(type, filter, now):
    given = table()
    types = {"dictionary": pa.dictionary(pa.int32(), pa.string())}
    body = given["body"].combine_chunks()
    body = body.dictionary_encode() if type == "dictionary" else body.cast(getattr(pa, type)())
    assert body.type == types.get(type, body.type)
    rows = pa.table(filter.check_batch(given.set_column(1, "body", body), now=now))
    assert rows["verdict"].to_pylist() == ["suspicious", "genuine", "unrelated"]


def test_places_are_in_characters_and_in_bytes(filter, now):
    rows = pa.table(filter.check_batch(table(), spans=True, now=now))["findings"].to_pylist()
    report = filter.check("+919876501234", FAKE, now=now)
    assert [found["code"] for found in rows[0]] == [finding.code for finding in report.findings]
    for found, finding in zip(rows[0], report.findings):
        assert found["value"] == finding.value
        places = [found[name] for name in ("start", "end", "byte_start", "byte_end")]
        span = finding.span
        assert places == ([span.start, span.end, span.byte_start, span.byte_end] if span else [None] * 4)


def test_times_are_timestamps_with_a_zone_or_text(filter, now):
    late = datetime(2026, 12, 20, tzinfo=timezone.utc)
    expected = ["last_date_passed"]
    for unit in ("s", "ms", "us", "ns"):
        times = pa.array([None, late, now], pa.timestamp(unit, "Asia/Kolkata"))
        rows = pa.table(filter.check_batch(table(at=times), received="at", now=now))
        assert [code for code in rows["codes"].to_pylist()[1] if code == "last_date_passed"] == expected
        assert rows["error"].null_count == 3
    texts = pa.array(["yesterday", late.isoformat(), None])
    rows = pa.table(filter.check_batch(table(at=texts), received="at", now=now))
    assert rows["error"].to_pylist() == ["received_invalid", None, None]
    assert "last_date_passed" in rows["codes"].to_pylist()[1]
    beyond = pa.array([2**62, 0, None], pa.timestamp("s", "UTC"))
    rows = pa.table(filter.check_batch(table(at=beyond), received="at", now=now))
    assert rows["error"].to_pylist() == ["received_invalid", None, None]


@pytest.mark.parametrize(
    ("options", "column", "says"),
    [
        ({"body": "text"}, "text", 'the table has "sender", "body"'),
        ({"sender": "from"}, "from", 'no column "from"'),
        ({"received": "at"}, "at", "RFC 3339|no column"),
        ({"keep": ["id"]}, "id", 'no column "id"'),
    ],
)
def test_a_column_that_is_not_there(options, column, says, filter):
    with pytest.raises(asli.ColumnError, match=says) as caught:
        filter.check_batch(table(), **options)
    assert caught.value.column == column


def test_a_column_of_another_type_or_name(filter):
    with pytest.raises(asli.ColumnError, match="Int64; it should hold text"):
        filter.check_batch(table(n=[1, 2, 3]), body="n")
    naive = pa.array([datetime(2026, 11, 24)] * 3, pa.timestamp("us"))
    with pytest.raises(asli.ColumnError, match="with a time zone"):
        filter.check_batch(table(at=naive), received="at")
    with pytest.raises(asli.ColumnError, match="rename"):
        filter.check_batch(table(verdict=["a", "b", "c"]), keep=["verdict"])
    twice = pa.table([pa.array(["a"]), pa.array(["b"])], names=["body", "body"])
    with pytest.raises(asli.ColumnError, match="two columns"):
        filter.check_batch(twice, sender=None)
    with pytest.raises(ValueError, match="__arrow_c_stream__"):
        filter.check_batch([FAKE])


def test_progress_is_told_and_can_end_the_work(filter, now):
    many = pa.table({"body": ["See you at nine"] * 200_000})
    told = []
    checked = filter.check_batch(many, sender=None, progress=told.append, now=now)
    assert told == sorted(set(told)) and len(told) > 2 and told[-1] == len(checked) == 200_000

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filter.check_batch(many, sender=None, progress=stop, now=now)


def test_what_the_source_raises_comes_through(filter):
    schema = pa.schema({"body": pa.string()})

    def batches():
        yield pa.record_batch({"body": ["hello"]}, schema)
        raise RuntimeError("the source broke")

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(Exception, match=re.escape("the source broke")):
        filter.check_batch(reader, sender=None)


def test_batches_slices_and_nothing_at_all(filter, now):
    batch = table().to_batches()[0]
    expected = ["suspicious", "genuine", "unrelated"]
    assert pa.table(filter.check_batch(batch, now=now))["verdict"].to_pylist() == expected
    assert pa.table(filter.check_batch(table().slice(1, 1), now=now))["verdict"].to_pylist() == expected[1:2]
    assert len(filter.check_batch(table().slice(0, 0), now=now)) == 0
    one = pa.table(filter.check_batch(table(), threads=1, now=now))
    assert one.equals(pa.table(filter.check_batch(table(), threads=3, now=now)))


def test_the_result_goes_into_each_library(filter, now):
    checked = filter.check_batch(table(), spans=True, now=now)
    pl = pytest.importorskip("polars")
    assert pl.DataFrame(checked)["verdict"].to_list() == ["suspicious", "genuine", "unrelated"]
    duckdb = pytest.importorskip("duckdb")
    found = duckdb.sql("select verdict, len(findings) > 2 from checked where verdict <> 'unrelated' order by 1").fetchall()
    assert found == [("genuine", False), ("suspicious", True)]
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame.from_arrow(checked) if hasattr(pd.DataFrame, "from_arrow") else checked.to_pyarrow().to_pandas()
    assert list(frame["verdict"]) == ["suspicious", "genuine", "unrelated"]
