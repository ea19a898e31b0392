"""Budgets: limit by limit the stricter one."""

from collections.abc import Iterable
from typing import NamedTuple

from specgen.changes.model import ChangeKind, Revisions
from specgen.diagnostics import Place
from specgen.program.model_policy import Budget, Limit
from specgen.quantities import MEASURES, Direction


class Owner(NamedTuple):
    """Whose budget it is; limits that it has from ``above``, at the head and at the base, are
    compared there."""

    name: str
    place: Place
    above: tuple[Iterable[Limit], Iterable[Limit]] = ((), ())


def stricter_budget(own: Budget, before: Budget, *, owner: Owner, sides: Revisions) -> Budget:
    """``own`` with every limit that ``before`` has more strictly."""
    if own == before:
        return own
    limits = {limit.measure: limit for limit in own}
    now_above, then_above = map(tuple, owner.above)
    for old in before:
        new = limits.get(old.measure)
        said = not (old in then_above and (new is None or new in now_above))
        if new is None:
            limits[old.measure] = old
            what = f"{old.measure} {old.text} is no longer asked"
        elif new.value == old.value:
            continue
        else:
            what = f"{old.measure} goes from {old.text} to {new.text}"
        place = owner.place if new is None else new.place
        change = sides.say(ChangeKind.BUDGET, owner.name, what=what, place=place)
        loosens = new is None or _milder(new, old)
        if loosens:
            limits[old.measure] = old
        if said:
            note = change.loosens if loosens else change.tightens
            note(before=old.text, after=new.text if new is not None else "")
    _new_limits(own, before, owner=owner, sides=sides)
    return tuple(limits.values())


def _new_limits(own: Budget, before: Budget, *, owner: Owner, sides: Revisions) -> None:
    known = {limit.measure for limit in before}
    above = tuple(owner.above[0])
    for limit in own:
        if limit.measure not in known and limit not in above:
            what = f"{limit.measure} {limit.text} is new"
            change = sides.say(ChangeKind.BUDGET, owner.name, what=what, place=limit.place)
            change.tightens(after=limit.text)


def _milder(new: Limit, old: Limit) -> bool:
    if MEASURES[old.measure].direction is Direction.AT_LEAST:
        return new.value < old.value
    return new.value > old.value
