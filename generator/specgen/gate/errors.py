"""No more calls fail than a scenario states."""

from specgen.gate.measures import beyond
from specgen.gate.model import Judgement

ERRORS = Judgement(
    id="errors",
    summary="scenarios with more failed calls than their budget",
    why="Under load, errors are counted or they are swallowed.",
    judge=beyond("errors"),
)
