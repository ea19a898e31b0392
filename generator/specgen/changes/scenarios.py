"""Scenarios and cells: what the base asks for is asked still."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from specgen.changes.limits import Owner, stricter_budget
from specgen.changes.model import ChangeKind, Effect, Revisions
from specgen.changes.modules import asks
from specgen.changes.promises import stricter_promises
from specgen.program.model import Cell, Module, Program, Scenario


def stricter_scenarios(sides: Revisions, modules: Iterable[Module]) -> tuple[Scenario, ...]:
    """The scenarios of the head as either asks, and those that only the base asks for.

    ``modules`` are all that are judged.
    """
    before = {s.id: s for s in sides.base.scenarios}
    named = {s.id for s in sides.head.scenarios}
    heirs = {old: s for s in sides.head.scenarios for old in s.renamed_from}
    kept, continued = [], set()
    for own in sides.head.scenarios:
        old = before.get(own.id) or _ancestor(own, before)
        if old is None or (old.id != own.id and old.id in named):
            _new(own, sides=sides)
            kept.append(own)
        else:
            continued.add(old.id)
            kept.append(_scenario(own, old, sides=sides))
    ids = {module.id for module in modules}
    more = list(_dropped(sides, continued=continued, ids=ids, heirs=heirs))
    return tuple(sorted((*kept, *more), key=lambda s: s.id)) if more else tuple(kept)


def stricter_cells(
    sides: Revisions, modules: Iterable[Module], *, scenarios: Iterable[Scenario]
) -> tuple[Cell, ...]:
    """The cells of ``modules``, with what they require and exempt, and ``scenarios`` in them."""
    own = {scenario.id for scenario in sides.head.scenarios}
    more: dict[tuple[str, str], list[str]] = {}
    for scenario in scenarios:
        if scenario.id not in own:
            more.setdefault((scenario.module, scenario.type), []).append(scenario.id)
    known = {cell.key: cell for cell in sides.head.cells}
    types: dict[str, dict[str, None]] = {}
    for module, kind in (*known, *more):
        types.setdefault(module, {})[kind] = None
    return tuple(
        _cell(module, kind, known=known.get((module.id, kind)), more=more)
        for module in modules
        for kind in {**types.get(module.id, {}), **dict.fromkeys(module.required)}
    )


def _cell(
    module: Module, kind: str, *, known: Cell | None, more: Mapping[tuple[str, str], list[str]]
) -> Cell:
    ids = known.scenarios if known is not None else ()
    added = more.get((module.id, kind), ())
    required, exempt = kind in module.required, module.exempt.get(kind, "")
    return Cell(module.id, kind, required, exempt, (*ids, *added))


def _ancestor(own: Scenario, before: Mapping[str, Scenario]) -> Scenario | None:
    """The scenario of the base that ``own`` was renamed from, of the same type."""
    earlier = (before[old] for old in own.renamed_from if old in before)
    return next((old for old in earlier if old.type == own.type), None)


def _asked(program: Program, scenario: Scenario) -> bool:
    """Whether ``scenario`` is asked for: not optional, and its cell not exempt."""
    cell = program.cell_at[scenario.module, scenario.type]
    return scenario.owed and asks(program, cell)


def _new(own: Scenario, *, sides: Revisions) -> None:
    if not own.implicit:
        effect = Effect.TIGHTENS if own.owed else Effect.NEUTRAL
        sides.say(ChangeKind.SCENARIO, own.id, what="is new", place=own.place).as_(effect)


def _scenario(own: Scenario, old: Scenario, *, sides: Revisions) -> Scenario:
    if own.id != old.id and not own.implicit:
        what = f"was {old.id} at the base"
        change = sides.say(ChangeKind.SCENARIO, own.id, what=what, place=own.place)
        change.neutral(before=old.id, after=own.id)
    if not _asked(sides.base, old):
        if own.owed and not old.owed:
            what = "is no longer optional"
            sides.say(ChangeKind.SCENARIO, own.id, what=what, place=own.place).tightens()
        return own
    if not own.owed:
        sides.say(ChangeKind.SCENARIO, own.id, what="is optional", place=own.place).loosens()
    types = (sides.head.type_named[own.type], sides.base.type_named[old.type])
    owner = Owner(own.id, own.place, (types[0].budget, types[1].budget))
    return replace(
        own,
        owed=True,
        least=_least(own, old, sides=sides),
        budget=stricter_budget(own.budget, old.budget, owner=owner, sides=sides),
        checks=(*own.checks, *(each for each in old.checks if each not in own.checks)),
        written=stricter_promises(own, old, sides=sides),
    )


def _least(own: Scenario, old: Scenario, *, sides: Revisions) -> int:
    lost = [check for check in old.checks if check not in own.checks]
    for check in lost:
        what = f"no longer checks `{check}`"
        change = sides.say(ChangeKind.COUNT, own.id, what=what, place=own.place)
        change.loosens(before=check)
    if own.least != old.least and not (lost and own.least < old.least):
        what = f"goes from {old.least} to {own.least} tests"
        change = sides.say(ChangeKind.COUNT, own.id, what=what, place=own.place)
        note = change.loosens if own.least < old.least else change.tightens
        note(before=str(old.least), after=str(own.least))
    return max(own.least, old.least)


def _dropped(
    sides: Revisions, *, continued: set[str], ids: set[str], heirs: Mapping[str, Scenario]
) -> Iterator[Scenario]:
    """The scenarios that the base asks for and the head does not have, of modules that are there;
    the implicit ones go without a word of their own, since that of their cell or module is said."""
    for old in sides.base.scenarios:
        if old.id in continued:
            continue
        heir = sides.heirs.get(old.module)
        owner = heir.id if heir is not None else old.module
        place = sides.located(old.place)
        if not _asked(sides.base, old):
            if not old.implicit:
                what = "is gone; it was not asked for"
                sides.say(ChangeKind.SCENARIO, old.id, what=what, place=place).neutral()
        elif owner in ids:
            if not old.implicit:
                now = heirs[old.id].id if old.id in heirs else ""
                what = f"is now {now}, of another type" if now else "is deleted"
                change = sides.say(ChangeKind.SCENARIO, old.id, what=what, place=place)
                change.loosens(before=old.title, after=now)
            yield replace(old, module=owner, place=place)
