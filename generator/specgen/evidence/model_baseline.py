"""Figures of an earlier run that were reviewed and checked in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BASELINE = "baseline.json"  # in the project's folder of specs


@dataclass(frozen=True, slots=True)
class Baseline:
    """What later runs are compared with; empty mappings where nothing was recorded.

    ``coverage`` maps a source file to its share 0..1, ``seconds`` a test (without parameters) to
    its run time, ``benchmarks`` a node id to its figures in seconds, taken on ``machine``.
    """

    coverage: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    benchmarks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    machine: Mapping[str, str] = field(default_factory=dict)
