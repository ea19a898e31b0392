"""What the gate judges by and what it says: facts, complaints, decisions, the verdict."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property
from types import MappingProxyType

from specgen.changes.model import Change
from specgen.diagnostics import Place
from specgen.evidence.model_inputs import Inputs
from specgen.gaps.model import GapReport
from specgen.gate.model_earlier import Baseline, NotCompared
from specgen.gate.model_known import Live
from specgen.gate.model_results import Results
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.history.model import Flaky
from specgen.program.model import Program, Scenario
from specgen.program.model_policy import Limit, Run, Waiver
from specgen.program.model_stage import Stage
from specgen.quantities import MEASURES, Direction

STALLED = "stalled"  # how the records of a run without progress begin to say why they end


class Scope(IntEnum):
    """How much of what belongs to a moment the evidence is meant to hold."""

    TESTS = 1  # some tests: a type, a shard, what a change can affect
    MOMENT = 2  # all tests of the moment, on one machine
    MATRIX = 3  # on every machine of the moment


@dataclass(frozen=True)
class Facts:
    """Everything that is judged; a judgement reads nothing else.

    ``base`` is the program at the base of a change; ``program`` then asks what either asks, and
    ``report`` is of that.  ``loosened`` is what the head asks less of, ``still_asked`` where the
    base asks for scenarios that the head does not, by id; ``not_compared`` says why a base that was
    named, or a part of it, cannot be compared with.
    ``flags`` are the feature flags that are set; ``moment`` may be empty, which is all of them.
    ``before`` are shares of coverage by module id (or ``total``) that were recorded and reviewed.
    ``flaky`` are the tests that earlier runs found to be, by node id without parameters.
    ``needs`` maps CI jobs to how they ended, None where nobody says; ``jobs`` are those that the
    moment's own workflow waits for.  ``one_machine`` says that no matrix is to be expected.
    ``live`` are the tests that were read, by node id without parameters.
    ``used`` says how many complaints each waiver excuses, or would if it had not expired: the
    judgements that are ``last`` see it.  ``scope`` is what the evidence is meant to be all of.
    ``inputs`` are those of the tree that is judged, None where nobody asks what evidence was made
    from; ``accepted`` are the digests of other trees, as far as they are given, whose evidence a
    person has accepted.
    """

    program: Program
    report: GapReport
    results: Results
    today: date
    moment: str = ""
    base: Program | None = None
    loosened: tuple[Change, ...] = ()
    still_asked: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    not_compared: tuple[NotCompared, ...] = ()
    baseline: Baseline | None = None
    flags: frozenset[str] = frozenset()
    before: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    needs: Mapping[str, str] | None = None
    jobs: tuple[str, ...] = ()
    flaky: Mapping[str, Flaky] = field(default_factory=lambda: MappingProxyType({}))
    one_machine: bool = False
    used: Mapping[Waiver, int] = field(default_factory=lambda: MappingProxyType({}))
    scope: Scope = Scope.MATRIX
    live: Mapping[str, Live] = field(default_factory=lambda: MappingProxyType({}))
    inputs: Inputs | None = None
    accepted: tuple[str, ...] = ()

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that run at the moment; all where nothing says."""
        if self.run is not None and self.run.types:
            return frozenset(self.run.types)
        return frozenset(each.name for each in self.program.types)

    @cached_property
    def run(self) -> Run | None:
        """What the program says of the moment."""
        return next((run for run in self.program.runs if run.moment == self.moment), None)

    @cached_property
    def owed(self) -> tuple[Scenario, ...]:
        """The scenarios that are owed, of the types that run at the moment.

        The baseline that nobody wrote counts where its cell owes nothing else.
        """
        cells = self.report.cell_at
        types = self.types
        found = [
            s
            for s in self.program.scenarios
            if s.owed and s.type in types and cells[s.module, s.type].owed
        ]
        explicit = {(s.module, s.type) for s in found if not s.implicit}
        return tuple(s for s in found if not s.implicit or (s.module, s.type) not in explicit)

    @cached_property
    def tier_of(self) -> Mapping[str, str]:
        """Tiers by module id."""
        return {module.id: module.tier for module in self.program.modules}

    @cached_property
    def scenarios_of(self) -> Mapping[str, tuple[str, ...]]:
        """Scenarios by node id of the tests linked to them, without parameters."""
        found: dict[str, list[str]] = {}
        for standing in self.report.standings:
            for test in standing.tests:
                found.setdefault(test, []).append(standing.id)
        return {test: tuple(ids) for test, ids in found.items()}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that does not hold.

    ``subject`` is what it is about: a test's node id, or the id of a scenario, module, tier or
    session.  ``measured`` and ``limit`` are in base units where both are numbers, and ``less``
    says that less is better.  ``excuse`` is what a waiver must allow, if not the rule itself;
    ``known_as`` are further names that a waiver may mean it by.  ``rests_on`` are tests that it
    follows from, each with what a waiver allows of it: where each is waived, so is this.
    """

    subject: str
    message: str
    place: Place
    tip: str = ""
    tier: str = ""
    measured: float | None = None
    limit: float | None = None
    less: bool = True
    excuse: str = ""
    known_as: tuple[str, ...] = ()
    rests_on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One budget as measured: held, broken, or not measured and why.

    ``value`` is in base units, None where nothing was measured; ``shown`` is its text, ``bound``
    what ``limit`` comes to in the same units, where that is not its own value.  ``complaints``
    are what is said of it unless it holds; a budget that was not measured may have none, if that
    is as it should be at this moment.  ``of`` is how many were measured by the same limit, of which
    this one is the worst.
    """

    subject: str
    limit: Limit
    value: float | None = None
    shown: str = ""
    why: str = ""
    bound: float | None = None
    complaints: tuple[Complaint, ...] = ()
    rule: str = ""
    of: int = 1

    @property
    def less(self) -> bool:
        """Whether less is better."""
        return MEASURES[self.limit.measure].direction is Direction.AT_MOST

    @property
    def holds(self) -> bool:
        """Whether it was measured and is on the right side of its limit."""
        if self.value is None:
            return False
        bound = self.limit.value if self.bound is None else self.bound
        beyond = self.value - bound if self.less else bound - self.value
        return beyond <= _ROUNDING

    @property
    def broken(self) -> tuple[Complaint, ...]:
        """What is to be said of it: nothing where it holds."""
        return () if self.holds else self.complaints


