"""Work is done at the rate that a scenario states."""

from specgen.gate.measures import beyond
from specgen.gate.model import Judgement

THROUGHPUT = Judgement(
    id="throughput",
    summary="scenarios that get less done per second than their budget",
    why="Capacity is promised to somebody.",
    judge=beyond("throughput"),
)
