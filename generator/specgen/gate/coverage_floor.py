"""No module at all is below the floor."""

from collections.abc import Iterator

from specgen.gate.coverage import below
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.reading import limit_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    limit = limit_of(facts.program.project.budget, "coverage.floor")
    if limit is None:
        return
    for module in facts.program.modules:
        lines = facts.results.coverage.get(module.id)  # 0 where only this one was left out
        if lines is not None:
            yield from below(limit, lines, subject=module.id, what=module.id, tier=module.tier)


COVERAGE_FLOOR = Judgement(
    id="coverage-floor",
    summary="modules covered less than the floor",
    why="Some module is always the one that nobody looks at.",
    judge=_judge,
    scope=Scope.MOMENT,
)
