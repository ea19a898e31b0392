"""The whole is covered as far as the project says."""

from collections.abc import Iterator

from specgen.gate.coverage import below
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.reading import limit_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    limit = limit_of(facts.program.project.budget, "coverage.total")
    if limit is not None:
        lines = facts.results.total if facts.results.coverage else None
        yield from below(limit, lines, subject="total", what="the project")


COVERAGE_TOTAL = Judgement(
    id="coverage-total",
    summary="coverage of the whole below `budget: {coverage: {total: ...}}`",
    why="What no test executes, no test proves.",
    judge=_judge,
    scope=Scope.MOMENT,
)
