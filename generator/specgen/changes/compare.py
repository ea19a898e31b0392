"""Base and head become every change between them, and the program that asks what either asks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from specgen.changes.enforcement import say_enforcement
from specgen.changes.exceptions import (
    stricter_kept,
    stricter_recorded,
    stricter_skips,
    stricter_waivers,
)
from specgen.changes.kinds import stricter_runs, stricter_tiers, stricter_types
from specgen.changes.match import heirs
from specgen.changes.model import Compared, Revisions
from specgen.changes.modules import asks, stricter_modules
from specgen.changes.project import stricter_project
from specgen.changes.scenarios import stricter_cells, stricter_scenarios
from specgen.diagnostics import Place
from specgen.program.model import Module, Program


def compare(
    head: Program,
    base: Program,
    *,
    located: Callable[[Place], Place] = lambda place: place,
    there: Callable[[Module], bool] = lambda _: True,
    since: date = date.min,
) -> Compared:
    """Every change from ``base`` to ``head``, and ``head`` with all that ``base`` asks besides.

    ``located`` gives places of the base their spans; ``there`` says whether the head has the
    source of a module still (if not, the module may go); ``since`` is the first day on which
    enforcement matters.  Enforcement itself is not merged: on each day the stricter of both holds.
    """
    sides = Revisions(head, base, located, there, since, heirs(head, base))
    modules = stricter_modules(sides)
    scenarios = stricter_scenarios(sides, modules)
    cells = stricter_cells(sides, modules, scenarios=scenarios)
    strict = replace(
        head,
        project=stricter_project(sides),
        types=stricter_types(sides),
        tiers=stricter_tiers(sides),
        modules=modules,
        scenarios=scenarios,
        cells=cells,
        runs=stricter_runs(sides),
        waivers=stricter_waivers(sides),
        skips=stricter_skips(sides),
        recorded=stricter_recorded(sides),
        kept=stricter_kept(sides),
    )
    say_enforcement(sides)
    return Compared(strict, tuple(dict.fromkeys(sides.found)), dict(_still_asked(sides, strict)))


def _still_asked(sides: Revisions, strict: Program) -> Iterator[tuple[str, Place]]:
    """The scenarios that ``strict`` asks for and the head does not."""
    asked_here = _asked(sides.head)
    names = {old: s.id for s in sides.head.scenarios for old in s.renamed_from}
    before = {names.get(s.id, s.id): s.place for s in sides.base.scenarios}
    before |= {s.id: s.place for s in sides.base.scenarios}
    for name in _asked(strict):
        if name not in asked_here and name in before:
            yield name, sides.located(before[name])


def _asked(program: Program) -> dict[str, None]:
    found = (name for cell in program.cells if asks(program, cell) for name in cell.scenarios)
    return {name: None for name in found if program.scenario_by_id[name].owed}
