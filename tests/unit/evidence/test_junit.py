"""JUnit XML of any producer."""

from pathlib import Path

import pytest

from specgen.evidence.junit import JUNIT, load_junit
from specgen.evidence.model import Loaded
from specgen.evidence.model_outcome import Outcome


def loaded(tmp_path: Path, text: str) -> Loaded:
    path = tmp_path / "r.xml"
    path.write_text(text)
    return load_junit(path, "r.xml")


@pytest.mark.parametrize(
    ("inside", "outcome", "reason"),
    [
        ("", Outcome.PASS, ""),
        ("<failure message='no'/>", Outcome.FAIL, ""),
        ("<error message='no'/>", Outcome.ERROR, ""),
        ("<skipped message='later'/>", Outcome.SKIP, "later"),
        ("<skipped message='pending: write it'/>", Outcome.PENDING, ""),
        ("<skipped type='pytest.xfail' message='bug'/>", Outcome.XFAIL, "bug"),
        ("<failure message='a'/><error message='b'/>", Outcome.ERROR, ""),
    ],
)
def test_what_a_case_says(tmp_path: Path, inside: str, outcome: Outcome, reason: str) -> None:
    text = f"<testsuite><testcase name='t' file='a.py' time='0.5'>{inside}</testcase></testsuite>"
    (record,) = loaded(tmp_path, text).records
    assert record.node_id == "a.py::t"
    assert (record.outcome, record.seconds) == (outcome, 0.5)
    assert reason in record.reason


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<testsuite", "unclosed token"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><testsuite/>", "entit"),
        ("<a>" * 70 + "</a>" * 70, "nested more than 64 deep"),
    ],
)
def test_what_is_refused_is_said(tmp_path: Path, text: str, message: str) -> None:
    found = loaded(tmp_path, text)
    assert message in found.findings[0].message
    assert not found.records


def test_what_it_recognises() -> None:
    assert JUNIT.recognises(b"<?xml version='1.0'?><testsuites>", "r.xml")
    assert not JUNIT.recognises(b"{}", "r.json")
