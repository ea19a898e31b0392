"""Enforcement, rules, services, CI and outputs: the policy that acts outside the tests."""

from typing import Annotated, Literal

from pydantic import Field

from specgen.spec.fields import (
    BY_SHAPE,
    Date,
    DayHours,
    Flag,
    Identifier,
    Identifiers,
    IsMapping,
    IsOther,
    IsText,
    Maybe,
    MomentName,
    OneKey,
    OneOrMoreTexts,
    Positive,
    RelativePath,
    RuleId,
    RuleStage,
    Spec,
    StageName,
    Target,
    Text,
    TextOrNumber,
    WeekDays,
    says,
)


class EnforcementSpec(Spec):
    """How strict the gate is from a date on."""

    from_: Annotated[Date, says("First day.", "2026-01-01", alias="from")]
    until: Annotated[
        Maybe[Date], says("First day on which it no longer holds (a dated relaxation).")
    ] = None
    stage: Annotated[StageName, says("How strict.", "blocking")]
    at: Annotated[tuple[MomentName, ...], says("Only at these moments.", ["pre_push"])] = ()
    rules: Annotated[tuple[RuleId, ...], says("Only for these rules.", ["coverage-total"])] = ()
    tiers: Annotated[Identifiers, says("Only for modules of these tiers.", ["critical"])] = ()
    reason: Annotated[Text, says("Why.", "Gate broke CI")] = ""
    issue: Annotated[Maybe[TextOrNumber], says("Where it is discussed.", 412)] = None


class RuleSetting(Spec):
    """How strict one rule is, and the feature flag that may make it stricter."""

    stage: Annotated[Maybe[RuleStage], says("How strict.", "ratchet")] = None
    flag: Annotated[
        Maybe[Identifier], says("Environment variable that turns it on.", "COVERAGE_ENFORCED")
    ] = None


DocumentName = Literal["gaps", "roadmap", "policy", "checklist", "catalogue", "dashboard"]
RulePolicy = Annotated[Annotated[RuleStage, IsText] | Annotated[RuleSetting, IsMapping], BY_SHAPE]


class DoubleSpec(OneKey):
    """What stands for a service: recordings or a container."""

    cassettes: Annotated[
        Maybe[RelativePath], says("Folder of recorded conversations.", "tests/cassettes/kalshi")
    ] = None
    container: Annotated[Maybe[Text], says("Image of the real service.", "postgres:16")] = None


class CredentialSpec(Spec):
    """One environment variable that holds a credential."""

    formerly: Annotated[
        OneOrMoreTexts,
        says("Names it had, that code may still read.", "KALSHI_DEMO_KEY_ID"),
    ] = ()
    why: Annotated[Text, says("What it is for.")] = ""


class ServiceSpec(Spec):
    """An outer boundary of the code under test."""

    target: Annotated[
        Maybe[Target], says("The class or function that talks to it.", "shop.api:Client")
    ] = None
    double: Annotated[
        dict[
            Identifier,
            Annotated[
                Annotated[Literal["autospec", "live"], IsText] | Annotated[DoubleSpec, IsMapping],
                BY_SHAPE,
            ],
        ],
        says("What stands for it, per type of test.", {"unit": "autospec", "e2e": "live"}),
    ] = Field(default_factory=dict)
    credentials: Annotated[
        dict[Identifier, CredentialSpec | None], says("Variables that hold its credentials.")
    ] = Field(default_factory=dict)
    env: Annotated[Maybe[Identifier], says("Variable that holds its address.", "DATABASE_URL")] = (
        None
    )


class CiSpec(Spec):
    """Configuration of CI and hooks."""

    github: Annotated[Flag, says("GitHub Actions workflows.")] = False
    gitlab: Annotated[Flag, says("GitLab CI configuration.")] = False
    hooks: Annotated[
        Annotated[
            Annotated[Flag, IsOther] | Annotated[dict[MomentName, Text], IsMapping], BY_SHAPE
        ],
        says(
            "pre-commit hooks and a pre-push script; a mapping says which moment runs in which.",
            True,
            {"commit": "pre-commit", "pre_push": "pre-push"},
        ),
    ] = False
    configuration: Annotated[
        Maybe[Flag],
        says("Settings of pytest, coverage and git; `true` where any of the others is."),
    ] = None


class ToolsSpec(Spec):
    """Settings that go verbatim into the managed configuration block."""

    coverage: Annotated[
        dict[str, object], says("Settings of coverage.py.", {"concurrency": ["thread"]})
    ] = Field(default_factory=dict)
    pytest: Annotated[dict[str, object], says("Settings of pytest.", {"asyncio_mode": "auto"})] = (
        Field(default_factory=dict)
    )


class OutputsSpec(Spec):
    """Where generated files go, relative to the repository."""

    tests: Annotated[RelativePath, says("Generated tests.", "generated_tests")] = "generated_tests"
    documents: Annotated[RelativePath, says("Generated documents.", "docs/testing")] = (
        "docs/testing"
    )
    ci: Annotated[RelativePath, says("Root of CI and hook configuration.", ".")] = "."


class HistorySpec(Spec):
    """Where runs are remembered, and what makes a test flaky."""

    folder: Annotated[RelativePath, says("Folder of the ledger.", ".specgen/history")] = (
        ".specgen/history"
    )
    days: Annotated[Positive, says("How far back runs count.", 30)] = 30
    samples: Annotated[Positive, says("Fewest outcomes to judge a test by.", 5)] = 5
    streak: Annotated[Positive, says("Passes in a row that clear a flaky test.", 10)] = 10


class WorkingSpec(Spec):
    """What a day and a week of working time are."""

    day: Annotated[Maybe[DayHours], says("Hours of a working day.", "8h")] = None
    week: Annotated[Maybe[WeekDays], says("Days of a working week.", "5d")] = None
