"""Work is done at the rate that a scenario states."""

from collections.abc import Iterator

from specgen.gate.measures import beyond
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    return beyond(facts, ("throughput",))


THROUGHPUT = Judgement(
    id="throughput",
    summary="scenarios that get less done per second than their budget",
    why="Capacity is promised to somebody.",
    judge=_judge,
)
