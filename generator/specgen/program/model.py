"""What is meant: tiers applied, ids derived, names bound, nothing optional left."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from specgen.diagnostics import Place
from specgen.levels import STATIC_LEVELS, Level
from specgen.program.model_plan import Claim, Decision, Goal, Milestone, Task
from specgen.program.model_policy import (
    Budget,
    Enforcement,
    Kept,
    Project,
    Recorded,
    Reference,
    RulePolicy,
    Run,
    Service,
    Skip,
    TestType,
    Tier,
    Waiver,
    Work,
)
from specgen.spec.model import ScenarioSpec


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing that must be tested, under one type.

    ``id`` is the full id ``module.type.slug``.  ``implicit`` marks the baseline that a required
    cell has without anyone writing it.  ``owed`` is false for ``optional: true`` and for scenarios
    of cells that their tier does not require and nobody wrote.  ``least`` is how many linked tests
    meet it (1 but for groups); ``written`` holds the keys that make it complete, as written.
    """

    id: str
    module: str
    type: str
    slug: str
    title: str
    why: str
    priority: str
    effort: Work
    owed: bool
    implicit: bool
    grouped: bool
    least: int
    most: int | None
    checks: tuple[str, ...]
    tests: tuple[str, ...]
    also: tuple[str, ...]
    uses: tuple[str, ...]
    needs: tuple[str, ...]
    blocks: tuple[str, ...]
    budget: Budget
    renamed_from: tuple[str, ...]
    written: ScenarioSpec
    place: Place

    @property
    def baseline(self) -> bool:
        """Whether any live test of the cell meets this scenario."""
        return self.slug == "baseline"


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the code under test, planned or present.

    ``name`` is the full import name, ``id`` what references use.  ``required`` are the types its
    tier asks for, in the project's order of types; ``exempt`` maps a type to its reason.
    """

    id: str
    name: str
    tier: str
    owner: str
    budget: Budget
    required: tuple[str, ...]
    evidence: Level
    priority: str
    exempt: Mapping[str, str]
    needs: tuple[str, ...]
    components: Mapping[str, Budget]
    tests: tuple[str, ...]
    planned: bool
    ref: str
    renamed_from: tuple[str, ...]
    place: Place
    blocks: tuple[str, ...] = ()

    @property
    def threshold(self) -> Level:
        """The static level below which a cell or scenario of this module is a gap."""
        return min(self.evidence, STATIC_LEVELS[-1], key=lambda level: level.rank)


@dataclass(frozen=True, slots=True)
class Cell:
    """Module x type.  ``required`` cells owe tests unless ``exempt`` gives a reason."""

    module: str
    type: str
    required: bool
    exempt: str
    scenarios: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Module id and type."""
        return (self.module, self.type)


@dataclass(frozen=True)
class Program:
    """One project, resolved.  Tuples are sorted by id unless order means something."""

    project: Project
    types: tuple[TestType, ...]
    tiers: tuple[Tier, ...]
    modules: tuple[Module, ...]
    scenarios: tuple[Scenario, ...]
    cells: tuple[Cell, ...]
    services: tuple[Service, ...]
    runs: tuple[Run, ...]
    enforcement: tuple[Enforcement, ...]
    rules: tuple[RulePolicy, ...]
    tasks: tuple[Task, ...]
    goals: tuple[Goal, ...]
    milestones: tuple[Milestone, ...]
    decisions: tuple[Decision, ...]
    waivers: tuple[Waiver, ...]
    skips: tuple[Skip, ...]
    recorded: tuple[Recorded, ...]
    claims: tuple[Claim, ...]
    references: tuple[Reference, ...]
    kept: tuple[Kept, ...] = ()

    @cached_property
    def type_named(self) -> Mapping[str, TestType]:
        """Types by name."""
        return MappingProxyType({t.name: t for t in self.types})

    @cached_property
    def tier_named(self) -> Mapping[str, Tier]:
        """Tiers by name."""
        return MappingProxyType({t.name: t for t in self.tiers})

    @cached_property
    def module_by_id(self) -> Mapping[str, Module]:
        """Modules by id."""
        return MappingProxyType({m.id: m for m in self.modules})

    @cached_property
    def scenario_by_id(self) -> Mapping[str, Scenario]:
        """Scenarios by full id."""
        return MappingProxyType({s.id: s for s in self.scenarios})

    @cached_property
    def cell_at(self) -> Mapping[tuple[str, str], Cell]:
        """Cells by module id and type."""
        return MappingProxyType({c.key: c for c in self.cells})
