"""Calls answer within the time that a scenario states."""

from specgen.gate.budgets import broken
from specgen.gate.measures import limits_on
from specgen.gate.model import Judgement

_MEASURE = limits_on("p50", "p95", "p99", "max", "mean")

LATENCY = Judgement(
    id="latency",
    summary="scenarios whose calls take longer than their budget",
    why="Slowness comes back unless someone measures.",
    judge=broken(_MEASURE),
    measure=_MEASURE,
)
