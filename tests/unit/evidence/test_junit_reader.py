"""What the events of one file add up to."""

from xml.parsers import expat

import pytest

from specgen.evidence import junit_reader
from specgen.evidence.junit_reader import Reader
from specgen.evidence.model import TestRecord
from specgen.evidence.xml_events import Refused


def read(text: str) -> Reader:
    parser = expat.ParserCreate()
    reader = Reader(parser, "r.xml")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.Parse(text, True)
    return reader


def records(text: str) -> list[TestRecord]:
    return list(read(f"<testsuite>{text}</testsuite>").records("s"))


def outcomes(text: str) -> list[str]:
    return [str(record.outcome) for record in records(text)]


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("", "pass"),
        ("<system-out>failure</system-out>", "pass"),
        ("<skipped type='todo'/><failure/>", "pending"),
        ("<skipped type='todo'/><error/>", "error"),
        ("<properties><property name='specgen.outcome' value='pending'/></properties><failure/>",
         "pending"),
        ("<skipped/><failure/>", "fail"),
    ],
)  # fmt: skip
def test_the_worst_counts_but_what_is_owed_may_fail(inside: str, wanted: str) -> None:
    assert outcomes(f"<testcase name='a'>{inside}</testcase>") == [wanted]


def test_a_state_counts_beside_a_child() -> None:
    assert outcomes("<testcase name='a' status='error'><skipped/></testcase>") == ["error"]
    assert outcomes("<testcase name='a' status='disabled'/>") == ["skip"]


def test_a_child_of_no_case_is_none() -> None:
    assert records("<properties><property name='specgen.p95' value='1'/></properties>") == []
    assert outcomes("<failure/><testcase name='a'/>") == ["pass"]


def test_attempts_are_records_and_parts_are_one() -> None:
    said = "<testcase name='a' time='1'><flakyFailure/><flakyError/></testcase>"
    assert outcomes(said) == ["fail", "error", "pass"]
    (record,) = records(
        "<testcase name='a' time='1'/><testcase name='a' time='2'><error/></testcase>"
    )
    assert (str(record.outcome), record.seconds) == ("error", 3.0)


def test_text_stands_in_for_a_message_up_to_a_length() -> None:
    long = "x" * 5000
    (record,) = records(f"<testcase name='a'><failure>no {long}</failure></testcase>")
    assert record.message.startswith("no xxx")
    assert len(record.message) == 2000
    (record,) = records("<testcase name='a'><skipped> no docker </skipped>later</testcase>")
    assert record.reason == "no docker"


def said(text: str) -> list[tuple[int, str]]:
    return [(f.place.span.line if f.place.span else 0, f.message) for f in read(text).findings]


def test_what_a_suite_counts_and_does_not_list_is_said_once() -> None:
    inner = "<testsuite errors='1' failures='2'><testcase name='a'/></testsuite>"
    assert said(f"<testsuites errors='1'>\n{inner}</testsuites>") == [
        (2, "failed: 3 by its own count, none listed")
    ]
    assert said("<testsuite skipped='2'><testcase name='a' status='disabled'/></testsuite>") == [
        (1, "skipped: 2 by its own count, 1 listed")
    ]
    assert said("<testsuite skipped='4'/>") == [(1, "skipped: 4 by its own count, none listed")]


@pytest.mark.parametrize(
    "text",
    [
        "<testsuites failures='1'><testsuite failures='1'><testcase name='a'><failure/></testcase>"
        "</testsuite></testsuites>",
        "<testsuite failures='1'><testcase name='a'><flakyFailure/></testcase></testsuite>",
        "<testsuite skipped='1'><testcase name='a' status='disabled'/></testsuite>",
        "<testsuite failures='x' errors='' skipped='99999999999'><testcase name='a'/></testsuite>",
    ],
)
def test_what_is_listed_is_not_said(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("bound", "text", "message"),
    [
        ("_ATTEMPTS", "<testcase name='{}'/>", "more than 5 test cases"),
        ("_ATTEMPTS", "<testcase name='a'><rerunFailure/></testcase>", "more than 5 test cases"),
        ("_ELEMENTS", "<a/>", "more than 5 elements"),
    ],
)
def test_no_file_exhausts_the_machine(
    monkeypatch: pytest.MonkeyPatch, *, bound: str, text: str, message: str
) -> None:
    monkeypatch.setattr(junit_reader, bound, 5)
    with pytest.raises(Refused, match=message):
        records("".join(text.format(n) for n in range(9)))


