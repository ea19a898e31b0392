"""Rules and dates: on which days, for what, the head is milder than the base."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from specgen.changes.model import Change, ChangeKind, Effect, Revisions
from specgen.program.model import Program
from specgen.program.model_stage import Asked, Stage, stage_in

_EVERY = ""


def say_enforcement(sides: Revisions) -> None:
    """Note for each rule, tier and moment the first day on which the stage differs."""
    if (sides.head.enforcement, sides.head.rules) == (sides.base.enforcement, sides.base.rules):
        return
    days = sorted({sides.since, *(d for d in _days(sides) if d > sides.since)})
    general: set[tuple[date, Stage, Stage]] = set()
    for rule, tier, moment, flagged in product(*_axes(sides), (False, True)):
        for day, then, now in _moves(sides, (rule, tier, moment, flagged), days=days):
            known = (day, then, now)
            if (rule, tier, moment, flagged) == (_EVERY, _EVERY, _EVERY, False):
                general.add(known)
            elif known in general:
                continue
            sides.found.append(_change(sides, (rule, tier, moment), day=day, moved=(then, now)))


def _moves(
    sides: Revisions, what: tuple[str, str, str, bool], *, days: list[date]
) -> Iterator[tuple[date, Stage, Stage]]:
    """The first day on which the head is milder, and the first on which it is stricter."""
    rule, tier, moment, flagged = what
    seen: set[bool] = set()
    for day in days:
        asked = Asked(rule, tier, moment, day, _flags(sides) if flagged else frozenset())
        then, now = stage_in(sides.base, asked), stage_in(sides.head, asked)
        if then is not now and (now.rank < then.rank) not in seen:
            seen.add(now.rank < then.rank)
            yield day, then, now


def _change(
    sides: Revisions, what: tuple[str, str, str], *, day: date, moved: tuple[Stage, Stage]
) -> Change:
    rule, tier, moment = what
    then, now = moved
    where = "".join((f" of tier {tier}" if tier else "", f" at {moment}" if moment else ""))
    since = f" from {day} on" if day != sides.since else ""
    effect = Effect.LOOSENS if now.rank < then.rank else Effect.TIGHTENS
    own = next((p.place for p in sides.head.rules if p.rule == rule), sides.head.project.place)
    text = f"is {now}, not {then}{where}{since}"
    subject = rule or "enforcement"
    return Change(ChangeKind.ENFORCEMENT, subject, text, own, effect, str(then), str(now))


def _days(sides: Revisions) -> Iterator[date]:
    for program in (sides.head, sides.base):
        for row in program.enforcement:
            yield row.since
            yield row.until


def _axes(sides: Revisions) -> tuple[list[str], list[str], list[str]]:
    """The rules, tiers and moments that either side tells apart; an empty name means any other."""
    rules, tiers, moments = {_EVERY}, {_EVERY}, {_EVERY}
    for program in (sides.head, sides.base):
        rules.update(policy.rule for policy in program.rules)
        for row in program.enforcement:
            rules.update(row.rules)
            tiers.update(row.tiers)
            moments.update(row.at)
    return sorted(rules), sorted(tiers), sorted(moments)


def _flags(sides: Revisions) -> frozenset[str]:
    both: tuple[Program, ...] = (sides.head, sides.base)
    return frozenset(p.flag for program in both for p in program.rules if p.flag)
