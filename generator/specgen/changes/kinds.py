"""Test types, tiers and runs: what each asks at head and base."""

from dataclasses import replace
from typing import TypeVar

from specgen.changes.limits import Owner, stricter_budget
from specgen.changes.model import ChangeKind, Revisions
from specgen.program.model_policy import Run, TestType, Tier

Named = TypeVar("Named")


def stricter_types(sides: Revisions) -> tuple[TestType, ...]:
    """The types of the head, then those that only the base has."""
    before = sides.base.type_named
    kept = [_type(each, before.get(each.name), sides=sides) for each in sides.head.types]
    for old in sides.base.types:
        if old.name not in sides.head.type_named:
            place = sides.located(old.place)
            sides.say(ChangeKind.TYPE, old.name, what="is no longer a type", place=place).loosens()
            kept.append(replace(old, place=place))
    return tuple(kept)


def _type(own: TestType, old: TestType | None, *, sides: Revisions) -> TestType:
    if old is None:
        sides.say(ChangeKind.TYPE, own.name, what="is a new type", place=own.place).tightens()
        return own
    owner = Owner(own.name, own.place)
    kept = replace(own, budget=stricter_budget(own.budget, old.budget, owner=owner, sides=sides))
    for key in ("directory", "marker"):
        now, then = getattr(own, key), getattr(old, key)
        if now != then:
            what = f"its {key} goes from `{then}` to `{now}`"
            change = sides.say(ChangeKind.TYPE, own.name, what=what, place=own.place)
            change.loosens(before=then, after=now)
            kept = replace(kept, **{key: then})
    return kept


def stricter_tiers(sides: Revisions) -> tuple[Tier, ...]:
    """The tiers of both, in the order of the head; one that only the base has stands where it
    stood, since the strictest comes first."""
    before = sides.base.tier_named
    kept = [_tier(each, before.get(each.name), sides=sides) for each in sides.head.tiers]
    for index, old in enumerate(sides.base.tiers):
        if old.name not in sides.head.tier_named:
            place = sides.located(old.place)
            sides.say(ChangeKind.TIER, old.name, what="is no longer a tier", place=place).loosens()
            kept.insert(index, replace(old, place=place))
    return tuple(kept)


def _tier(own: Tier, old: Tier | None, *, sides: Revisions) -> Tier:
    if old is None:
        sides.say(ChangeKind.TIER, own.name, what="is a new tier", place=own.place).neutral()
        return own
    budget = stricter_budget(own.budget, old.budget, owner=Owner(own.name, own.place), sides=sides)
    lost = [name for name in old.requires if name not in own.requires]
    won = [name for name in own.requires if name not in old.requires]
    for name in (*lost, *won):
        what = f"no longer requires {name}" if name in lost else f"requires {name}"
        change = sides.say(ChangeKind.REQUIRES, own.name, what=what, place=own.place)
        note = change.loosens if name in lost else change.tightens
        note(before=", ".join(old.requires), after=", ".join(own.requires))
    evidence = own.evidence
    if own.evidence is not old.evidence:
        what = f"evidence goes from {old.evidence} to {own.evidence}"
        change = sides.say(ChangeKind.EVIDENCE, own.name, what=what, place=own.place)
        milder = own.evidence.rank < old.evidence.rank
        note = change.loosens if milder else change.tightens
        note(before=str(old.evidence), after=str(own.evidence))
        evidence = old.evidence if milder else own.evidence
    return replace(own, budget=budget, requires=(*own.requires, *lost), evidence=evidence)


def stricter_runs(sides: Revisions) -> tuple[Run, ...]:
    """The runs of the head, then those that only the base has."""
    before = {run.moment: run for run in sides.base.runs}
    kept = [_run(run, before.get(run.moment), sides=sides) for run in sides.head.runs]
    own = {run.moment for run in sides.head.runs}
    for old in sides.base.runs:
        if old.moment not in own:
            place = sides.located(old.place)
            what = f"is no longer run ({', '.join(old.types)})"
            sides.say(ChangeKind.RUN, old.moment, what=what, place=place).loosens()
            kept.append(replace(old, place=place))
    return tuple(kept)


def _run(own: Run, old: Run | None, *, sides: Revisions) -> Run:
    if old is None:
        sides.say(ChangeKind.RUN, own.moment, what="is a new run", place=own.place).neutral()
        return own
    owner = Owner(own.moment, own.place)
    kept = replace(
        own,
        types=_types_of(own, old, sides=sides),
        os=_machines(own, old, name="os", sides=sides),
        python=_machines(own, old, name="python", sides=sides),
        budget=stricter_budget(own.budget, old.budget, owner=owner, sides=sides),
    )
    milder = (
        ("mutation", own.mutation < old.mutation, old.mutation, own.mutation),
        ("evidence", own.evidence.rank < old.evidence.rank, old.evidence, own.evidence),
        ("repeat", own.repeat < old.repeat, old.repeat, own.repeat),
    )
    for key, loosens, then, now in milder:
        if then != now:
            what = f"{key} goes from {str(then).lower()} to {str(now).lower()}"
            change = sides.say(ChangeKind.RUN, own.moment, what=what, place=own.place)
            (change.loosens if loosens else change.tightens)(before=str(then), after=str(now))
        if loosens:
            kept = replace(kept, **{key: then})  # type: ignore[arg-type]  # of the field's own type
    return kept


def _types_of(own: Run, old: Run, *, sides: Revisions) -> tuple[str, ...]:
    """The types of both; a run that names none runs all."""
    if not old.types and own.types:
        what = f"no longer runs every type, but {', '.join(own.types)}"
        sides.say(ChangeKind.RUN, own.moment, what=what, place=own.place).loosens()
        return ()
    lost = [name for name in old.types if own.types and name not in own.types]
    won = [name for name in own.types if old.types and name not in old.types]
    _lost_and_won(own, (lost, won), word="runs", sides=sides)
    return (*own.types, *lost)


def _machines(own: Run, old: Run, *, name: str, sides: Revisions) -> tuple[str, ...]:
    """The systems, or Pythons, of both; a run that names none is content with any."""
    now, then = getattr(own, name), getattr(old, name)
    lost = [each for each in then if each not in now]
    won = [each for each in now if each not in then]
    _lost_and_won(own, (lost, won), word=f"runs on {name}", sides=sides)
    return (*now, *lost)


def _lost_and_won(
    own: Run, moved: tuple[list[str], list[str]], *, word: str, sides: Revisions
) -> None:
    lost, won = moved
    if lost:
        what = f"no longer {word} {', '.join(lost)}"
        change = sides.say(ChangeKind.RUN, own.moment, what=what, place=own.place)
        change.loosens(before=", ".join(lost))
    if won:
        what = f"{word} {', '.join(won)} too"
        change = sides.say(ChangeKind.RUN, own.moment, what=what, place=own.place)
        change.tightens(after=", ".join(won))
