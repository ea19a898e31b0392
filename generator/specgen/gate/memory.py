"""Memory stays within what a scenario states."""

from collections.abc import Iterator

from specgen.gate.measures import beyond
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    return beyond(facts, ("memory",))


MEMORY = Judgement(
    id="memory",
    summary="scenarios that take more memory than their budget",
    why="Leaks show first where somebody measures.",
    judge=_judge,
)
