"""What stands under ``budget``, wherever it stands, and under ``load``."""

from typing import Annotated, Self

from pydantic import model_validator

from specgen.spec.fields import (
    BY_SHAPE,
    CountOrShare,
    DurationText,
    Identifiers,
    IsMapping,
    IsText,
    Maybe,
    PointsText,
    Positive,
    RateText,
    ShareText,
    SizeText,
    Spec,
    says,
)
from specgen.spec.units import QuantityError


class CoverageBudget(Spec):
    """Limits of coverage, one by one."""

    total: Annotated[Maybe[ShareText], says("Least coverage of the whole.", "80%")] = None
    floor: Annotated[Maybe[ShareText], says("Least coverage of every module.", "60%")] = None
    changed_lines: Annotated[
        Maybe[ShareText], says("Least coverage of the lines that a change touches.", "90%")
    ] = None
    max_drop: Annotated[
        Maybe[PointsText], says("Largest fall of coverage below the base.", "5pt")
    ] = None


class MutationBudget(Spec):
    """Limits of mutation testing."""

    score: Annotated[ShareText, says("Least share of mutants that tests kill.", "80%")]
    tiers: Annotated[
        Identifiers, says("The tiers it holds for; all if left out.", ["critical"])
    ] = ()


class BudgetSpec(Spec):
    """Limits that evidence is judged by; `docs` name each measure, its unit and its direction."""

    coverage: Annotated[
        Maybe[
            Annotated[Annotated[ShareText, IsText] | Annotated[CoverageBudget, IsMapping], BY_SHAPE]
        ],
        says("Least coverage, as a share or limit by limit.", "90%", {"floor": "60%"}),
    ] = None
    p50: Annotated[Maybe[DurationText], says("Largest median latency.", "20ms")] = None
    p95: Annotated[Maybe[DurationText], says("Largest 95th percentile.", "100ms")] = None
    p99: Annotated[Maybe[DurationText], says("Largest 99th percentile.", "250ms")] = None
    max: Annotated[Maybe[DurationText], says("Largest latency.", "1s")] = None
    mean: Annotated[Maybe[DurationText], says("Largest mean latency.", "50ms")] = None
    throughput: Annotated[Maybe[RateText], says("Least calls per second.", "1000/s")] = None
    memory: Annotated[Maybe[SizeText], says("Largest memory above the start.", "64MB")] = None
    errors: Annotated[
        Maybe[CountOrShare], says("Most failing calls, as a count or a share.", 0, "1%")
    ] = None
    each: Annotated[Maybe[DurationText], says("Longest run time of one test.", "8s")] = None
    total: Annotated[Maybe[DurationText], says("Longest run time of all tests.", "5m")] = None
    flaky: Annotated[Maybe[CountOrShare], says("Most flaky tests.", 0, "1%")] = None
    slowdown: Annotated[
        Maybe[ShareText], says("How much slower than the base a benchmark may be.", "10%")
    ] = None
    mutation: Annotated[
        Maybe[
            Annotated[Annotated[ShareText, IsText] | Annotated[MutationBudget, IsMapping], BY_SHAPE]
        ],
        says("Least mutation score.", "80%", {"score": "80%", "tiers": ["critical"]}),
    ] = None


class LoadSpec(Spec):
    """How much a stress test asks for; it ends with whichever bound comes first."""

    calls: Annotated[Maybe[Positive], says("How many calls in all.", 1000)] = None
    concurrency: Annotated[Maybe[Positive], says("How many calls at once.", 50)] = None
    duration: Annotated[Maybe[DurationText], says("How long at most.", "30s")] = None
    rate: Annotated[Maybe[RateText], says("How many calls per second.", "200/s")] = None

    @model_validator(mode="after")
    def _enough_calls(self) -> Self:
        if self.calls and self.concurrency and self.calls < self.concurrency:
            raise QuantityError(
                f"{self.calls} calls are never {self.concurrency} at once",
                "write more `calls`, or less `concurrency`",
                rule="wrong-value",
            )
        return self
