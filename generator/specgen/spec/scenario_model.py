"""A scenario as written: one thing that must be tested, under one type."""

from typing import Annotated

from pydantic import Field

from specgen.spec.completion_model import (
    CaseSpec,
    CheckpointSpec,
    FaultSpec,
    Law,
    OneOrMoreValues,
    RaceSpec,
    Step,
    SubjectSpec,
    SurvivalSpec,
    TextExpectation,
)
from specgen.spec.fields import (
    CountRangeText,
    EffortText,
    Flag,
    Identifier,
    Identifiers,
    Identities,
    Identity,
    Maybe,
    OneOrMoreIds,
    OneOrMoreTexts,
    PriorityName,
    RelativePath,
    Spec,
    Target,
    Text,
    Texts,
    Whole,
    says,
)
from specgen.spec.limits_model import BudgetSpec, LoadSpec


class ScenarioSpec(Spec):
    """One thing that must be tested, under one type."""

    type: Annotated[Identifier, says("The kind of test.", "unit", "stress")]
    id: Annotated[
        Maybe[Identity], says("Its name below module and type.", "rate-limit-under-load")
    ] = None
    title: Annotated[Text, says("One line for the gap report.", "Rate limit under load")] = ""
    why: Annotated[Text, says("Why it matters.", "The exchange bans eager keys")] = ""
    priority: Annotated[Maybe[PriorityName], says("The tier's if left out.", "high")] = None
    effort: Annotated[Maybe[EffortText], says("The type's if left out.", "2h", "2h..4h")] = None
    owner: Annotated[Text, says("Who owes it; the module's owner if left out.", "@api-team")] = ""
    optional: Annotated[Flag, says("Written down, but not owed.", True)] = False
    renamed_from: Annotated[
        OneOrMoreIds, says("Earlier ids, whose human work it inherits.", "old-name")
    ] = ()
    count: Annotated[
        Maybe[CountRangeText], says("A group: how many tests it needs.", 7, "5..10", "40..")
    ] = None
    checks: Annotated[Texts, says("A group: one test each.", ["Connect", "Disconnect"])] = ()
    tests: Annotated[
        Texts, says("Hand-written tests that count for it.", ["tests/test_cart.py::TestTotals"])
    ] = ()
    also: Annotated[Identities, says("More modules that it counts for.", ["event_bridge"])] = ()
    uses: Annotated[Identifiers, says("Services that it needs.", ["postgres"])] = ()
    needs: Annotated[Identities, says("What must be there first.", ["lockout_manager"])] = ()
    blocks: Annotated[Identities, says("What waits for it.", ["production"])] = ()
    target: Annotated[
        Maybe[Target], says("What it calls, inside the module.", "Cart.total", "total")
    ] = None
    subject: Annotated[
        Maybe[SubjectSpec],
        says("How the object is made whose method is the target.", {"args": ["EUR"]}),
    ] = None
    args: Annotated[tuple[object, ...], says("Positional arguments of the target.", [1])] = ()
    kwargs: Annotated[dict[Identifier, object], says("Arguments by name.", {"rate": 0.2})] = Field(
        default_factory=dict
    )
    cases: Annotated[
        tuple[CaseSpec, ...], says("Calls and results.", [{"args": [1, 2], "returns": 3}])
    ] = ()
    given: Annotated[
        dict[Identifier, OneOrMoreValues],
        says("Strategies by parameter: an expression or the values.", {"n": "integers(0, 9)"}),
    ] = Field(default_factory=dict)
    holds: Annotated[
        tuple[Law, ...],
        says(
            "Laws that must hold of each result, or after each trial of a race.",
            ["no-crash", {"round_trip": "decode"}],
        ),
    ] = ()
    load: Annotated[Maybe[LoadSpec], says("How much a stress test asks for.", {"calls": 1000})] = (
        None
    )
    budget: Annotated[Maybe[BudgetSpec], says("Its limits.", {"p95": "100ms", "errors": 0})] = None
    race: Annotated[
        Maybe[RaceSpec], says("Threads, calls and trials of a race test.", {"threads": 8})
    ] = None
    faults: Annotated[
        tuple[FaultSpec, ...], says("Faults to inject.", [{"at": "send", "raises": "TimeoutError"}])
    ] = ()
    survives: Annotated[
        Maybe[SurvivalSpec], says("How the target comes through.", {"within_calls": 3})
    ] = None
    story: Annotated[Text, says("As a …, when …, the system ….")] = ""
    steps: Annotated[tuple[Step, ...], says("A workflow in order.", ["System starts"])] = ()
    asserts: Annotated[Texts, says("What must be true in the end.", ["Violation logged"])] = ()
    command: Annotated[
        Maybe[OneOrMoreTexts], says("The command to run.", ["shop", "serve", "--once"])
    ] = None
    exit: Annotated[Maybe[Whole], says("Its exit code.", 0)] = None
    stdout: Annotated[Maybe[TextExpectation], says("What it prints.", {"contains": "ready"})] = None
    files: Annotated[dict[RelativePath, TextExpectation | None], says("Files that it leaves.")] = (
        Field(default_factory=dict)
    )
    checkpoints: Annotated[
        tuple[CheckpointSpec, ...], says("Points it must pass.", [{"name": "up", "log": "ready"}])
    ] = ()
