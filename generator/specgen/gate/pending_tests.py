"""A pending test proves nothing."""

from collections.abc import Iterator

from specgen.evidence.model import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import place_of, scenarios_of, tests_at, tier_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.PENDING:
            yield Complaint(
                ran.node_id,
                f"is pending: {ran.reason.removeprefix('pending: ') or 'still to be written'}",
                place_of(ran.node_id),
                tip="write it, or waive it",
                tier=tier_of(facts, ran),
                excuse="gap",
                known_as=scenarios_of(facts, ran),
            )


PENDING_TESTS = Judgement(
    id="pending-tests",
    summary="tests that end in `pending(...)`",
    why="A skeleton that counts as a test is a gap that nobody sees.",
    judge=_judge,
)
