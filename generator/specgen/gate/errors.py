"""No more calls fail than a scenario states."""

from collections.abc import Iterator

from specgen.gate.measures import beyond
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    return beyond(facts, ("errors",))


ERRORS = Judgement(
    id="errors",
    summary="scenarios with more failed calls than their budget",
    why="Under load, errors are counted or they are swallowed.",
    judge=_judge,
)
