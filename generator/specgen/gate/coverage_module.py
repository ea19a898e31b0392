"""Each module is covered as far as it or its tier says."""

from collections.abc import Iterator
from dataclasses import replace

from specgen.gate.budgets import broken
from specgen.gate.coverage import covered
from specgen.gate.model import Facts, Judgement, Measured, Scope
from specgen.gate.reading import limit_of


def _measure(facts: Facts) -> Iterator[Measured]:
    found = facts.results.coverage
    for module in facts.program.modules:
        limit = limit_of(module.budget, "coverage")
        if limit is None or module.planned:
            continue
        lines = found.get(module.id)
        measured = covered(limit, lines, subject=module.id, what=module.id, tier=module.tier)
        tier = facts.program.tier_named.get(module.tier)
        if not found and tier is not None and limit in tier.budget:
            measured = replace(measured, complaints=())  # said once, of the tier
        yield measured


COVERAGE_MODULE = Judgement(
    id="coverage-module",
    summary="modules covered less than their budget, or their tier's",
    why="A good tier hides a bad module.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
