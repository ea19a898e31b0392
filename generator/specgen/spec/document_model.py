"""One spec file as written: each of its top-level keys may stand in any of them."""

from typing import Annotated

from specgen.spec.fields import BY_SHAPE, Dotted, IsMapping, IsText, Maybe, Spec, says
from specgen.spec.module_model import ModuleSpec
from specgen.spec.plan_model import DecisionSpec, GoalSpec, MilestoneSpec, TaskSpec
from specgen.spec.project_model import ProjectSpec
from specgen.spec.record_model import (
    ClaimSpec,
    KeptSpec,
    RecordedSpec,
    ReferenceSpec,
    SkipSpec,
    WaiverSpec,
)

ModuleEntry = Annotated[Annotated[Dotted, IsText] | Annotated[ModuleSpec, IsMapping], BY_SHAPE]


class DocumentSpec(Spec):
    """A spec file; ``project`` and ``module`` hold the keys that stand beside them in the file."""

    project: Maybe[ProjectSpec] = None
    module: Maybe[ModuleSpec] = None
    modules: Annotated[
        tuple[ModuleEntry, ...], says("Modules, by name or in full.", ["shop.cart"])
    ] = ()
    tasks: Annotated[tuple[TaskSpec, ...], says("Work that is no scenario.")] = ()
    goals: Annotated[tuple[GoalSpec, ...], says("What waits for tests.")] = ()
    milestones: Annotated[tuple[MilestoneSpec, ...], says("The plan, in order.")] = ()
    decisions: Annotated[tuple[DecisionSpec, ...], says("Open questions.")] = ()
    waivers: Annotated[tuple[WaiverSpec, ...], says("Approved exceptions.")] = ()
    kept: Annotated[tuple[KeptSpec, ...], says("Generated tests taken over by people.")] = ()
    skips: Annotated[tuple[SkipSpec, ...], says("Conditional skips that are right.")] = ()
    recorded: Annotated[tuple[RecordedSpec, ...], says("Snapshots of a tree not here.")] = ()
    claims: Annotated[tuple[ClaimSpec, ...], says("Figures that documents state.")] = ()
    references: Annotated[tuple[ReferenceSpec, ...], says("Related documents.")] = ()
