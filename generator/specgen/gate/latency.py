"""Calls answer within the time that a scenario states."""

from collections.abc import Iterator

from specgen.gate.measures import beyond
from specgen.gate.model import Complaint, Facts, Judgement


def _judge(facts: Facts) -> Iterator[Complaint]:
    return beyond(facts, ("p50", "p95", "p99", "max", "mean"))


LATENCY = Judgement(
    id="latency",
    summary="scenarios whose calls take longer than their budget",
    why="Slowness comes back unless someone measures.",
    judge=_judge,
)
