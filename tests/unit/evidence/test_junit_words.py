"""What attributes of JUnit XML say."""

import pytest

from specgen.evidence import junit_words as words
from specgen.evidence.model_outcome import Outcome


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ({"classname": "tests.a.TestA.Inner", "name": "b"}, "tests/a.py::TestA::Inner::b"),
        ({"classname": "a", "name": "b[c.d (e)]"}, "a.py::b[c.d (e)]"),
        ({"classname": "t.a", "name": "b", "file": "t\\a.py"}, "t/a.py::b"),
        ({"classname": "t.a.TestA", "name": "test_b (n=1)"}, "t/a.py::TestA::test_b[n=1]"),
        ({"classname": "t.a", "name": "test_b [msg] (n=1)"}, "t/a.py::test_b[[msg] (n=1)]"),
        ({"classname": "t.a", "name": "test_b [msg]"}, "t/a.py::test_b[[msg]]"),
        ({"classname": "", "name": "setUpClass (t.a.TestA)"}, "t/a.py::TestA::setUpClass"),
        ({"classname": "tearDownClass (t.a", "name": "B)"}, "t/a.py::B::tearDownClass"),
        ({"classname": "setUpModule (t", "name": "a)"}, "t/a.py::setUpModule"),
        ({"classname": "unittest.loader._FailedTest", "name": "t.a"}, "t/a.py"),
        ({"classname": "nose2.loader.LoadTestsFailure.t", "name": "a"}, "t/a.py"),
        ({"classname": "adds 1.5 and 2", "name": "adds"}, "adds 1.5 and 2::adds"),
        ({"classname": "example.com/cart", "name": "TestA/b"}, "example.com/cart::TestA/b"),
        ({"classname": "test", "name": "adds"}, "outer::inner::adds"),
        ({"name": "adds"}, "adds"),
        ({}, ""),
    ],
)  # fmt: skip
def test_names(attributes: dict[str, str], wanted: str) -> None:
    assert words.node_id(attributes, suites=["outer", "inner"], file="") == wanted


def test_the_file_of_the_suite_is_that_of_its_cases() -> None:
    attributes = {"classname": "adds it", "name": "cart adds it"}
    assert words.node_id(attributes, suites=[], file="t/a.cjs") == "t/a.cjs::cart adds it"


@pytest.mark.parametrize(
    ("node_id", "message", "wanted"),
    [
        ("t.test_a", "collection failure", "t/test_a.py"),
        ("t/test_a.py::t.test_a", "collection skipped", "t/test_a.py"),
        ("t/test_a.py::TestA", "collection failure", "t/test_a.py::TestA"),
        ("t/test_a.py::test_b", "assert 0", "t/test_a.py::test_b"),
    ],
)
def test_files_that_were_not_collected(node_id: str, message: str, wanted: str) -> None:
    assert words.collected(node_id, message) == wanted


@pytest.mark.parametrize(
    ("attributes", "wanted"),
    [
        ({"status": "run"}, None),
        ({}, None),
        ({"status": "disabled"}, Outcome.SKIP),
        ({"status": "notrun", "result": "suppressed"}, Outcome.SKIP),
        ({"status": "run", "result": "completed"}, None),
        ({"status": "run", "result": "skipped"}, Outcome.SKIP),
        ({"status": "FAILED"}, Outcome.FAIL),
        ({"status": "error"}, Outcome.ERROR),
    ],
)
def test_states(attributes: dict[str, str], wanted: Outcome | None) -> None:
    assert words.of_status(attributes) is wanted


@pytest.mark.parametrize(
    ("tag", "attributes", "wanted"),
    [
        ("failure", {"message": "no"}, (Outcome.FAIL, "")),
        ("failure", {"message": "[XPASS(strict)] bug"}, (Outcome.XPASS, "[XPASS(strict)] bug")),
        ("error", {}, (Outcome.ERROR, "")),
        ("skipped", {"message": "later"}, (Outcome.SKIP, "later")),
        ("skipped", {"message": "pending: it"}, (Outcome.PENDING, "it")),
        ("skipped", {"type": "pytest.xfail", "message": "bug"}, (Outcome.XFAIL, "bug")),
        ("skipped", {"type": "XFAIL", "message": "bug"}, (Outcome.XFAIL, "bug")),
        ("skipped", {"type": "todo", "message": "it"}, (Outcome.PENDING, "it")),
        ("skipped", {"message": "test passes unexpectedly"},
         (Outcome.XPASS, "test passes unexpectedly")),
        ("rerunError", {}, (Outcome.ERROR, "")),
    ],
)  # fmt: skip
def test_children(tag: str, attributes: dict[str, str], wanted: tuple[Outcome, str]) -> None:
    assert words.said(tag, attributes) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("0.5", 0.5), ("1,000.5", 1000.5), ("-1", 0.0), ("nan", 0.0), ("inf", 0.0), ("1e999", 0.0),
     ("", 0.0), ("1 s", 0.0)],
)  # fmt: skip
def test_durations(written: str, wanted: float) -> None:
    assert words.seconds(written) == wanted


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("specgen.p95", "0.25", ("p95", 0.25)),
        ("specgen.p95", "nan", None),
        ("specgen.p95", "-0.25", None),
        ("specgen.p95", "fast", None),
        ("owner", "7", None),
    ],
)
def test_measures(name: str, value: str, wanted: tuple[str, float] | None) -> None:
    assert words.measure({"name": name, "value": value}) == wanted


def test_a_pending_test_says_so() -> None:
    assert words.is_pending({"name": "specgen.outcome", "value": "pending"})
    assert not words.is_pending({"name": "outcome", "value": "pending"})