def test_the_first_findings_of_a_file_will_do() -> None:
    suites = "<testsuite failures='1'/>" * 100
    assert len(said(f"<testsuites>{suites}</testsuites>")) == 20


CASE = "<testcase name='{}'/>"
TWO = f"<testsuite tests='2'>{CASE.format('a')}</testsuite>"


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        (f"<testsuite tests='2'>{CASE.format('a')}{CASE.format('b')}</testsuite>", 0),
        (f"<testsuite tests='6'>{CASE.format('a')}</testsuite>", 5),
        (f"<testsuite tests='1'>{CASE.format('a')}{CASE.format('a')}</testsuite>", 0),  # attempts
        (
            f"<testsuites tests='3'>{TWO}</testsuites>",
            2,
        ),
        (
            f"<testsuites tests='2'>{TWO}</testsuites>",
            1,
        ),
        (f"<testsuite tests='2' skipped='1'>{CASE.format('a')}</testsuite>", 0),  # said of the skip
        (f"<testsuite>{CASE.format('a')}</testsuite>", 0),
    ],
)
def test_how_many_tests_are_counted_and_not_listed(text: str, untold: int) -> None:
    assert read(text).untold == untold


def test_a_file_that_skips_itself_is_one_path_and_has_its_reason() -> None:
    """pytest with --doctest-modules collects such a file twice, in one case."""
    text = "('t/test_x.py', 3, &quot;Skipped: it's off&quot;)"
    child = f"<skipped message='collection skipped'>{text}</skipped>"
    (record,) = records(f"<testcase name='t.test_x'>{child * 2}</testcase>")
    assert (record.node_id, record.reason) == ("t/test_x.py", "it's off")
    odd = "<skipped message='collection skipped'>no tuple</skipped>"
    (record,) = records(f"<testcase classname='' name='test_x'>{odd}</testcase>")
    assert (record.node_id, record.reason) == ("test_x.py", "no tuple")


PYTEST = "<testsuites name='pytest tests'><testsuite name='pytest'>{}</testsuite></testsuites>"


@pytest.mark.parametrize(
    ("cases", "wanted"),
    [
        ("<testcase name='a'/><testcase name='a'><skipped/></testcase>", ["fail", "skip"]),
        ("<testcase name='a'/><testcase name='a'><error/></testcase>", ["error", "error"]),
        ("<testcase name='a'><failure/></testcase><testcase name='a'/>", ["fail"]),
        ("<testcase name='a'/><testcase name='b'><skipped/></testcase>", ["pass", "skip"]),
    ],
)
def test_what_ran_again_failed_before(cases: str, wanted: list[str]) -> None:
    """pytest-rerunfailures 16.7 leaves a case without children of each attempt but the last; a
    tear-down that breaks comes after."""
    assert [str(each.outcome) for each in read(PYTEST.format(cases)).records("s")] == wanted


def test_a_case_without_a_name_is_a_test_that_was_cut_off() -> None:
    """pytest fills in the name when the test reports; it is no pass of a test called nothing."""
    found = read(PYTEST.format("<testcase name='a' classname='t'/><testcase time='0.1'/>"))
    assert [each.node_id for each in found.records("s")] == ["t.py::a"]
    assert found.stopped == "a test began and did not report"
    assert read(PYTEST.format("<testcase name='a'/><testcase classname='b'/>")).stopped == ""


def test_a_failure_of_pytest_itself_is_no_test() -> None:
    case = "<testcase classname='{}' name='{}'><error message='{}'>text</error></testcase>"
    found = read(PYTEST.format(case.format("pytest", "internal", "internal error")))
    assert (list(found.records("s")), found.stopped) == ([], "pytest failed: internal error")
    found = read(PYTEST.format(case.format("test_it", "internal", "internal error")))
    assert [str(each.outcome) for each in found.records("s")] == ["error"]
    assert found.stopped == ""
