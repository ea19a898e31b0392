"""Coverage does not fall further than the project allows."""

from collections.abc import Iterator, Mapping

from specgen.gate.budgets import broken
from specgen.gate.model import Complaint, Facts, Judgement, Measured, Scope
from specgen.gate.reading import limit_of, percent


def _measure(facts: Facts) -> Iterator[Measured]:
    limit = limit_of(facts.program.project.budget, "coverage.max_drop")
    covered = facts.results.coverage
    before = _before(facts)
    if limit is None:
        return
    if not before or not covered:
        why = "no coverage was recorded" if before else "nothing tells the coverage before"
        yield Measured("total", limit, why=why)
        return
    now = {name: lines.share for name, lines in covered.items()}
    now["total"] = facts.results.total.share
    for name, share in sorted(now.items()):
        if name in before:
            drop = before[name] - share
            shown = f"{max(drop, 0) * 100:.2f}pt"
            complaint = Complaint(
                name,
                f"coverage fell from {percent(before[name])} to {percent(share)},"
                f" {limit.text} may be lost",
                limit.place,
                tip="test what the change left untested",
                tier=facts.tier_of.get(name, ""),
                measured=drop,
                limit=limit.value,
            )
            yield Measured(name, limit, round(drop, 12), shown, complaints=(complaint,))


def _before(facts: Facts) -> Mapping[str, float]:
    """The recorded shares: of the base's verdict, else of the reviewed baseline, else of the newest
    snapshot that has any."""
    if facts.baseline is not None and facts.baseline.coverage:
        return facts.baseline.coverage
    if facts.before:
        return facts.before
    told = (r.coverage for r in reversed(facts.program.recorded) if r.coverage)
    return {name: figure.share for name, figure in next(told, {}).items()}


COVERAGE_DROP = Judgement(
    id="coverage-drop",
    summary="modules, and the whole, that fell more than `max_drop` below what was recorded",
    why="Coverage is lost a point at a time.",
    judge=broken(_measure),
    measure=_measure,
    scope=Scope.MOMENT,
)
