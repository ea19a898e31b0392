"""Quantities as specs write them: efforts, durations, sizes, rates, shares, counts and measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MINUTES = {"m": 1, "h": 60}
SECONDS = {"ms": Decimal("0.001"), "s": Decimal(1), "m": Decimal(60), "h": Decimal(3600)}
BYTES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}


@dataclass(frozen=True, slots=True)
class Working:
    """What a day and a week of working time are: hours per day, days per week."""

    day_hours: Decimal = Decimal(8)
    week_days: Decimal = Decimal(5)

    def minutes(self, unit: str) -> Decimal:
        """Minutes of working time in one ``m``, ``h``, ``d`` or ``w``."""
        if unit in MINUTES:
            return Decimal(MINUTES[unit])
        return self.day_hours * 60 * (self.week_days if unit == "w" else 1)


@dataclass(frozen=True, slots=True)
class Hours:
    """A range of working time in exact minutes; sums of ranges are ranges."""

    low_minutes: Decimal = Decimal(0)
    high_minutes: Decimal = Decimal(0)

    @property
    def low(self) -> float:
        """The lower bound in hours."""
        return float(self.low_minutes / 60)

    @property
    def high(self) -> float:
        """The upper bound in hours."""
        return float(self.high_minutes / 60)

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(self.low_minutes + other.low_minutes, self.high_minutes + other.high_minutes)

    def __str__(self) -> str:
        low, high = _hours_text(self.low_minutes), _hours_text(self.high_minutes)
        return low if low == high else f"{low}..{high}"


@dataclass(frozen=True, slots=True)
class Work:
    """One amount of working time as written: ``2`` and ``h``."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{_plain(self.amount)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Effort:
    """Working time as written, ``low == high`` unless a range; ``about`` for a leading ``~``."""

    low: Work
    high: Work
    about: bool = False

    def hours(self, working: Working) -> Hours:
        """The effort in hours, with days and weeks converted by ``working``."""
        return Hours(
            self.low.amount * working.minutes(self.low.unit),
            self.high.amount * working.minutes(self.high.unit),
        )

    def __str__(self) -> str:
        text = str(self.low) if self.low == self.high else f"{self.low}..{self.high}"
        return f"~{text}" if self.about else text


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """Elapsed time in seconds."""

    seconds: float

    def __str__(self) -> str:
        return _scaled(Decimal(repr(self.seconds)), SECONDS)


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """Memory or disk in bytes; units are decimal."""

    bytes: int

    def __str__(self) -> str:
        return _scaled(Decimal(self.bytes), {k: Decimal(v) for k, v in BYTES.items()})


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """Events per second."""

    per_second: float

    def __str__(self) -> str:
        return f"{_plain(Decimal(repr(self.per_second)))}/s"


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """A part of a whole, 0 to 1, exact."""

    value: Decimal

    def __str__(self) -> str:
        return f"{_plain(self.value * 100)}%"


@dataclass(frozen=True, slots=True, order=True)
class Points:
    """A difference of two shares, 0 to 1, exact (``5pt`` is 0.05)."""

    value: Decimal

    def __str__(self) -> str:
        return f"{_plain(self.value * 100)}pt"


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """A whole number of things."""

    value: int

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class CountRange:
    """How many: ``7`` (low == high), ``5..10``, or ``40..`` (``high`` is None)."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high == self.low:
            return str(self.low)
        return f"{self.low}..{'' if self.high is None else self.high}"


@dataclass(frozen=True, slots=True)
class Capacity:
    """Working time that is there per day or week."""

    work: Work
    per: str

    def hours_per_week(self, working: Working) -> float:
        """Hours of working time in one week."""
        minutes = self.work.amount * working.minutes(self.work.unit)
        return float(minutes / 60 * (working.week_days if self.per == "day" else 1))

    def __str__(self) -> str:
        return f"{self.work}/{self.per}"


Quantity = Effort | Duration | Size | Rate | Share | Points | Count | CountRange | Capacity


class Direction(StrEnum):
    """On which side of its limit a measured value must stay."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a budget limits."""

    name: str
    kinds: tuple[type[Quantity], ...]
    unit: str
    direction: Direction
    meaning: str


def _measures() -> tuple[Measure, ...]:
    more, less = Direction.AT_LEAST, Direction.AT_MOST
    latency = "latency of one call"
    return (
        Measure("coverage", (Share,), "%", more, "lines and branches executed, of the element"),
        Measure("coverage.total", (Share,), "%", more, "coverage of the whole project"),
        Measure("coverage.floor", (Share,), "%", more, "coverage of every single module"),
        Measure("coverage.changed_lines", (Share,), "%", more, "coverage of changed lines"),
        Measure("coverage.max_drop", (Points,), "pt", less, "fall of coverage below the base"),
        Measure("p50", (Duration,), "s", less, f"median {latency}"),
        Measure("p95", (Duration,), "s", less, f"95th percentile of the {latency}"),
        Measure("p99", (Duration,), "s", less, f"99th percentile of the {latency}"),
        Measure("max", (Duration,), "s", less, f"largest {latency}"),
        Measure("mean", (Duration,), "s", less, f"mean {latency}"),
        Measure("throughput", (Rate,), "/s", more, "calls completed per second"),
        Measure("memory", (Size,), "B", less, "peak memory above the start of the test"),
        Measure("errors", (Count, Share), "", less, "calls that failed, as a count or a share"),
        Measure("each", (Duration,), "s", less, "run time of one test"),
        Measure("total", (Duration,), "s", less, "run time of all tests of the moment or type"),
        Measure("flaky", (Count, Share), "", less, "tests that passed and failed on one tree"),
        Measure("slowdown", (Share,), "%", less, "how much slower benchmarks are than at the base"),
        Measure("mutation.score", (Share,), "%", more, "mutants killed, of those that ran"),
    )


MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _measures()}


def _plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(value: Decimal, units: Mapping[str, Decimal]) -> str:
    """``value`` in the largest unit that shows it without a fraction, else in the smallest."""
    if value >= 1 and value % 1 and "s" in units:
        return f"{_plain(value)}s"
    for unit, factor in sorted(units.items(), key=lambda item: -item[1]):
        if value >= factor and value % factor == 0:
            return f"{_plain(value / factor)}{unit}"
    unit, factor = min(units.items(), key=lambda item: item[1])
    return f"{_plain(value / factor)}{unit}"


def _hours_text(minutes: Decimal) -> str:
    """Hours where they come out even to a hundredth, else hours and minutes."""
    if minutes * 100 % 60 == 0:
        return f"{_plain(minutes / 60)}h"
    hours, rest = divmod(minutes, 60)
    return f"{_plain(hours)}h{_plain(rest)}m" if hours else f"{_plain(rest)}m"
