"""Writes and loads comparisons of benchmarks."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import BenchmarkFigures, Loaded
from specgen.evidence.model_comparison import Compared, Comparison
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import (
    is_object,
    number,
    posix,
    read_json,
    rows,
    table,
    text,
    texts,
    unreadable,
)

FORM = 1
_MARK = "specgen-comparison"
Round = tuple[Sequence[BenchmarkFigures], Sequence[BenchmarkFigures]]


def comparison(rounds: Iterable[Round], *, base: str, head: str) -> Comparison:
    """The comparison that the benchmarks of base and head, round by round, come to.

    A benchmark that gave no figure in some round has as many pairs less.
    """
    pairs: dict[str, list[tuple[float, float]]] = {}
    seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    machine: Mapping[str, str] = {}
    for before, after in rounds:
        old, new = _medians(before), _medians(after)
        machine = machine or next((b.machine for b in (*after, *before)), {})
        for counted, figures in zip(seen, (old, new), strict=True):
            counted.update(figures)
        for name in old.keys() & new.keys():
            pairs.setdefault(name, []).append((old[name], new[name]))
    return Comparison(
        base,
        head,
        tuple(Compared(name, tuple(found)) for name, found in sorted(pairs.items())),
        new=tuple(sorted(seen[1].keys() - seen[0].keys())),
        gone=tuple(sorted(seen[0].keys() - seen[1].keys())),
        machine=dict(machine),
    )


def _medians(figures: Iterable[BenchmarkFigures]) -> dict[str, float]:
    found = {each.node_id: each.stats.get("median", 0.0) for each in figures}
    return {name: seconds for name, seconds in found.items() if seconds > 0}


def as_text(found: Comparison) -> str:
    """The file of a comparison: every pair, so that other rules can judge it again."""
    said = {
        "specgen": _MARK,
        "form": FORM,
        "base": found.base,
        "head": found.head,
        "machine": dict(found.machine),
        "compared": {each.node_id: each.pairs for each in found.compared},
        "new": found.new,
        "gone": found.gone,
    }
    return json.dumps(said, indent=1) + "\n"


def load_comparison(path: Path, name: str) -> Loaded:
    """The comparison of one file."""
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Loaded(findings=(found,))
    data = table(found)
    if data.get("form") != FORM or not isinstance(data.get("compared"), dict):
        return Loaded(findings=(unreadable(name, "no comparison that can be read"),))
    compared = (Compared(posix(n), _pairs(said)) for n, said in table(data["compared"]).items())
    return Loaded(
        comparisons=(
            Comparison(
                text(data.get("base")),
                text(data.get("head")),
                tuple(each for each in compared if each.pairs),
                new=texts(data.get("new")),
                gone=texts(data.get("gone")),
                machine={key: text(value) for key, value in table(data.get("machine")).items()},
            ),
        )
    )


def _pairs(said: object) -> tuple[tuple[float, float], ...]:
    found = (tuple(number(each) for each in rows(pair)) for pair in rows(said))
    return tuple((p[0], p[1]) for p in found if len(p) == 2 and min(p) > 0)


COMPARISON = Loader(
    "comparison",
    lambda head, _: is_object(head) and _MARK.encode() in head,
    load_comparison,
)
