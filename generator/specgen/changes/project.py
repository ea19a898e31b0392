"""The project itself: budgets, where its source is, memory, mutation testing."""

from dataclasses import replace

from specgen.changes.limits import Owner, stricter_budget
from specgen.changes.model import ChangeKind, Effect, Revisions
from specgen.program.model import Program
from specgen.program.model_policy import Project, Remembering, Source

_STRICT = ("ignore", "warn", "error")  # what an untracked module is, the mildest first


def stricter_project(sides: Revisions) -> Project:
    """The head's project with what the base has more strictly."""
    own, old = sides.head.project, sides.base.project
    return replace(
        own,
        budget=stricter_budget(
            own.budget, old.budget, owner=Owner("project", own.place), sides=sides
        ),
        mutation_tiers=_mutation_tiers(sides),
        history=_history(sides),
        source=_source(sides),
        untracked=_untracked(sides),
    )


def strict_memory(own: Remembering, before: Remembering) -> Remembering:
    """Where ``own`` keeps its ledger; the longer memory, the smaller sample, the longer streak."""
    return replace(
        own,
        days=max(own.days, before.days),
        samples=min(own.samples, before.samples),
        streak=max(own.streak, before.streak),
    )


def _history(sides: Revisions) -> Remembering:
    own = sides.head.project
    kept = strict_memory(own.history, sides.base.project.history)
    place = own.place.at("history")
    if kept != own.history:
        what = "flaky tests are found later"
        sides.say(ChangeKind.HISTORY, "project", what=what, place=place).loosens()
    elif strict_memory(sides.base.project.history, own.history) != sides.base.project.history:
        what = "flaky tests are found sooner"
        sides.say(ChangeKind.HISTORY, "project", what=what, place=place).tightens()
    return kept


def _mutation_tiers(sides: Revisions) -> tuple[str, ...]:
    """The tiers of both; no tier named means all of them."""
    own, before = sides.head.project.mutation_tiers, sides.base.project.mutation_tiers
    asked = any(limit.measure == "mutation.score" for limit in sides.base.project.budget)
    lost = [name for name in before if own and name not in own]
    if not asked or own == before or not (lost or (own and not before)):
        return own
    what = f"mutation testing no longer covers tier {', '.join(lost) or 'by tier, all of them'}"
    if not before:
        what = f"mutation testing covers tier {', '.join(own)} alone"
    change = sides.say(ChangeKind.BUDGET, "project", what=what, place=sides.head.project.place)
    change.loosens(before=", ".join(before), after=", ".join(own))
    return (*own, *lost) if before else ()


def _source(sides: Revisions) -> Source:
    own, old = sides.head.project.source, sides.base.project.source
    place = sides.head.project.place.at("source")
    for pattern in own.exclude:
        if pattern not in old.exclude:
            what = f"now leaves out `{pattern}`"
            sides.say(ChangeKind.SOURCE, "source", what=what, place=place).loosens(after=pattern)
    for pattern in old.exclude:
        if pattern not in own.exclude:
            what = f"no longer leaves out `{pattern}`"
            sides.say(ChangeKind.SOURCE, "source", what=what, place=place).tightens(before=pattern)
    if own.elsewhere != old.elsewhere:
        what = "is elsewhere now" if own.elsewhere else "is here now"
        change = sides.say(ChangeKind.SOURCE, "source", what=what, place=place)
        (change.loosens if own.elsewhere else change.tightens)()
    for key in ("root", "tests"):
        now, then = _words(getattr(own, key)), _words(getattr(old, key))
        if now != then:
            what = f"its {key} goes from `{then}` to `{now}`"
            change = sides.say(ChangeKind.SOURCE, "source", what=what, place=place)
            change.as_(Effect.NEUTRAL, before=then, after=now)
    exclude = tuple(pattern for pattern in own.exclude if pattern in old.exclude)
    return replace(
        own,
        exclude=exclude,
        elsewhere=own.elsewhere and old.elsewhere,
        package=_package(own, old, sides=sides),
    )


def _package(own: Source, old: Source, *, sides: Revisions) -> str:
    """The package whose changed lines count; another one may leave lines out, so all count."""
    if own.package == old.package:
        return own.package
    place = sides.head.project.place.at("source")
    what = f"its package goes from `{old.package}` to `{own.package}`"
    change = sides.say(ChangeKind.SOURCE, "source", what=what, place=place)
    (change.loosens if own.package else change.tightens)(before=old.package, after=own.package)
    return ""


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _untracked(sides: Revisions) -> str:
    own, old = sides.head.project.untracked, sides.base.project.untracked
    if own == old:
        return own
    what = f"untracked modules go from `{old}` to `{own}`"
    place = sides.head.project.place.at("untracked")
    change = sides.say(ChangeKind.SOURCE, "source", what=what, place=place)
    milder = _STRICT.index(own) < _STRICT.index(old)
    (change.loosens if milder else change.tightens)(before=old, after=own)
    return old if milder else own


def gone_project(base: Program) -> str:
    """What to say of a project that the head does not have any more."""
    return f"the project `{base.project.name}` of the base is gone"
