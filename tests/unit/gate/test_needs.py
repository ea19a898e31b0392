"""Jobs that did not end well: what CI says of them, and what the evidence explains."""

import json
from collections.abc import Callable, Mapping

import pytest

from specgen.evidence.model import Session
from specgen.gate.job_not_successful import JOB_NOT_SUCCESSFUL
from specgen.gate.model import Facts
from specgen.gate.needs import read_needs
from specgen.program.model import Program
from specgen.program.model_policy import Run

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
        (Session("s", job="tests"), {"s": {"unit"}}, True),
        (Session("s", job="tests"), {"s": {""}}, True),
        (Session("s", job="tests"), {"s": {"unit", "stress"}}, True),
        (Session("s", job="tests"), {"s": {"stress"}}, False),  # nobody weighs it at this moment
        (Session("s", job="tests", complete=False), {}, True),
        (Session("s", job="tests"), {}, False),
        (Session("s", job="other"), {"s": {"unit"}}, False),
        (Session("s"), {"s": {"unit"}}, False),
    ],
)
def test_only_a_failure_of_its_own_tests_explains_a_failed_job(
    program_of: Callable[..., Program],
    run_of: Callable[..., Run],
    facts_of: Callable[..., Facts],
    *,
    result: str,
    session: Session,
    failed_in: Mapping[str, set[str]],
    explains: bool,
) -> None:
    results = {"sessions": (session,), "failed_in": failed_in}
    program = program_of(runs=(run_of("main", ("unit",)),))
    facts = facts_of(program, results=results, needs={"tests": result}, moment="main")
    said = [complaint.subject for complaint in JOB_NOT_SUCCESSFUL.judge(facts)]
    well = result == "success" or (result == "failure" and explains)
    assert said == ([] if well else ["tests"])


@pytest.mark.parametrize(
    ("jobs", "needs", "subjects"),
    [
        ((), None, []),
        ((), {}, ["jobs"]),
        ((), {"mine": "success"}, []),
        (("drift", "tests"), None, []),
        (("drift", "tests"), {}, ["drift", "tests"]),
        (("drift", "tests"), {"drift": "success"}, ["tests"]),
        (("drift", "tests"), {"drift": "success", "tests": "success", "lint": "success"}, []),
    ],
)
def test_jobs_that_nobody_says_anything_of(
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
    *,
    jobs: tuple[str, ...],
    needs: Mapping[str, str] | None,
    subjects: list[str],
) -> None:
    facts = facts_of(program_of(), jobs=jobs, needs=needs)
    assert [complaint.subject for complaint in JOB_NOT_SUCCESSFUL.judge(facts)] == subjects
