"""The policy of a project: everything that stands beside the key ``project``."""

from typing import Annotated, Literal

from pydantic import Field

from specgen.spec.fields import (
    BY_SHAPE,
    AllTypes,
    Dotted,
    EffortText,
    EvidenceName,
    Flag,
    Glob,
    Identifier,
    Identifiers,
    Identity,
    IsMapping,
    IsOther,
    IsText,
    Machines,
    Maybe,
    MomentName,
    Positive,
    PriorityName,
    Python,
    RelativePath,
    RuleId,
    Spec,
    Text,
    TextOrNumber,
    Texts,
    says,
)
from specgen.spec.limits_model import BudgetSpec
from specgen.spec.policy_model import (
    CiSpec,
    DocumentName,
    EnforcementSpec,
    HistorySpec,
    OutputsSpec,
    RulePolicy,
    ServiceSpec,
    ToolsSpec,
    WorkingSpec,
)


class SourceSpec(Spec):
    """Where the code under test is."""

    root: Annotated[RelativePath, says("Folder that imports start from.", "src", ".")] = "."
    package: Annotated[Dotted, says("The package under test; module ids leave it out.", "shop")] = (
        ""
    )
    tests: Annotated[
        tuple[RelativePath, ...], says("Folders of hand-written tests.", ["tests"])
    ] = ("tests",)
    elsewhere: Annotated[
        Flag, says("The code is not in this repository; nothing is read.", True)
    ] = False
    exclude: Annotated[
        tuple[Glob, ...], says("Modules that no spec is asked for.", ["*.migrations.*"])
    ] = ()


class TypeSpec(Spec):
    """A kind of test: a built-in one adjusted, or a new one."""

    title: Annotated[Text, says("What reports call it.", "Smoke")] = ""
    purpose: Annotated[Text, says("What it is for.", "The service starts and stays live")] = ""
    extends: Annotated[
        Maybe[Identifier], says("The type whose form its tests take.", "e2e", "unit")
    ] = None
    directory: Annotated[
        Maybe[RelativePath], says("Folder of its tests below the tests root.", "stress")
    ] = None
    marker: Annotated[Maybe[Identifier], says("The pytest mark of its tests.", "race")] = None
    aliases: Annotated[
        Identifiers, says("Other marks and folders that mean this type.", ["perf", "benchmark"])
    ] = ()
    effort: Annotated[
        Maybe[EffortText], says("Effort of a scenario that states none.", "1h", "2h..4h")
    ] = None
    budget: Annotated[Maybe[BudgetSpec], says("Limits of each of its tests.", {"each": "8s"})] = (
        None
    )


class TierSpec(Spec):
    """How much a module matters."""

    title: Annotated[Text, says("What reports call it.", "Critical path")] = ""
    modules: Annotated[
        tuple[Glob, ...], says("Modules of this tier, by id or pattern.", ["api_connectors.*"])
    ] = ()
    requires: Annotated[
        AllTypes, says("Types that each of its modules owes.", "all", ["unit", "property"])
    ] = ()
    evidence: Annotated[EvidenceName, says("The level that its cells must reach.", "passing")] = (
        "written"
    )
    priority: Annotated[Maybe[PriorityName], says("Priority of its gaps.", "high")] = None
    budget: Annotated[
        Maybe[BudgetSpec], says("Limits of each of its modules.", {"coverage": "90%"})
    ] = None


class RunSpec(Spec):
    """Which types run at a moment, how, and within what."""

    types: Annotated[AllTypes, says("Which types run.", "all", ["unit"])] = "all"
    budget: Annotated[Maybe[BudgetSpec], says("Limits of the run.", {"total": "5m"})] = None
    workers: Annotated[
        Maybe[
            Annotated[Annotated[Literal["auto"], IsText] | Annotated[Positive, IsOther], BY_SHAPE]
        ],
        says("Processes that share the tests.", "auto", 4),
    ] = None
    os: Annotated[Texts, says("Runner images of CI.", ["ubuntu-24.04", "windows-2025"])] = ()
    python: Annotated[tuple[Python, ...], says("Versions; the project's if left out.")] = ()
    shards: Annotated[
        dict[Identifier, Machines], says("Machines that share the tests of a type.", {"unit": 2})
    ] = Field(default_factory=dict)
    repeat: Annotated[Positive, says("How often each test runs.", 10)] = 1
    mutation: Annotated[Flag, says("Whether mutants are made and run.", True)] = False
    evidence: Annotated[
        Maybe[EvidenceName], says("The level that this run must show.", "proven")
    ] = None


class ProjectSpec(Spec):
    """One body of code with one policy."""

    project: Annotated[Identity, says("Its name.", "shop")]
    title: Annotated[Text, says("What reports call it.", "Web shop")] = ""
    source: Annotated[
        Maybe[
            Annotated[
                Annotated[Literal["elsewhere"], IsText] | Annotated[SourceSpec, IsMapping],
                BY_SHAPE,
            ]
        ],
        says("Where the code is; `elsewhere` if not here.", {"root": "src", "package": "shop"}),
    ] = None
    python: Annotated[
        tuple[Python, ...], says("Versions that tests run on.", ["3.12", "3.13"])
    ] = ()
    environment: Annotated[
        dict[Identifier, TextOrNumber], says("Variables set for every run.", {"SHOP_ENV": "test"})
    ] = Field(default_factory=dict)
    untracked: Annotated[
        Literal["error", "warn", "ignore"], says("What a source module with no spec is.", "warn")
    ] = "warn"
    skeletons: Annotated[
        Literal["all", "scenarios", "none"], says("Which gaps get a generated test.", "scenarios")
    ] = "all"
    types: Annotated[
        dict[Identifier, TypeSpec], says("Kinds of test, adjusted or new.", {"race": {}})
    ] = Field(default_factory=dict)
    tiers: Annotated[
        dict[Identifier, TierSpec],
        says("How much modules matter, strictest first.", {"critical": {"requires": "all"}}),
    ] = Field(default_factory=dict)
    budget: Annotated[Maybe[BudgetSpec], says("Limits of the whole.", {"flaky": 0})] = None
    runs: Annotated[
        dict[MomentName, RunSpec], says("Which types run when.", {"commit": {"types": ["unit"]}})
    ] = Field(default_factory=dict)
    enforcement: Annotated[
        tuple[EnforcementSpec, ...],
        says("How strict, from when.", [{"from": "2026-01-01", "stage": "blocking"}]),
    ] = ()
    rules: Annotated[
        dict[RuleId, RulePolicy], says("How strict single rules are.", {"happy-path-only": "off"})
    ] = Field(default_factory=dict)
    services: Annotated[
        dict[Identifier, ServiceSpec], says("Outer boundaries.", {"postgres": {}})
    ] = Field(default_factory=dict)
    ci: Annotated[Maybe[CiSpec], says("Which configuration is generated.", {"github": True})] = None
    tools: Annotated[Maybe[ToolsSpec], says("Settings of tools, verbatim.")] = None
    dependencies: Annotated[Texts, says("What tests need.", ["pytest-xdist>=3.3"])] = ()
    documents: Annotated[
        tuple[DocumentName, ...], says("Documents to generate.", ["gaps", "roadmap"])
    ] = ("gaps",)
    outputs: Annotated[Maybe[OutputsSpec], says("Where generated files go.")] = None
    history: Annotated[
        Maybe[HistorySpec], says("How runs are remembered and flaky tests found.", {"days": 30})
    ] = None
    working: Annotated[Maybe[WorkingSpec], says("Working time.", {"day": "8h", "week": "5d"})] = (
        None
    )
