"""A pending test proves nothing."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import on_test, tests_at


def _judge(facts: Facts) -> Iterator[Complaint]:
    for ran in tests_at(facts):
        if ran.outcome is Outcome.PENDING:
            what = ran.reason.removeprefix("pending: ") or "still to be written"
            yield on_test(
                facts,
                ran,
                message=f"is pending: {what}",
                tip="write it, or waive it",
                excuse="gap",
            )


PENDING_TESTS = Judgement(
    id="pending-tests",
    summary="tests that end in `pending(...)`",
    why="A skeleton that counts as a test is a gap that nobody sees.",
    judge=_judge,
)
