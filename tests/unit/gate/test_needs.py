"""Jobs that did not end well: what CI says of them, and what the evidence explains."""

import json
from collections.abc import Callable

import pytest

from specgen.evidence.model import Session
from specgen.gate.job_not_successful import JOB_NOT_SUCCESSFUL
from specgen.gate.model import Facts
from specgen.gate.needs import read_needs
from specgen.program.model import Program

RESULTS = ("success", "failure", "cancelled", "skipped")


def test_what_github_says() -> None:
    said = {"tests": {"result": "failure", "outputs": {"x": "1"}}, "drift": {"result": "success"}}
    assert read_needs(json.dumps(said)) == {"tests": "failure", "drift": "success"}
    assert read_needs('{"tests": "skipped"}') == {"tests": "skipped"}
    assert read_needs("{}") == {}


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{", '{"a": {}}', '{"a": null}', '{"a": {"result": 1}}', "[" * 9999]
)
def test_what_says_nothing(text: str) -> None:
    assert read_needs(text) is None


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize(
    ("session", "failed_in", "explains"),
    [
        (Session("s", job="tests"), {"s"}, True),
        (Session("s", job="tests", complete=False), set(), True),
        (Session("s", job="tests"), set(), False),
        (Session("s", job="other"), {"s"}, False),
        (Session("s"), {"s"}, False),
    ],
)
def test_only_a_failure_of_its_own_tests_explains_a_failed_job(
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
    *,
    result: str,
    session: Session,
    failed_in: set[str],
    explains: bool,
) -> None:
    results = {"sessions": (session,), "failed_in": frozenset(failed_in)}
    facts = facts_of(program_of(), results=results, needs={"tests": result})
    said = [complaint.subject for complaint in JOB_NOT_SUCCESSFUL.judge(facts)]
    well = result == "success" or (result == "failure" and explains)
    assert said == ([] if well else ["tests"])
