"""Memory stays within what a scenario states."""

from specgen.gate.budgets import broken
from specgen.gate.measures import limits_on
from specgen.gate.model import Judgement

_MEASURE = limits_on("memory")

MEMORY = Judgement(
    id="memory",
    summary="scenarios that take more memory than their budget",
    why="Leaks show first where somebody measures.",
    judge=broken(_MEASURE),
    measure=_MEASURE,
)
