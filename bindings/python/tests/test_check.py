"""One message: places, texts, times, and what is refused."""

import json
import pickle
from datetime import datetime, timedelta, timezone
from threading import Thread

import pytest

import asli

FAKE = "प्रिय 😀 उपभोक्ता, your electricity power will be disconnected tonight, call officer 98765 43210"


def test_places_are_indices_of_the_string(filter, now):
    report = filter.check("+919876501234", FAKE, now=now)
    assert report.verdict == "suspicious" and report.is_flagged
    number = next(finding for finding in report.findings if finding.code == "phone_number")
    assert FAKE[number.span.start : number.span.end] == "98765 43210"
    assert FAKE.encode()[number.span.byte_start : number.span.byte_end] == b"98765 43210"
    assert number.value == "9876543210"
    assert number.severity == "danger"


def test_texts_for_people(filter, now):
    report = filter.check("+919876501234", FAKE, now=now)
    assert "mobile number" in report.headline()
    assert "मोबाइल नंबर" in report.headline("hi")
    assert all(finding.text("hi") for finding in report.findings)
    assert all(asli.advice_text(advice, report.company) for advice in report.advice)
    assert "1930" in asli.advice_text("money_lost", report.company)
    with pytest.raises(ValueError, match="en or hi"):
        report.headline("ta")
    with pytest.raises(ValueError, match="asli.ADVICE"):
        asli.advice_text("call_them", report.company)


def test_the_company_is_called_by_the_words_of_the_list(filter, now):
    company = filter.check("JM-SBPDCL-S", "SBPDCL: call 98765 43210", now=now).company
    assert (company.name(), company.name("hi")) == ("SBPDCL", "एसबीपीडीसीएल")
    assert (company.noun(), company.office("hi"), company.supply()) == ("the electricity company", "अपने बिजली ऑफिस", "electricity")
    assert company.helpline == "1912"
    assert "1912" in asli.advice_text("ask_office", company)
    assert filter.check("+919876501234", FAKE, now=now).company.name() is None


def test_a_genuine_message_is_proven_until_its_last_date(filter, now):
    body = "SBPDCL: last date to pay your bill is 05/12/2026. Pay by Suvidha app and get 1.5% rebate."
    report = filter.check("JM-SBPDCL-S", body, now=now)
    assert (report.verdict, report.issuer, report.kind) == ("genuine", "sbpdcl", "bill_reminder")
    assert report.template is None
    values = {proof.element: proof.value for proof in report.proof}
    assert values["last_date"] == "2026-12-05"
    late = filter.check("JM-SBPDCL-S", body, now + timedelta(days=20), now=now)
    assert "last_date_passed" in [finding.code for finding in late.findings]


def test_times_have_a_zone_and_come_back(filter, now):
    india = timezone(timedelta(hours=5, minutes=30))
    local = datetime(2026, 11, 24, 15, 30, 0, 250000, tzinfo=india)
    assert filter.check("", "hello", now=local).checked_at == local
    with pytest.raises(ValueError, match="no time zone"):
        filter.check("", "hello", datetime(2026, 11, 24))
    with pytest.raises(ValueError, match="no time zone"):
        filter.check("", "hello", now=datetime(2026, 11, 24))


def test_half_of_a_surrogate_pair_is_refused_without_quoting_the_text(filter):
    for arguments, what in ((("", "secret \ud83d"), "body"), (("secret \ud83d", ""), "sender")):
        with pytest.raises(asli.TextError) as caught:
            filter.check(*arguments)
        assert caught.value.what == what
        assert "secret" not in str(caught.value) and "secret" not in repr(caught.value)


def test_no_repr_shows_the_message(filter, now):
    report = filter.check("+919876501234", FAKE, now=now)
    shown = [repr(report), repr(filter), *map(repr, report.findings), *map(repr, report.evidence)]
    assert not any("98765" in text or "उपभोक्ता" in text for text in shown)


def test_a_long_text_is_judged_to_a_bound(filter, now):
    report = filter.check("JM-SBPDCL-S", "a " * 40_000, now=now)
    assert report.truncated and report.verdict != "genuine"


def test_one_filter_serves_many_threads(filter, now):
    expected = filter.check("+919876501234", FAKE, now=now).to_json()
    said = []

    def work():
        said.extend(filter.check("+919876501234", FAKE, now=now).to_json() for _ in range(50))

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [expected] * 200


def test_errors_cross_processes():
    for error in (asli.ListError("text", "threshold"), asli.ColumnError("text", "body"), asli.TextError("text", "body")):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error) and again.args == error.args and str(again) == "text"
        assert isinstance(again, asli.AsliError)


def test_the_codes_are_those_of_the_schema():
    from conftest import REPOSITORY

    schema = json.loads((REPOSITORY / "docs/schema/check.schema.json").read_text("utf-8"))

    def names(type_name):
        choices = schema["$defs"][type_name]
        return [value for choice in choices.get("oneOf", [choices]) for value in choice.get("enum", [choice.get("const")])]

    assert list(asli.FINDING_CODES) == names("FindingCode")
    assert list(asli.ELEMENTS) == names("Element")
    assert list(asli.ADVICE) == names("Advice")
    assert list(asli.LIST_STATES) == names("ListState")
    assert list(asli.VERDICTS) == names("Verdict")
