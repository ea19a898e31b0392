"""What a change touches is covered as far as the project says."""

from collections.abc import Iterator
from dataclasses import replace

from specgen.gate.budgets import broken
from specgen.gate.coverage import covered
from specgen.gate.model import Facts, Judgement, Measured, Scope
from specgen.gate.model_results import Lines
from specgen.gate.reading import limit_of, percent


def _measure(facts: Facts) -> Iterator[Measured]:
    limit = limit_of(facts.program.project.budget, "coverage.changed_lines")
    changed = facts.results.changed
    if limit is None:
        return
    if not changed:
        why = "no base was named" if changed is None else "no line of the source changed"
        yield Measured("change", limit, why=why)
        return
    if not facts.results.coverage:
        yield covered(limit, None, subject="change", what="the change")
        return
    every = changed.values()
    lines = Lines(sum(each.executed for each in every), sum(each.total for each in every))
    found = covered(limit, lines, subject="change", what="the changed lines")
    worst = sorted(changed.items(), key=lambda item: item[1].executed - item[1].total)[:3]
    named = ", ".join(f"{path} {percent(each.share)}" for path, each in worst)
    said = (replace(c, tip=f"{c.tip}: {named}") for c in found.complaints)
    yield replace(found, complaints=tuple(said))


COVERAGE_CHANGED_LINES = Judgement(
    id="coverage-changed-lines",
    summary="changes whose lines are covered less than the budget",
    why="Old code is as it is; new code can be tested while it is fresh.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
