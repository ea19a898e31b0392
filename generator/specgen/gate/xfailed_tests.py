"""A test that is expected to fail needs somebody to have approved of that."""

from collections.abc import Iterator

from specgen.evidence.model import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import place_of, scenarios_of, tests_at, tier_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.XFAIL:
            yield Complaint(
                ran.node_id,
                f"fails as expected: {ran.reason or 'no reason is given'}",
                place_of(ran.node_id),
                tip="mend it, or have a waiver approved: `specgen waive`",
                tier=tier_of(facts, ran),
                excuse="xfail",
                known_as=scenarios_of(facts, ran),
            )


XFAILED_TESTS = Judgement(
    id="xfailed-tests",
    summary="tests that fail as expected without a waiver",
    why="An expected failure is a known bug, and known bugs have a date.",
    judge=_judge,
)
