"""Each tier together is covered as far as it says."""

from collections.abc import Iterator

from specgen.gate.budgets import broken
from specgen.gate.coverage import covered
from specgen.gate.model import Facts, Judgement, Measured, Scope
from specgen.gate.model_results import Lines
from specgen.gate.reading import limit_of


def _measure(facts: Facts) -> Iterator[Measured]:
    found = facts.results.coverage
    for tier in facts.program.tiers:
        limit = limit_of(tier.budget, "coverage")
        modules = [m.id for m in facts.program.modules if m.tier == tier.name and not m.planned]
        if limit is None or not modules:
            continue
        lines: Lines | None = None
        for name in modules:
            if name in found:
                lines = found[name].plus(lines or Lines(0, 0))
        yield covered(limit, lines, subject=tier.name, what=f"tier {tier.name}", tier=tier.name)


COVERAGE_TIER = Judgement(
    id="coverage-tier",
    summary="tiers whose modules together are covered less than the tier's budget",
    why="A good total hides a bad tier.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
