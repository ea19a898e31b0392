"""Reads the baseline that is checked in; what is wrong in it is a finding, not a crash."""

from collections.abc import Mapping
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model_baseline import Baseline
from specgen.evidence.reading import number, read_json, table, text, unreadable


def read_baseline(path: Path, name: str) -> tuple[Baseline, tuple[Diagnostic, ...]]:
    """The baseline in the file at ``path``; an empty one where there is no such file."""
    if not path.is_file():
        return Baseline(), ()
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Baseline(), (found,)
    if not isinstance(found, dict):
        return Baseline(), (unreadable(name, "no baseline: not a mapping"),)
    benchmarks = table(found.get("benchmarks"))
    machine = table(found.get("machine"))
    return Baseline(
        _numbers(found.get("coverage")),
        _numbers(found.get("seconds")),
        {node_id: _numbers(stats) for node_id, stats in benchmarks.items()},
        {key: text(value) for key, value in machine.items()},
    ), ()


def _numbers(value: object) -> Mapping[str, float]:
    return {key: number(each) for key, each in table(value).items()}
