"""What is missing, as frozen nouns: cells with their levels, gap rows, and totals of the rows.

What there are tens of thousands of is a named tuple: made four times as fast as a frozen class.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from specgen.levels import Level
from specgen.program.model_policy import Work

PRIORITIES = ("critical", "high", "medium", "low")
UNKNOWN = "unknown"  # the effort of what states none


class Basis(StrEnum):
    """What the level of a cell or scenario rests on."""

    NOTHING = "nothing"  # no live test is linked to it
    TEST = "test"  # a live test that was read
    GENERATED = "generated"  # a generated test that stands as the plan has it
    RECORDED = "recorded"  # a dated snapshot of a tree that is not here


class Standing(NamedTuple):
    """How one scenario stands.

    ``tests`` are the node ids of the live tests linked to it, ``have`` how many of all its tests
    (generated ones too) reach its module's threshold, and ``least`` how many it owes.
    ``evidence`` says in words what the level rests on.  ``met`` scenarios are no gaps; one that
    is not met is a gap only if it is owed (see ``GapRow``).  ``weak``: what decides its level can
    notice no more than an exception.
    """

    id: str
    module: str
    type: str
    level: Level = Level.MISSING
    met: bool = False
    have: int = 0
    least: int = 1
    basis: Basis = Basis.NOTHING
    evidence: str = "no live test is linked to it"
    tests: tuple[str, ...] = ()
    weak: bool = False


class CellState(NamedTuple):
    """How one cell stands: the level of its best linked live test.

    ``owed``: its tier requires it or an explicit scenario of it is owed, and it is not exempt.
    ``covered``: its level reaches its module's threshold.  ``exempt`` is the reason, or empty.
    ``weak`` as for a scenario.
    """

    module: str
    type: str
    tier: str
    level: Level
    covered: bool
    owed: bool
    exempt: str
    basis: Basis
    evidence: str
    tests: tuple[str, ...] = ()
    weak: bool = False


class GapRow(NamedTuple):
    """One gap: an owed, not exempt scenario whose static level is below its module's threshold.

    ``waived`` is the last day of the waivers that allow it, and nothing reads a clock here;
    ``blocked_by`` holds the ids of what must be there first.  ``milestone`` is the first that
    covers it, or empty.
    """

    id: str
    module: str
    type: str
    tier: str
    level: Level
    have: int
    least: int
    priority: str
    effort: Work
    title: str
    waived: date | None = None
    blocked_by: tuple[str, ...] = ()
    milestone: str = ""

    @property
    def effort_text(self) -> str:
        """The effort, for people."""
        return effort_text(*minutes(self.effort)) if self.effort.known else UNKNOWN

    @property
    def status(self) -> str:
        """The level, or for a group that has begun how many of its tests are there."""
        return f"{self.have} of {self.least}" if self.least > 1 and self.have else str(self.level)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of gap rows: how many, and their effort in whole minutes as a range.

    ``unknown`` rows state no effort and add none; ``waived`` and ``blocked`` rows are counted in
    ``gaps`` and their effort in the sum.
    """

    gaps: int = 0
    low: int = 0
    high: int = 0
    unknown: int = 0
    waived: int = 0
    blocked: int = 0

    @staticmethod
    def of(rows: Iterable[GapRow]) -> "Total":
        """The sum of ``rows``; every row's effort is rounded to a minute first."""
        total = [0] * 6
        for row in rows:
            low, high = minutes(row.effort)
            addends = (1, low, high, not row.effort.known, row.waived is not None)
            for index, addend in enumerate((*addends, bool(row.blocked_by))):
                total[index] += addend
        return Total(*total)

    @property
    def effort_text(self) -> str:
        """The effort, for people, and how many rows state none."""
        text = effort_text(self.low, self.high)
        return f"{text} and {self.unknown} {UNKNOWN}" if self.unknown else text

    @property
    def work(self) -> Work:
        """The effort in hours; not known where any row's is not."""
        return Work(self.low / 60, self.high / 60, known=not self.unknown)


@dataclass(frozen=True, slots=True)
class TypeTotal:
    """One type's share of a report: of the ``owed`` cells of the type, ``missing`` are not
    covered; ``gaps`` sums the rows of the type."""

    type: str
    owed: int
    missing: int
    gaps: Total


