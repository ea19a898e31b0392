"""What a change touches is covered as far as the project says."""

from collections.abc import Iterator
from dataclasses import replace

from specgen.gate.coverage import below
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.model_results import Lines
from specgen.gate.reading import limit_of, percent


def _judge(facts: Facts) -> Iterator[Complaint]:
    limit = limit_of(facts.program.project.budget, "coverage.changed_lines")
    changed = facts.results.changed
    if limit is None or not changed:
        return
    if not facts.results.coverage:
        yield from below(limit, None, subject="change", what="the change")
        return
    every = changed.values()
    lines = Lines(sum(each.executed for each in every), sum(each.total for each in every))
    for complaint in below(limit, lines, subject="change", what="the changed lines"):
        worst = sorted(changed.items(), key=lambda item: item[1].executed - item[1].total)[:3]
        named = ", ".join(f"{path} {percent(each.share)}" for path, each in worst)
        yield replace(complaint, tip=f"{complaint.tip}: {named}")


COVERAGE_CHANGED_LINES = Judgement(
    id="coverage-changed-lines",
    summary="changes whose lines are covered less than the budget",
    why="Old code is as it is; new code can be tested while it is fresh.",
    judge=_judge,
    scope=Scope.MOMENT,
)
