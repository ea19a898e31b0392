"""Each module is covered as far as it or its tier says."""

from collections.abc import Iterator

from specgen.gate.coverage import below
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.reading import limit_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    covered = facts.results.coverage
    for module in facts.program.modules:
        limit = limit_of(module.budget, "coverage")
        if limit is not None and covered and not module.planned:
            yield from below(
                limit, covered.get(module.id), subject=module.id, what=module.id, tier=module.tier
            )


COVERAGE_MODULE = Judgement(
    id="coverage-module",
    summary="modules covered less than their budget, or their tier's",
    why="A good tier hides a bad module.",
    judge=_judge,
    scope=Scope.MOMENT,
)