@dataclass(frozen=True)
class Totals:
    """All roll-ups of a report.  Each is a partition of the same rows, so they add up alike."""

    rows: tuple[GapRow, ...]
    cells: tuple[CellState, ...]
    types: tuple[str, ...]

    @cached_property
    def total(self) -> Total:
        """All rows."""
        return Total.of(self.rows)

    @cached_property
    def by_type(self) -> tuple[TypeTotal, ...]:
        """Types in the project's order."""
        rows = self._grouped(lambda row: row.type)
        owed = dict.fromkeys(self.types, 0)
        missing = dict.fromkeys(self.types, 0)
        for cell in self.cells:
            owed[cell.type] += cell.owed
            missing[cell.type] += cell.owed and not cell.covered
        return tuple(TypeTotal(t, owed[t], missing[t], rows.get(t, Total())) for t in self.types)

    @cached_property
    def by_priority(self) -> Mapping[str, Total]:
        """Priorities that any row has, highest first."""
        found = self._grouped(lambda row: row.priority)
        return {p: found[p] for p in (*PRIORITIES, *found) if p in found}

    @cached_property
    def by_tier(self) -> Mapping[str, Total]:
        """Tiers that any row has, by name."""
        return self._grouped(lambda row: row.tier)

    @cached_property
    def by_module(self) -> Mapping[str, Total]:
        """Modules that any row has, by id."""
        return self._grouped(lambda row: row.module)

    @cached_property
    def by_milestone(self) -> Mapping[str, Total]:
        """Milestones that any row has, by id; rows that no milestone covers have the empty id."""
        return self._grouped(lambda row: row.milestone)

    def _grouped(self, key: Callable[[GapRow], str]) -> dict[str, Total]:
        groups: dict[str, list[GapRow]] = {}
        for row in self.rows:
            groups.setdefault(key(row), []).append(row)
        return {name: Total.of(groups[name]) for name in sorted(groups)}


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a report to show.  An empty tuple means all; the four are joined by `and`.

    A module is meant by its id, by a tail of it (``cart`` for ``shop.cart``) or by a glob.
    """

    modules: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True)
class GapReport:
    """The join of what is meant with what exists.

    ``modules`` and ``types`` are the ids in scope (a filter narrows them), ``cells`` are in the
    order of modules and types, ``rows`` in that of cells, then of scenarios; ``standings`` are of
    all scenarios, gaps or not.
    """

    project: str
    modules: tuple[str, ...]
    types: tuple[str, ...]
    cells: tuple[CellState, ...]
    standings: tuple[Standing, ...]
    rows: tuple[GapRow, ...]

    @cached_property
    def totals(self) -> Totals:
        """The roll-ups of ``rows``."""
        return Totals(self.rows, self.cells, self.types)

    @cached_property
    def row_by_id(self) -> Mapping[str, GapRow]:
        """Gap rows by the id of their scenario."""
        return {row.id: row for row in self.rows}

    @cached_property
    def standing_by_id(self) -> Mapping[str, Standing]:
        """Standings by the id of their scenario."""
        return {standing.id: standing for standing in self.standings}

    @cached_property
    def cell_at(self) -> Mapping[tuple[str, str], CellState]:
        """Cells by module id and type."""
        return {(cell.module, cell.type): cell for cell in self.cells}

    @cached_property
    def rows_of(self) -> Mapping[str, tuple[GapRow, ...]]:
        """Gap rows by module id, for modules that have any."""
        found: dict[str, list[GapRow]] = {}
        for row in self.rows:
            found.setdefault(row.module, []).append(row)
        return {module: tuple(rows) for module, rows in found.items()}


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """One figure that a document states, recomputed: both values as text."""

    source: str
    text: str
    stated: str
    found: str
    holds: bool = False


def minutes(effort: Work) -> tuple[int, int]:
    """The effort in whole minutes, low and high, so that sums are exact."""
    return round(effort.low * 60), round(effort.high * 60)


def effort_text(low: int, high: int) -> str:
    """Minutes as ``2h``, ``80m`` or ``2h..4h``: hours where they come out even to a quarter."""
    return _text(low) if low == high else f"{_text(low)}..{_text(high)}"


def _text(spent: int) -> str:
    if spent % 15:
        return f"{spent}m"
    return f"{spent / 60:.2f}".rstrip("0").rstrip(".") + "h"
