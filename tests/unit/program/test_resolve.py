"""The whole program: nothing depends on the order in which unordered things are written."""

import random
from collections.abc import Callable

import pytest

from specgen.diagnostics import Diagnostic
from specgen.program.model import Program

Resolved = Callable[[str], tuple[Program, tuple[Diagnostic, ...]]]
MODULES = [
    "{module: p.a, scenarios: [{type: unit, id: x, needs: [b]}]}",
    "{module: p.b, planned: true}",
    "{module: p.c.d, exempt: {race: Stateless}}",
]
TASKS = ["{id: t1, title: T}", "{id: t2, title: U, needs: [t1]}"]
WAIVERS = [
    f"{{for: {name}, allow: gap, reason: R, issue: 1, approved_by: L, expires: 2026-01-01}}"
    for name in ("a.race", "d.unit")
]


def _text(*, shuffle: random.Random) -> str:
    parts = [list(items) for items in (MODULES, TASKS, WAIVERS)]
    for items in parts:
        shuffle.shuffle(items)
    modules, tasks, waivers = (", ".join(items) for items in parts)
    sections = [
        f"modules: [{modules}]",
        f"tasks: [{tasks}]",
        f"waivers: [{waivers}]",
        "tiers: {top: {requires: [unit, race]}}",
        "project: p",
        "source: {package: p}",
    ]
    shuffle.shuffle(sections)
    return "\n".join(sections)


def _shape(program: Program) -> object:
    """A program without its places, which do depend on the order."""
    return (
        [m.id for m in program.modules],
        [(s.id, s.needs) for s in program.scenarios],
        [(c.key, c.exempt, c.scenarios) for c in program.cells],
        [(t.id, t.needs) for t in program.tasks],
        [(w.target, w.covers) for w in program.waivers],
    )


@pytest.mark.parametrize("seed", range(20))
def test_order_does_not_matter(resolved: Resolved, seed: int) -> None:
    shuffled, said = resolved(_text(shuffle=random.Random(seed)))
    plain, _ = resolved(_text(shuffle=random.Random(0)))
    assert said == ()
    assert _shape(shuffled) == _shape(plain)


def test_everything_wrong_is_said_at_once(resolved: Resolved) -> None:
    text = (
        "project: p\ntiers: {t: {requires: [x]}}\nmodules: [{module: p.a, tier: u, needs: [v]}]\n"
    )
    program, said = resolved(text)
    assert [d.rule for d in said] == ["unknown-type", "unknown-tier", "unknown-id"]
    assert [m.id for m in program.modules] == ["p.a"]
