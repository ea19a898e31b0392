"""Loads the JSON of pytest-benchmark."""

from collections.abc import Mapping
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import BenchmarkFigures, Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import (
    MANY,
    figure,
    is_object,
    number,
    posix,
    read_json,
    rows,
    table,
    text,
    unreadable,
)

_STATS = ("min", "max", "mean", "median", "stddev")


def load_benchmark(path: Path, name: str) -> Loaded:
    """The benchmarks of one report, with raw rounds where it keeps them."""
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Loaded(findings=(found,))
    listed = table(found).get("benchmarks")
    if not isinstance(listed, list):
        return Loaded(findings=(unreadable(name, "no benchmarks: `benchmarks` is missing"),))
    machine = _machine(table(table(found).get("machine_info")))
    named = [one for one in map(table, listed) if text(one.get("fullname"))]
    spoilt = [text(one["fullname"]) for one in named if not _is_measured(one)]
    return Loaded(
        benchmarks=tuple(
            _figures(one, machine, source=posix(name)) for one in named if _is_measured(one)
        ),
        findings=tuple(
            unreadable(name, f"{test}: has figures that are no durations") for test in spoilt[:MANY]
        ),
    )


def _is_measured(one: Mapping[str, object]) -> bool:
    """Whether all figures that count are durations; what is none would be within any limit."""
    stats = table(one.get("stats"))
    figures = (*rows(stats.get("data")), *(stats[key] for key in _STATS if key in stats))
    return all(figure(each) is not None for each in figures)


def _machine(info: Mapping[str, object]) -> dict[str, str]:
    """What makes two runs comparable; neither the host's name nor anything of its user."""
    cpu = table(info.get("cpu"))
    facts = {
        "system": text(info.get("system")),
        "machine": text(info.get("machine")),
        "python": text(info.get("python_version")),
        "cpu": text(cpu.get("brand_raw")),
        "cpus": str(cpu.get("count", "")),
    }
    return {key: value for key, value in facts.items() if value}


def _figures(
    one: Mapping[str, object], machine: Mapping[str, str], *, source: str
) -> BenchmarkFigures:
    stats = table(one.get("stats"))
    rounds = tuple(sorted(number(each) for each in rows(stats.get("data"))))
    known = {key: number(stats[key]) for key in _STATS if key in stats}
    if rounds:
        known |= {f"p{share}": quantile(rounds, share / 100) for share in (50, 95, 99)}
    return BenchmarkFigures(posix(text(one.get("fullname"))), rounds, known, machine, source)


def quantile(ordered: tuple[float, ...], share: float) -> float:
    """The smallest value that at least ``share`` of all values do not exceed (nearest rank)."""
    rank = -(-len(ordered) * round(share * 100) // 100)
    return ordered[max(int(rank), 1) - 1]


BENCHMARK = Loader(
    "benchmark",
    lambda head, _: is_object(head) and b'"machine_info"' in head,
    load_benchmark,
)
