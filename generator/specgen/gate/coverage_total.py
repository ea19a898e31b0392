"""The whole is covered as far as the project says."""

from collections.abc import Iterator

from specgen.gate.budgets import broken
from specgen.gate.coverage import covered
from specgen.gate.model import Facts, Judgement, Measured, Scope
from specgen.gate.reading import limit_of


def _measure(facts: Facts) -> Iterator[Measured]:
    limit = limit_of(facts.program.project.budget, "coverage.total")
    if limit is not None:
        lines = facts.results.total if facts.results.coverage else None
        yield covered(limit, lines, subject="total", what="the project")


COVERAGE_TOTAL = Judgement(
    id="coverage-total",
    summary="coverage of the whole below `budget: {coverage: {total: ...}}`",
    why="What no test executes, no test proves.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
