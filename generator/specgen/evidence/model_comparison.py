"""Benchmarks of base and head, taken in turns on one machine, and how sure a difference is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

LEAST_ROUNDS = 6  # of fewer, no ratio is sure at all
DOUBT = 0.02  # how often equal code may have a sure ratio above 1, threshold apart


@dataclass(frozen=True, slots=True)
class Compared:
    """One benchmark: seconds at the base and at the head, a pair per round.

    The two of a pair ran one right after the other, so that what slows the machine slows both.
    """

    node_id: str
    pairs: tuple[tuple[float, float], ...]

    @property
    def ratio(self) -> float:
        """How many times as long the head takes: the median over all pairs, and over the means of
        any two pairs (Hodges and Lehmann's), so that no single round decides."""
        return math.exp(median(self._walsh()))

    @property
    def sure_ratio(self) -> float:
        """How many times as long it takes at least: too high for equal code in one case of 50
        (Wilcoxon's signed ranks, exact); 0 where there are too few rounds to be sure."""
        allowed = _allowed(len(self.pairs))
        return math.exp(self._walsh()[allowed - 1]) if allowed else 0.0

    def _walsh(self) -> list[float]:
        logs = [math.log(head / base) for base, head in self.pairs]
        return sorted((a + b) / 2 for n, a in enumerate(logs) for b in logs[n:])


def _allowed(count: int) -> int:
    """How many of the sorted means of two may lie below the sure one: as many as signed ranks of
    ``count`` pairs of equal code reach in ``DOUBT`` of all cases."""
    if count < LEAST_ROUNDS:
        return 0
    ways = [1]  # how many sets of ranks have each sum
    for rank in range(1, count + 1):
        longer = ways + [0] * rank
        for total, number in enumerate(ways):
            longer[total + rank] += number
        ways = longer
    allowed, seen = 0, 0
    while (seen + ways[allowed]) / 2**count <= DOUBT:
        seen += ways[allowed]
        allowed += 1
    return allowed


@dataclass(frozen=True, slots=True)
class Comparison:
    """All benchmarks of one comparison.

    ``base`` and ``head`` are commits, ``new`` the benchmarks that only the head has, ``gone`` those
    that gave a figure at the base alone: renamed, deleted or failing.  ``machine`` are facts of the
    machine that both ran on.
    """

    base: str
    head: str
    compared: tuple[Compared, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    machine: Mapping[str, str] = field(default_factory=dict)