_ROUNDING = 1e-12
Judge = Callable[[Facts], Iterator[Complaint]]
Measure = Callable[[Facts], Iterator[Measured]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: ``id`` is its file's name with hyphens.

    ``summary`` completes "fails ...", ``why`` says what goes wrong without it.  One that is
    ``fixed`` has ``stage`` whatever the policy says: it is about the evidence, not about the code.
    One that is ``last`` judges the waivers by what the others have said.  Evidence of less than
    ``scope`` cannot tell, and is not asked.  One of budgets has a ``measure`` that its ``judge``
    rests on.
    """

    id: str
    summary: str
    why: str
    judge: Judge
    fixed: bool = False
    stage: Stage = Stage.BLOCKING
    last: bool = False
    scope: Scope = Scope.TESTS
    measure: Measure | None = None


class Status(StrEnum):
    """What became of a complaint."""

    FAILS = "fails"
    WARNS = "warns"
    REPORTED = "reported"
    KNOWN = "known"  # a ratchet forgives what was no better at the base
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Decision:
    """A complaint under its rule, its stage today, and what that makes of it."""

    rule: str
    complaint: Complaint
    stage: Stage
    status: Status
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What will fail from ``day`` on if nothing changes, and why it does not fail yet."""

    day: date
    rule: str
    subjects: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Verdict:
    """The judgement of one project on one day.

    ``decisions`` are the worst first; ``scenarios`` has the status of each required one, of which
    ``shares`` are the counts, split by ``tiers`` and ``types``; ``counts`` are the tests by how
    they ended; ``used`` are the waivers with how much each excuses today; ``measured`` has the
    worst figure of each budget; ``notes`` are what readers of the evidence have to know.
    """

    project: str
    today: date
    moment: str
    decisions: tuple[Decision, ...]
    shares: Shares
    tiers: Mapping[str, Shares] = field(default_factory=lambda: MappingProxyType({}))
    types: Mapping[str, Shares] = field(default_factory=lambda: MappingProxyType({}))
    scenarios: Mapping[str, ScenarioStatus] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    coverage: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    used: tuple[tuple[Waiver, int], ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    loosened: tuple[Change, ...] = ()
    baseline: Baseline | None = None
    measured: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def failing(self) -> tuple[Decision, ...]:
        """What fails the gate today."""
        return tuple(d for d in self.decisions if d.status is Status.FAILS)

    @property
    def stalled(self) -> bool:
        """Whether a run stopped without progress."""
        return any(d.rule == "run-stalled" for d in self.failing)

    @property
    def passed(self) -> bool:
        """Whether nothing fails."""
        return not self.failing

    def of(self, status: Status) -> tuple[Decision, ...]:
        """The decisions of one status, in order."""
        return tuple(d for d in self.decisions if d.status is status)
