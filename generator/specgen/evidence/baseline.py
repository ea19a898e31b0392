"""The reviewed baseline: what a project's tests took and covered when it was last recorded."""

import json
from statistics import median

from specgen.evidence.model import Evidence
from specgen.evidence.model_baseline import Baseline

_DIGITS = 3  # of figures: more is noise that only makes diffs


def baseline(evidence: Evidence) -> Baseline:
    """The figures of ``evidence`` that later runs are compared with.

    Durations are seconds per test, parameter sets summed, the median over sessions.  Benchmarks are
    those of one machine, the first by node id that says which it is; others say nothing beside it.
    """
    spent: dict[str, dict[str, float]] = {}
    for record in evidence.records:
        per = spent.setdefault(record.test, {})
        per[record.session] = per.get(record.session, 0.0) + record.seconds
    machine = next((b.machine for b in evidence.benchmarks if b.machine), {})
    return Baseline(
        coverage={
            path: round(figures.share, 4)
            for path, figures in evidence.coverage.items()
            if figures.statements
        },
        seconds={test: round(median(per.values()), _DIGITS) for test, per in sorted(spent.items())},
        benchmarks={
            each.node_id: {name: _short(value) for name, value in sorted(each.stats.items())}
            for each in evidence.benchmarks
            if each.machine == machine
        },
        machine=dict(machine),
    )


def as_text(recorded: Baseline) -> str:
    """The baseline as the file that is checked in: sorted, a figure per line."""
    said = {
        "coverage": recorded.coverage,
        "seconds": recorded.seconds,
        "benchmarks": recorded.benchmarks,
        "machine": recorded.machine,
    }
    return json.dumps(said, indent=1, sort_keys=True) + "\n"


def _short(value: float) -> float:
    """Four significant digits."""
    return float(f"{value:.4g}")
