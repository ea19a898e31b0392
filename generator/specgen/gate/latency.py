"""Calls answer within the time that a scenario states."""

from specgen.gate.measures import beyond
from specgen.gate.model import Judgement

LATENCY = Judgement(
    id="latency",
    summary="scenarios whose calls take longer than their budget",
    why="Slowness comes back unless someone measures.",
    judge=beyond("p50", "p95", "p99", "max", "mean"),
)
