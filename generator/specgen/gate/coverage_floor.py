"""No module at all is below the floor."""

from collections.abc import Iterator

from specgen.gate.budgets import broken
from specgen.gate.coverage import covered
from specgen.gate.model import Facts, Judgement, Measured, Scope
from specgen.gate.reading import limit_of


def _measure(facts: Facts) -> Iterator[Measured]:
    limit = limit_of(facts.program.project.budget, "coverage.floor")
    if limit is None:
        return
    if not facts.results.coverage:
        yield covered(limit, None, subject="floor", what="any module")
        return
    for module in facts.program.modules:
        lines = facts.results.coverage.get(module.id)  # 0 where only this one was left out
        if lines is not None:
            yield covered(limit, lines, subject=module.id, what=module.id, tier=module.tier)


COVERAGE_FLOOR = Judgement(
    id="coverage-floor",
    summary="modules covered less than the floor",
    why="Some module is always the one that nobody looks at.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
