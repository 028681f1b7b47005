"""The list: built in, from a file, refused, expired."""

import warnings
from datetime import timedelta

import pytest

import asli
from conftest import REPOSITORY

LIST = REPOSITORY / "lists/embedded.tar"
ROOT = REPOSITORY / "lists/metadata/1.root.json"


def test_the_built_in_list_says_that_it_is_for_trying_out():
    with pytest.warns(asli.DevelopmentListWarning, match="trying out"):
        filter = asli.Filter()
    assert filter.development
    assert filter.list_version > 0 and len(filter.list_sha256) == 64


def test_a_list_is_a_path_or_its_bytes(filter):
    for list, root in ((LIST, ROOT), (str(LIST), None), (LIST.read_bytes(), ROOT.read_bytes())):
        assert asli.Filter(list=list, root=root).list_sha256 == filter.list_sha256


def test_a_list_of_another_root(golden):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        other = asli.Filter(golden / "two.tar", golden / "root.json")
    assert other.development == bool(said)
    with pytest.raises(asli.ListError) as caught:
        asli.Filter(golden / "two.tar")
    assert caught.value.code in ("threshold", "root_chain", "stray")


def test_what_is_no_list_is_refused_with_its_reason(golden):
    with pytest.raises(asli.ListError) as caught:
        asli.Filter(list=b"no list")
    assert caught.value.code == "malformed"
    damaged = bytearray(LIST.read_bytes())
    at = damaged.index(b"SBPDCL")
    damaged[at] ^= 1
    with pytest.raises(asli.ListError) as caught:
        asli.Filter(list=bytes(damaged))
    assert caught.value.code == "integrity"
    with pytest.raises(asli.ListError) as caught:
        asli.Filter(list=LIST, root=b"{}")
    assert caught.value.code == "malformed"


def test_files_and_arguments(tmp_path):
    with pytest.raises(FileNotFoundError, match="none.tar"):
        asli.Filter(tmp_path / "none.tar")
    with pytest.raises(ValueError, match="give both"):
        asli.Filter(root=ROOT)


def test_an_expired_list_says_so_and_proves_nothing(filter):
    late = filter.expires + timedelta(days=61)
    assert filter.state(filter.issued) == "fresh"
    assert filter.state(filter.expires + timedelta(days=1)) == "stale"
    assert filter.state(late) == "expired"
    body = "SBPDCL: last date to pay your bill is 05/12/2026. Pay by Suvidha app and get 1.5% rebate."
    report = filter.check("JM-SBPDCL-S", body, filter.issued, now=late)
    assert (report.verdict, report.list_state) == ("unconfirmed", "expired")
    assert "list_expired" in [finding.code for finding in report.findings]
