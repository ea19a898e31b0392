"""Budgets as written become limits in base units."""

from collections.abc import Iterator
from decimal import Decimal

from specgen.diagnostics import Place
from specgen.program.model_policy import Budget, Limit, Work
from specgen.quantities import (
    Count,
    Duration,
    Effort,
    Points,
    Rate,
    Share,
    Size,
    Working,
)
from specgen.spec.model import BudgetSpec, CoverageBudget, MutationBudget

Amount = Count | Duration | Points | Rate | Share | Size
_PLAIN = (
    "p50", "p95", "p99", "max", "mean", "throughput", "memory", "errors", "each", "total", "flaky",
    "slowdown",
)  # fmt: skip
_COVERAGE = ("total", "floor", "changed_lines", "max_drop")


def budget(written: BudgetSpec | None, place: Place) -> Budget:
    """The limits that ``written``, the mapping at ``place``, states."""
    return () if written is None else tuple(_limits(written, place))


def _limits(written: BudgetSpec, place: Place) -> Iterator[Limit]:
    yield from _coverage(written.coverage, place.at("coverage"))
    mutation = written.mutation
    if isinstance(mutation, MutationBudget):
        yield _limit("mutation.score", mutation.score, place=place.at("mutation", "score"))
    elif mutation is not None:
        yield _limit("mutation.score", mutation, place=place.at("mutation"))
    for name in _PLAIN:
        found = getattr(written, name)
        if found is not None:
            yield _limit(name, found, place=place.at(name))


def _coverage(written: CoverageBudget | Share | None, place: Place) -> Iterator[Limit]:
    """A bare share limits the element itself; a mapping limits measure by measure."""
    if isinstance(written, Share):
        yield _limit("coverage", written, place=place)
    elif written is not None:
        for name in _COVERAGE:
            found = getattr(written, name)
            if found is not None:
                yield _limit(f"coverage.{name}", found, place=place.at(name))


def _limit(measure: str, amount: Amount, *, place: Place) -> Limit:
    return Limit(measure, float(_base(amount)), str(amount), place)


def _base(amount: Amount) -> Decimal | float | int:
    """The amount in its measure's base unit."""
    if isinstance(amount, Duration):
        return amount.seconds
    if isinstance(amount, Size):
        return amount.bytes
    if isinstance(amount, Rate):
        return amount.per_second
    return amount.value


def work(effort: Effort, working: Working) -> Work:
    """An effort as written, in working hours."""
    hours = effort.hours(working)
    return Work(hours.low, hours.high)


def mutation_tiers(written: BudgetSpec | None) -> tuple[str, ...]:
    """The tiers that a mutation budget names."""
    mutation = written.mutation if written is not None else None
    return mutation.tiers if isinstance(mutation, MutationBudget) else ()
