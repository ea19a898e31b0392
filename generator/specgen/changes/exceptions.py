"""Waivers, skips, snapshots and tests taken over: those count that the base has too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from specgen.changes.model import ChangeKind, Revisions
from specgen.program.model_policy import Kept, Recorded, Skip, Waiver


def stricter_waivers(sides: Revisions) -> tuple[Waiver, ...]:
    """The waivers of both, as far and as long as both allow."""
    before = {(w.target, w.allow): w for w in sides.base.waivers}
    kept = []
    for own in sides.head.waivers:
        old = before.pop((own.target, own.allow), None)
        if old is None:
            what = f"a new waiver for {own.allow} until {own.expires}"
            change = sides.say(ChangeKind.WAIVER, own.target, what=what, place=own.place)
            change.loosens(after=str(own.expires))
        else:
            kept.append(_waiver(own, old, sides=sides))
    for gone in before.values():
        what = f"its waiver for {gone.allow} is gone"
        place = sides.located(gone.place)
        sides.say(ChangeKind.WAIVER, gone.target, what=what, place=place).tightens()
    return tuple(kept)


def _waiver(own: Waiver, old: Waiver, *, sides: Revisions) -> Waiver:
    if own.expires != old.expires:
        what = f"its waiver goes from {old.expires} to {own.expires}"
        place = own.place.at("expires")
        change = sides.say(ChangeKind.WAIVER, own.target, what=what, place=place)
        note = change.loosens if own.expires > old.expires else change.tightens
        note(before=str(old.expires), after=str(own.expires))
    if old.at_most is not None and (own.at_most is None or own.at_most > old.at_most):
        what = f"its waiver is for more than {old.at_most}"
        change = sides.say(ChangeKind.WAIVER, own.target, what=what, place=own.place)
        change.loosens(before=str(old.at_most), after=str(own.at_most or "any number"))
    more = [n for n in own.covers if n not in old.covers and "*" not in old.target]
    for name in more:
        what = f"its waiver for {own.allow} comes to cover {name}"
        change = sides.say(ChangeKind.WAIVER, own.target, what=what, place=own.place)
        change.loosens(after=name)
    most = [n for n in (own.at_most, old.at_most) if n is not None]
    return replace(
        own,
        expires=min(own.expires, old.expires),
        at_most=min(most, default=None),
        covers=tuple(name for name in own.covers if name not in more),
    )


def stricter_skips(sides: Revisions) -> tuple[Skip, ...]:
    """The skips of the head that the base has too."""
    before = {(s.tests, s.when) for s in sides.base.skips}
    for skip in sides.head.skips:
        if (skip.tests, skip.when) not in before:
            what = f"a new skip when {skip.when}"
            subject = ", ".join(skip.tests)
            sides.say(ChangeKind.SKIP, subject, what=what, place=skip.place).loosens()
    own = {(s.tests, s.when) for s in sides.head.skips}
    for skip in sides.base.skips:
        if (skip.tests, skip.when) not in own:
            what, subject = f"its skip when {skip.when} is gone", ", ".join(skip.tests)
            place = sides.located(skip.place)
            sides.say(ChangeKind.SKIP, subject, what=what, place=place).tightens()
    return tuple(s for s in sides.head.skips if (s.tests, s.when) in before)


def stricter_kept(sides: Revisions) -> tuple[Kept, ...]:
    """The tests that people took over before the base."""
    before = {kept.scenario for kept in sides.base.kept}
    for each in sides.head.kept:
        if each.scenario not in before:
            what = "its generated test is taken over by hand"
            change = sides.say(ChangeKind.KEPT, each.scenario, what=what, place=each.place)
            change.loosens(after=each.reason)
    return tuple(each for each in sides.head.kept if each.scenario in before)


def stricter_recorded(sides: Revisions) -> tuple[Recorded, ...]:
    """The snapshots of both: what both say was present, and the coverage that the base states."""
    before = {(r.as_of, r.source): r for r in sides.base.recorded}
    kept = list(_known(sides, before))
    own = {(r.as_of, r.source) for r in sides.head.recorded}
    for key, old in before.items():
        if key in own:
            continue
        change = sides.say(ChangeKind.RECORDED, old.source, what=f"of {old.as_of} is gone",
                           place=sides.located(old.place))  # fmt: skip
        if old.coverage:  # falls of coverage are told against it
            change.loosens(before=str(old.as_of))
            kept.append(replace(old, present=MappingProxyType({})))
        else:
            change.tightens(before=str(old.as_of))
    return tuple(sorted(kept, key=lambda r: (r.as_of, r.source)))


def _known(sides: Revisions, before: dict[tuple[date, str], Recorded]) -> Iterator[Recorded]:
    for own in sides.head.recorded:
        old = before.get((own.as_of, own.source))
        if old is None:
            what = f"is a new snapshot, of {own.as_of}"
            sides.say(ChangeKind.RECORDED, own.source, what=what, place=own.place).loosens()
            continue
        present = {}
        for module, types in own.present.items():
            known = old.present.get(_then(sides, module), ())
            present[module] = tuple(t for t in types if t in known)
            for kind in (t for t in types if t not in known):
                what = f"now has {module} × {kind} as present"
                change = sides.say(ChangeKind.RECORDED, own.source, what=what, place=own.place)
                change.loosens(after=f"{module}.{kind}")
        if own.coverage != old.coverage:
            what = "states other coverage"
            sides.say(ChangeKind.RECORDED, own.source, what=what, place=own.place).loosens()
        yield replace(own, present=MappingProxyType(present), coverage=old.coverage)


def _then(sides: Revisions, module: str) -> str:
    """The id that a module of the head has at the base."""
    return next((old for old, heir in sides.heirs.items() if heir.id == module), module)
