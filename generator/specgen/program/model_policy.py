"""The policy half of a program: project, types, tiers, runs, enforcement and exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import ClassVar

from specgen.diagnostics import Place
from specgen.levels import Level


@dataclass(frozen=True, slots=True)
class Work:
    """Working time in hours, as a range; unknown work is zero hours and says so."""

    low: float
    high: float
    known: bool = True

    def __add__(self, other: "Work") -> "Work":
        """The sum; known only where both are."""
        return Work(self.low + other.low, self.high + other.high, self.known and other.known)


UNKNOWN_WORK = Work(0.0, 0.0, known=False)
NO_WORK = Work(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit that evidence is judged by.

    ``measure`` is a name of ``quantities.MEASURES`` (which holds unit and direction), ``value`` is
    in that measure's base unit (seconds, bytes, per second, share 0..1, count), ``text`` as
    written.
    """

    measure: str
    value: float
    text: str
    place: Place


Budget = tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the code under test is; ``elsewhere`` when it is not in this repository."""

    root: PurePosixPath
    package: str
    tests: tuple[PurePosixPath, ...]
    exclude: tuple[str, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where generated files go, relative to the repository root."""

    tests: PurePosixPath
    documents: PurePosixPath
    ci: PurePosixPath
    lock: PurePosixPath

    @property
    def roots(self) -> tuple[PurePosixPath, ...]:
        """The folders outside which nothing is written, but for CI and configuration files."""
        return (self.tests, self.documents)


@dataclass(frozen=True, slots=True)
class Remembering:
    """How runs are remembered: the folder of the ledger, how many days back runs count, of how
    many outcomes a test is judged at least, and how many passes in a row clear a flaky one."""

    folder: PurePosixPath = PurePosixPath(".specgen/history")
    days: int = 30
    samples: int = 5
    streak: int = 10


@dataclass(frozen=True, slots=True)
class Project:
    """One body of code with one policy.

    ``folder`` is its folder of specs; ``many`` says whether others stand beside it under the same
    ``specs/``.  ``ci`` names the kinds of configuration that it asks for, ``hooks`` the hook of git
    that each moment runs in, where the project says so itself.  ``day`` and ``week`` are working
    hours per day and working days per week.
    """

    name: str
    folder: PurePosixPath
    many: bool
    source: Source
    outputs: Outputs
    python: tuple[str, ...]
    environment: Mapping[str, str]
    untracked: str
    skeletons: str
    budget: Budget
    mutation_tiers: tuple[str, ...]
    ci: tuple[str, ...]
    tools: Mapping[str, Mapping[str, object]]
    dependencies: tuple[str, ...]
    documents: tuple[str, ...]
    day: float
    week: float
    place: Place
    history: Remembering = Remembering()
    hooks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestType:
    """A kind of test.  ``base`` is the built-in type whose form its tests take."""

    __test__: ClassVar[bool] = False

    name: str
    title: str
    purpose: str
    directory: str
    marker: str
    base: str
    aliases: tuple[str, ...]
    effort: Work
    budget: Budget
    place: Place


@dataclass(frozen=True, slots=True)
class Tier:
    """How much a module matters; tuples of tiers are strictest first."""

    name: str
    title: str
    patterns: tuple[str, ...]
    requires: tuple[str, ...]
    evidence: Level
    priority: str
    budget: Budget
    place: Place


@dataclass(frozen=True, slots=True)
class Run:
    """What runs at one moment, how, and within what."""

    moment: str
    types: tuple[str, ...]
    os: tuple[str, ...]
    python: tuple[str, ...]
    shards: Mapping[str, int]
    workers: str
    repeat: int
    mutation: bool
    evidence: Level
    budget: Budget
    place: Place


@dataclass(frozen=True, slots=True)
class Enforcement:
    """How strict, from a date on; empty tuples mean everywhere."""

    since: date
    until: date
    stage: str
    at: tuple[str, ...]
    rules: tuple[str, ...]
    tiers: tuple[str, ...]
    reason: str
    issue: str
    place: Place


@dataclass(frozen=True, slots=True)
class RulePolicy:
    """What the project says of one rule: its stage or ``off``, and a flag that may tighten it."""

    rule: str
    stage: str
    flag: str
    place: Place


@dataclass(frozen=True, slots=True)
class Double:
    """How a service is stood in for in one type: autospec, cassettes, container or live."""

    type: str
    kind: str
    argument: str


@dataclass(frozen=True, slots=True)
class Service:
    """An outer boundary: becomes a fixture and a mock factory."""

    id: str
    target: str
    doubles: tuple[Double, ...]
    credentials: Mapping[str, str]
    env: str
    place: Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """An approved, dated exception.  ``covers`` are the scenario ids it names (none for tests)."""

    target: str
    allow: str
    at_most: int | None
    reason: str
    issue: str
    approved_by: str
    expires: date
    covers: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Kept:
    """A generated test that a person has taken over."""

    scenario: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Skip:
    """A conditional skip that is right."""

    tests: tuple[str, ...]
    when: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class RecordedTests:
    """What a snapshot says of one test file."""

    classes: int
    count: int
    more: bool
    grade: str
    gap: str


@dataclass(frozen=True, slots=True)
class RecordedCoverage:
    """What a snapshot says of one module's coverage; ``share`` is 0..1, ``lines`` statements."""

    lines: int
    share: float


@dataclass(frozen=True, slots=True)
class Recorded:
    """A dated, sourced snapshot of a tree that is not here.

    ``present`` maps a module id to the types it had tests of; ``coverage`` maps a module id (or
    ``total``) to its figure.
    """

    as_of: date
    source: str
    present: Mapping[str, tuple[str, ...]]
    outcomes: Mapping[str, int]
    coverage: Mapping[str, RecordedCoverage]
    tests: Mapping[str, RecordedTests]
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A document or site this project points to, and why."""

    to: str
    why: str
    place: Place
