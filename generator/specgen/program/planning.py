"""Tasks, goals and decisions as meant."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from specgen.diagnostics import Log, Place
from specgen.program.limits import work
from specgen.program.model_plan import Check, Decision, Goal, Mends, Task
from specgen.program.model_policy import UNKNOWN_WORK, Work
from specgen.program.names import Names
from specgen.program.scope import Scope
from specgen.quantities import Effort
from specgen.spec.expression_model import Expression
from specgen.spec.model import (
    DecisionSpec,
    GoalSpec,
    Located,
    ManualCheckSpec,
    MendsSpec,
    TaskSpec,
    Written,
)

Criteria = Sequence[Expression | ManualCheckSpec]
Grouped = Criteria | Mapping[str, Criteria] | None


def checks(written: Grouped, place: Place) -> Iterator[tuple[str, Check]]:
    """Every criterion with the group that it stands in (empty where there are no groups)."""
    if isinstance(written, Mapping):
        for group, criteria in written.items():
            yield from ((group, check) for _, check in checks(criteria, place.at(group)))
        return
    for index, criterion in enumerate(written or ()):
        at = place.at(index)
        if isinstance(criterion, Expression):
            yield "", Check(criterion.text, criterion, "", at)
        else:
            yield "", Check(criterion.manual, None, criterion.by, at)


def _all_checks(written: Grouped, place: Place) -> tuple[Check, ...]:
    return tuple(check for _, check in checks(written, place))


def _effort(written: Effort | None, scope: Scope) -> Work:
    return UNKNOWN_WORK if written is None else work(written, scope.working)


def tasks(written: Written, names: Names, *, scope: Scope) -> Iterator[Task]:
    """The tasks, sorted by id; of two with one id the first."""
    for located in by_id(written.tasks):
        spec, place = located.value, located.place
        yield Task(
            id=spec.id,
            title=spec.title,
            effort=_effort(spec.effort, scope),
            priority=spec.priority or "medium",
            needs=names.find_all(spec.needs, place.at("needs"), log=scope.log),
            blocks=names.find_all(spec.blocks, place.at("blocks"), log=scope.log),
            mends=() if spec.mends is None else (_mends(spec.mends),),
            cause=spec.cause,
            fix=spec.fix,
            done_when=_all_checks(spec.done_when, place.at("done_when")),
            place=place,
        )


def _mends(spec: MendsSpec) -> Mends:
    tests = (spec.tests,) if isinstance(spec.tests, str) else spec.tests
    return Mends(tests, spec.state, spec.count or 0, spec.category)


def goals(written: Written, names: Names, *, log: Log) -> Iterator[Goal]:
    """The goals, sorted by id."""
    for located in by_id(written.goals):
        spec, place = located.value, located.place
        yield Goal(
            id=spec.id,
            title=spec.title,
            needs=names.find_all(spec.needs, place.at("needs"), log=log),
            done_when=_all_checks(spec.done_when, place.at("done_when")),
            place=place,
            blocks=names.find_all(spec.blocks, place.at("blocks"), log=log),
        )


def decisions(written: Written, names: Names, *, log: Log) -> Iterator[Decision]:
    """The decisions, sorted by id."""
    for located in by_id(written.decisions):
        spec, place = located.value, located.place
        yield Decision(
            id=spec.id,
            question=spec.question,
            options=spec.options,
            owner=spec.owner,
            blocks=names.find_all(spec.blocks, place.at("blocks"), log=log),
            place=place,
            answer=spec.answer,
        )


T = TypeVar("T", TaskSpec, GoalSpec, DecisionSpec)


def by_id(items: Sequence[Located[T]]) -> list[Located[T]]:
    """The items sorted by id; of two with one id the first written."""
    found: dict[str, Located[T]] = {}
    for located in items:
        found.setdefault(located.value.id, located)
    return [found[key] for key in sorted(found)]
