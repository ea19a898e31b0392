"""No more calls fail than a scenario states."""

from specgen.gate.budgets import broken
from specgen.gate.measures import limits_on
from specgen.gate.model import Judgement

_MEASURE = limits_on("errors")

ERRORS = Judgement(
    id="errors",
    summary="scenarios with more failed calls than their budget",
    why="Under load, errors are counted or they are swallowed.",
    judge=broken(_MEASURE),
    measure=_MEASURE,
)
