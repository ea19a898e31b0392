"""A test that is expected to fail needs somebody to have approved of that."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import on_test, tests_at


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.XFAIL:
            yield on_test(
                facts,
                ran,
                message=f"fails as expected: {ran.reason or 'no reason is given'}",
                tip="mend it, or have a waiver approved: `specgen waive`",
                excuse="xfail",
            )


XFAILED_TESTS = Judgement(
    id="xfailed-tests",
    summary="tests that fail as expected without a waiver",
    why="An expected failure is a known bug, and known bugs have a date.",
    judge=_judge,
)
