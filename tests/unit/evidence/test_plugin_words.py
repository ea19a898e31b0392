"""What pytest says, in the words of records."""

import pytest
from _pytest.reports import TestReport

from specgen.evidence.model_outcome import Outcome
from specgen.evidence.plugin_words import (
    measures_of,
    message_of,
    outcome_of,
    reason_of,
    seed_of,
)


def report(outcome: str, when: str = "call", longrepr: object = None, **more: object) -> TestReport:
    return TestReport(
        "t.py::test", ("t.py", 1, "test"), {}, outcome, longrepr, when, **more  # type: ignore[arg-type]  # any text
    )  # fmt: skip


def marked(one: TestReport, reason: str) -> TestReport:
    one.wasxfail = reason
    return one


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (report("passed"), Outcome.PASS),
        (report("failed"), Outcome.FAIL),
        (report("failed", "setup"), Outcome.ERROR),
        (report("failed", "teardown"), Outcome.ERROR),
        (report("skipped", longrepr=("t.py", 1, "Skipped: no rig")), Outcome.SKIP),
        (report("failed", longrepr="[XPASS(strict)] bug"), Outcome.XPASS),
        (marked(report("skipped"), "bug"), Outcome.XFAIL),
        (marked(report("passed"), "bug"), Outcome.XPASS),
    ],
)
def test_outcomes(said: TestReport, outcome: Outcome) -> None:
    assert outcome_of(said) is outcome


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (report("skipped", longrepr=("t.py", 1, "Skipped: no rig")), "no rig"),
        (marked(report("skipped"), "reason: bug 7"), "bug 7"),
        (report("passed"), ""),
        (report("failed", longrepr="text"), ""),
    ],
)
def test_reasons(said: TestReport, reason: str) -> None:
    assert reason_of(said) == reason


def test_a_message_is_the_end_of_what_failed() -> None:
    text = "\n".join(f"line {number}" for number in range(30))
    assert message_of(report("failed", longrepr=text)).splitlines()[0] == "line 18"
    assert message_of(report("passed", longrepr=text)) == ""


def test_measures_are_numbers_that_were_recorded() -> None:
    found = report(
        "passed", user_properties=[("specgen.p95", 0.1), ("own", 2), ("flag", True), ("text", "x")]
    )
    assert measures_of(found) == {"p95": 0.1, "own": 2.0}


def test_a_seed_is_everything_that_repeats_a_run(pytestconfig: pytest.Config) -> None:
    found = seed_of(pytestconfig, {"SPECGEN_SEED": "7", "PYTHONHASHSEED": "0", "OTHER": "1"})
    assert "SPECGEN_SEED=7" in found
    assert "PYTHONHASHSEED=0" in found
    assert "OTHER" not in found
    assert "SPECGEN_SEED" not in seed_of(pytestconfig, {"SPECGEN_SEED": ""})
