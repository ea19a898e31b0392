"""Modules: tiers, required types, exemptions, and modules that the head no longer has."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from specgen.changes.limits import Owner, stricter_budget
from specgen.changes.model import ChangeKind, Revisions
from specgen.levels import Level
from specgen.program.model import Cell, Module, Program
from specgen.program.model_policy import Budget


def stricter_modules(sides: Revisions) -> tuple[Module, ...]:
    """The modules of the head as either asks, and those that the head dropped though their source
    is there still."""
    before = {heir.id: sides.base.module_by_id[old] for old, heir in sides.heirs.items()}
    kept = [_module(each, before.get(each.id), sides=sides) for each in sides.head.modules]
    kept += _dropped(sides)
    return tuple(sorted(kept, key=lambda module: module.id))


def asks(program: Program, cell: Cell) -> bool:
    """Whether a cell asks for tests: it is required, or a scenario of it is; and it is not
    exempt."""
    by_id = program.scenario_by_id
    explicit = (by_id[name] for name in cell.scenarios)
    return not cell.exempt and (cell.required or any(s.owed and not s.implicit for s in explicit))


def _dropped(sides: Revisions) -> Iterator[Module]:
    for old in sides.base.modules:
        if old.id in sides.heirs:
            continue
        place = sides.located(old.place)
        if old.planned or sides.there(old):
            why = "planned" if old.planned else "its source is still there"
            what = f"is no longer in the specs ({why})"
            sides.say(ChangeKind.MODULE, old.id, what=what, place=place).loosens()
            yield replace(old, place=place)
        else:
            what = "is gone with its source"
            sides.say(ChangeKind.MODULE, old.id, what=what, place=place).neutral()


def _module(own: Module, old: Module | None, *, sides: Revisions) -> Module:
    if old is None:
        sides.say(ChangeKind.MODULE, own.id, what="is new", place=own.place).tightens()
        return own
    if old.id != own.id:
        what = f"was {old.id} at the base"
        change = sides.say(ChangeKind.MODULE, own.id, what=what, place=own.place)
        change.neutral(before=old.id, after=own.id)
    above = (_tier_budget(sides.head, own), _tier_budget(sides.base, old))
    owner = Owner(own.id, own.place, above if own.tier == old.tier else ((), ()))
    return replace(
        own,
        tier=_tier(own, old, sides=sides),
        budget=stricter_budget(own.budget, old.budget, owner=owner, sides=sides),
        required=_required(own, old, sides=sides),
        exempt=_exempt(own, old, sides=sides),
        evidence=_evidence(own, old, sides=sides),
        planned=_planned(own, old, sides=sides),
        components=_components(own, old, sides=sides),
    )


def _tier_budget(program: Program, module: Module) -> Budget:
    tier = program.tier_named.get(module.tier)
    return tier.budget if tier is not None else ()


def _tier(own: Module, old: Module, *, sides: Revisions) -> str:
    """The tier that stood before the other where both are known; a tier that is gone stays."""
    if own.tier == old.tier:
        return own.tier
    order = [tier.name for tier in sides.base.tiers]
    looser = own.tier not in order or order.index(old.tier) < order.index(own.tier)
    what = f"goes from tier {old.tier} to {own.tier}"
    change = sides.say(ChangeKind.TIER, own.id, what=what, place=own.place)
    (change.loosens if looser else change.tightens)(before=old.tier, after=own.tier)
    return old.tier if looser else own.tier


def _required(own: Module, old: Module, *, sides: Revisions) -> tuple[str, ...]:
    lost = [n for n in old.required if n not in own.required and n not in old.exempt]
    won = [n for n in own.required if n not in old.required]
    for name in (*lost, *won):
        if own.tier == old.tier and _by_tier(sides, own.tier, kind=name):
            continue  # said of the tier
        what = f"no longer requires {name}" if name in lost else f"requires {name}"
        change = sides.say(ChangeKind.REQUIRES, own.id, what=what, place=own.place)
        (change.loosens if name in lost else change.tightens)()
    return (*own.required, *lost)


def _by_tier(sides: Revisions, tier: str, *, kind: str) -> bool:
    """Whether the tier itself came to require ``kind``, or not to."""
    now, then = sides.head.tier_named.get(tier), sides.base.tier_named.get(tier)
    if now is None or then is None:
        return False
    return (kind in now.requires) != (kind in then.requires)


def _exempt(own: Module, old: Module, *, sides: Revisions) -> Mapping[str, str]:
    """The exemptions of the head from what the base does not ask."""
    kept = {}
    for name, reason in own.exempt.items():
        cell = sides.base.cell_at.get((old.id, name))
        change = sides.say(ChangeKind.EXEMPT, own.id, what=f"is exempt from {name}",
                           place=own.place.at("exempt", name))  # fmt: skip
        if cell is not None and asks(sides.base, cell):
            change.loosens(after=reason)
            continue
        kept[name] = reason
        if name not in old.exempt:
            change.neutral(after=reason)
    for name in old.exempt:
        if name not in own.exempt:
            what = f"is no longer exempt from {name}"
            sides.say(ChangeKind.EXEMPT, own.id, what=what, place=own.place).tightens()
    return MappingProxyType(kept) if len(kept) < len(own.exempt) else own.exempt


def _evidence(own: Module, old: Module, *, sides: Revisions) -> Level:
    if own.evidence is old.evidence:
        return own.evidence
    milder = own.evidence.rank < old.evidence.rank
    now, then = sides.head.tier_named.get(own.tier), sides.base.tier_named.get(old.tier)
    same = now is not None and then is not None and now.name == then.name
    if not same or now is None or then is None or now.evidence is then.evidence:
        what = f"evidence goes from {old.evidence} to {own.evidence}"
        change = sides.say(ChangeKind.EVIDENCE, own.id, what=what, place=own.place)
        note = change.loosens if milder else change.tightens
        note(before=str(old.evidence), after=str(own.evidence))
    return old.evidence if milder else own.evidence


def _planned(own: Module, old: Module, *, sides: Revisions) -> bool:
    if own.planned == old.planned:
        return own.planned
    what = "is planned again" if own.planned else "is no longer planned, but there"
    change = sides.say(ChangeKind.PLANNED, own.id, what=what, place=own.place)
    (change.loosens if own.planned else change.tightens)()
    return False


def _components(own: Module, old: Module, *, sides: Revisions) -> Mapping[str, Budget]:
    if own.components == old.components:
        return own.components
    kept = dict(own.components)
    for name, budget in old.components.items():
        owner = Owner(f"{own.id}.{name}", own.place)
        kept[name] = stricter_budget(kept.get(name, ()), budget, owner=owner, sides=sides)
        if not kept[name] and name not in own.components:
            del kept[name]
    return MappingProxyType(kept)
