"""Work is done at the rate that a scenario states."""

from specgen.gate.budgets import broken
from specgen.gate.measures import limits_on
from specgen.gate.model import Judgement

_MEASURE = limits_on("throughput")

THROUGHPUT = Judgement(
    id="throughput",
    summary="scenarios that get less done per second than their budget",
    why="Capacity is promised to somebody.",
    judge=broken(_MEASURE),
    measure=_MEASURE,
)
