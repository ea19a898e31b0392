"""What was written: the validated specs of each project, every part with its place."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from specgen.diagnostics import Key, Place, Route
from specgen.spec.completion_model import (
    CaseSpec,
    CheckpointSpec,
    FaultSpec,
    LawSpec,
    RaceSpec,
    RaisesSpec,
    StepSpec,
    SubjectSpec,
    SurvivalSpec,
    TextExpectationSpec,
)
from specgen.spec.fields import MomentName
from specgen.spec.limits_model import BudgetSpec, CoverageBudget, LoadSpec, MutationBudget
from specgen.spec.module_model import ComponentSpec, ModuleSpec
from specgen.spec.plan_model import (
    CoverSpec,
    DecisionSpec,
    GoalSpec,
    ManualCheckSpec,
    MendsSpec,
    MilestoneSpec,
    TaskSpec,
)
from specgen.spec.policy_model import (
    CiSpec,
    CredentialSpec,
    DoubleSpec,
    EnforcementSpec,
    HistorySpec,
    OutputsSpec,
    RuleSetting,
    ServiceSpec,
    ToolsSpec,
    WorkingSpec,
)
from specgen.spec.project_model import ProjectSpec, RunSpec, SourceSpec, TierSpec, TypeSpec
from specgen.spec.record_model import (
    ClaimSpec,
    KeptSpec,
    OutcomesSpec,
    RecordedCoverageSpec,
    RecordedSpec,
    RecordedTestsSpec,
    ReferenceSpec,
    SkipSpec,
    WaiverSpec,
)
from specgen.spec.scenario_model import ScenarioSpec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A part of a spec and where it was written.

    ``left_out`` are routes below ``place`` of list items that are invalid and therefore missing
    from ``value``; ``at`` allows for them.
    """

    place: Place
    value: T
    left_out: tuple[Route, ...] = ()

    def at(self, *keys: Key) -> Place:
        """The place of what ``value`` holds at ``keys`` (field names as in YAML, indices)."""
        return self.place.at(*restored(keys, self.left_out))


def restored(route: Route, left_out: Collection[Route]) -> Route:
    """A route into data from which the items at ``left_out`` were taken, as it was before."""
    before: Route = ()
    for step in route:
        if isinstance(step, int):
            for gone in sorted(r[-1] for r in left_out if r[:-1] == before and r):
                step += isinstance(gone, int) and gone <= step
        before = (*before, step)
    return before


@dataclass(frozen=True, slots=True)
class Written:
    """One project as written.

    ``folder`` is its folder of specs, relative to the repository root; ``many`` says whether
    others stand beside it under the same ``specs/``.  Parts are in the order of paths, then of
    the file.  Places of a project or module that owns the top level of its file have the empty
    route: their keys follow directly.
    """

    folder: PurePosixPath
    many: bool
    project: Located[ProjectSpec]
    modules: tuple[Located[ModuleSpec], ...] = ()
    tasks: tuple[Located[TaskSpec], ...] = ()
    goals: tuple[Located[GoalSpec], ...] = ()
    milestones: tuple[Located[MilestoneSpec], ...] = ()
    decisions: tuple[Located[DecisionSpec], ...] = ()
    waivers: tuple[Located[WaiverSpec], ...] = ()
    skips: tuple[Located[SkipSpec], ...] = ()
    kept: tuple[Located[KeptSpec], ...] = ()
    recorded: tuple[Located[RecordedSpec], ...] = ()
    claims: tuple[Located[ClaimSpec], ...] = ()
    references: tuple[Located[ReferenceSpec], ...] = ()


__all__ = [
    "BudgetSpec", "CaseSpec", "CheckpointSpec", "CiSpec", "ClaimSpec", "ComponentSpec", "CoverSpec",
    "CoverageBudget", "CredentialSpec", "DecisionSpec", "DoubleSpec", "EnforcementSpec",
    "FaultSpec", "GoalSpec", "HistorySpec", "KeptSpec", "LawSpec", "LoadSpec", "Located",
    "ManualCheckSpec", "MendsSpec", "MilestoneSpec", "ModuleSpec", "MomentName", "MutationBudget",
    "OutcomesSpec", "OutputsSpec", "ProjectSpec", "RaceSpec", "RaisesSpec",
    "RecordedCoverageSpec", "RecordedSpec", "RecordedTestsSpec", "ReferenceSpec", "RuleSetting",
    "RunSpec", "ScenarioSpec", "ServiceSpec", "SkipSpec", "SourceSpec", "StepSpec",
    "SubjectSpec", "SurvivalSpec", "TaskSpec", "TextExpectationSpec", "TierSpec", "ToolsSpec",
    "TypeSpec", "WaiverSpec", "WorkingSpec", "Written",
]  # fmt: skip
