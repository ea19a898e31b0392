"""What a parsed expression of ``done_when`` or ``claims`` is, and which facts it may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from specgen.levels import STATIC_LEVELS
from specgen.quantities import Effort, Share


class Operator(StrEnum):
    """How a fact is compared with the stated value."""

    EQUAL = "=="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Filter:
    """One ``name=value`` between the brackets of a fact."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure to be looked up: ``gaps(priority=high)`` or ``findings(happy-path-only)``.

    ``subject`` is the one value without a name (a rule, a moment, a document, a variable), empty
    where the fact takes none or none is given.
    """

    name: str
    subject: str = ""
    filters: tuple[Filter, ...] = ()

    def only(self, name: str) -> str:
        """The value of the filter ``name``, or the empty string where it is not given."""
        return next((f.value for f in self.filters if f.name == name), "")

    def __str__(self) -> str:
        inside = [self.subject] if self.subject else []
        inside += [f"{f.name}={f.value}" for f in self.filters]
        return f"{self.name}({' '.join(inside)})" if inside else self.name


@dataclass(frozen=True, slots=True)
class Stated:
    """The right-hand side: a number, a share or an effort; ``about`` where ``~`` precedes it."""

    value: Decimal | Share | Effort
    about: bool = False

    def __str__(self) -> str:
        text = format(self.value, "f") if isinstance(self.value, Decimal) else str(self.value)
        return f"~{text}" if self.about else text


@dataclass(frozen=True, slots=True)
class Expression:
    """``fact operator stated``; without operator the fact itself must hold (be more than zero)."""

    text: str
    fact: Fact
    operator: Operator | None = None
    stated: Stated | None = None


class Measured(StrEnum):
    """In what a fact is measured."""

    COUNT = "count"
    SHARE = "share"
    HOURS = "hours"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class FactForm:
    """One fact that expressions may ask for.

    ``subject`` names what its one unnamed value means, empty where it takes none.  ``static``
    facts are known without a run; the others are unknown until the gate has evidence.
    """

    name: str
    meaning: str
    filters: tuple[str, ...] = ()
    subject: str = ""
    measured: Measured = Measured.COUNT
    static: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """The recomputed value of a fact: an exact range, ``low == high`` unless efforts are ranges.

    Counts as they are, shares 0 to 1, efforts in hours, truths 0 or 1.  ``at_least``: something
    that is not known comes on top.
    """

    low: Decimal
    high: Decimal
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a fact has no value: what evidence it waits for."""

    why: str


class Facts(Protocol):
    """Whoever can look facts up."""

    def figure(self, fact: Fact) -> Figure | Unknown:
        """The value of ``fact``, or why there is none."""
        ...


class Holding(StrEnum):
    """Whether an expression is true."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judgement:
    """An expression evaluated: ``found`` is the recomputed value as text, ``why`` says why it is
    unknown; each empty where the other tells."""

    holding: Holding
    found: str = ""
    why: str = ""


def _forms() -> tuple[FactForm, ...]:
    where = ("module", "type", "tier")
    rows = (*where, "priority", "milestone", "waived", "blocked")
    ran = (*where, "waived")
    share, hours, truth = Measured.SHARE, Measured.HOURS, Measured.TRUTH
    return (
        FactForm("gaps", "gap rows", rows),
        FactForm("tests", "live tests", (*where, "level")),
        FactForm("modules", "modules under test", ("tier", "planned", "gaps")),
        FactForm("types", "kinds of test", ("tier",)),
        FactForm("effort", "working time that the gaps need", (*rows, "task"), measured=hours),
        FactForm("waivers", "waivers declared", ("allow",)),
        FactForm("findings", "findings of a rule", (), "rule"),
        FactForm("hollow", "tests that cannot fail", ran),
        FactForm("pending", "tests that still end in pending", ran),
        FactForm("coverage", "share of lines executed", where, "", share, static=False),
        FactForm("passed", "tests that passed", ran, static=False),
        FactForm("failed", "tests that failed", ran, static=False),
        FactForm("skipped", "tests that were skipped", ran, static=False),
        FactForm("xfailed", "tests that failed as expected", ran, static=False),
        FactForm("flaky", "tests that passed and failed on one tree", ran, static=False),
        FactForm("runs", "runs of a moment that passed", ("os", "python"), "moment", static=False),
        FactForm("document", "whether a document is written", (), "name", truth),
        FactForm("environment", "whether a variable is set", (), "NAME", truth, static=False),
    )


_YES_NO = ("yes", "no")
FILTER_VALUES: Mapping[str, tuple[str, ...]] = {
    "priority": ("critical", "high", "medium", "low"),
    "level": tuple(level.value for level in STATIC_LEVELS),
    **dict.fromkeys(("waived", "blocked", "planned", "gaps"), _YES_NO),
}
"""Filters whose values are known without a project."""

FACTS: Mapping[str, FactForm] = {form.name: form for form in _forms()}
