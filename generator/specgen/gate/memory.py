"""Memory stays within what a scenario states."""

from specgen.gate.measures import beyond
from specgen.gate.model import Judgement

MEMORY = Judgement(
    id="memory",
    summary="scenarios that take more memory than their budget",
    why="Leaks show first where somebody measures.",
    judge=beyond("memory"),
)
