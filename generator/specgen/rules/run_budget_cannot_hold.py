"""A run that has less time than its tests took when they were last recorded."""

from collections.abc import Iterator

from specgen.configure.model_jobs import Expected
from specgen.diagnostics import Diagnostic, Severity
from specgen.program.model_policy import Limit
from specgen.quantities import Duration
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    limits = {
        run.moment: limit
        for run in facts.program.runs
        for limit in run.budget
        if limit.measure == "total"
    }
    for each in facts.expected:
        limit = limits.get(each.moment)
        if limit is not None and each.seconds > limit.value:
            yield RUN_BUDGET_CANNOT_HOLD.says(
                limit.place,
                f"`{each.moment}` has {limit.text}, {_whom(each)} {_text(each.seconds)} at the "
                f"least: {_types(each)}",
                tip=_way_out(each, limit),
            )


def _whom(each: Expected) -> str:
    return f"its job `{each.suite}` needs" if each.suite else "its tests need"


def _types(each: Expected) -> str:
    """The types that take longest."""
    longest = sorted(each.by_type.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {_text(seconds)}" for name, seconds in longest[:3])


def _way_out(each: Expected, limit: Limit) -> str:
    name = max(sorted(each.by_type), key=lambda kind: each.by_type[kind])
    parts = int(each.by_type[name] // limit.value) + 2
    shards = f"share {name} out (`shards: {{{name}: {parts}}}`), " if each.suite else ""
    return f"{shards}use `workers`, or leave a type to a later moment"


def _text(seconds: float) -> str:
    return str(Duration(float(round(seconds))))


RUN_BUDGET_CANNOT_HOLD = Rule(
    id="run-budget-cannot-hold",
    severity=Severity.WARNING,
    summary="runs whose `total` is less than the recorded seconds of the tests on one machine",
    why="Every change would fail for its run time, whatever it changes.",
    example="runs: {pull_request: {types: all, budget: {total: 1s}}}  # recorded: 60 s\n",
    judge=_judge,
)
