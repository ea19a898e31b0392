"""Work, goals and plans as written."""

from typing import Annotated, Literal

from specgen.spec.fields import (
    BY_SHAPE,
    CapacityText,
    Date,
    EffortText,
    ExpressionText,
    Flag,
    Glob,
    Identifier,
    Identifiers,
    Identities,
    Identity,
    IsList,
    IsMapping,
    IsText,
    Maybe,
    OneOrMoreTexts,
    Positive,
    PriorityName,
    Spec,
    Text,
    Texts,
    says,
)


class ManualCheckSpec(Spec):
    """A criterion that a person ticks."""

    manual: Annotated[Text, says("What must be true.", "Completion report reviewed")]
    by: Annotated[Text, says("Who ticks it.", "lead")] = ""
    done: Annotated[Maybe[Date], says("The day it was ticked.", "2026-03-01")] = None


Criterion = Annotated[
    Annotated[ExpressionText, IsText] | Annotated[ManualCheckSpec, IsMapping], BY_SHAPE
]
Criteria = tuple[Criterion, ...]
GroupedCriteria = Annotated[
    Annotated[Criteria, IsList] | Annotated[dict[Identifier, Criteria], IsMapping], BY_SHAPE
]


class MendsSpec(Spec):
    """Tests that exist and that a task puts right."""

    tests: Annotated[OneOrMoreTexts, says("Which tests.", ["tests/e2e/test_kalshi.py::*"])]
    state: Annotated[
        Literal["failing", "skipped", "xfailed", "flaky"], says("How they are.", "skipped")
    ]
    count: Annotated[Maybe[Positive], says("How many they are.", 15)] = None
    category: Annotated[Text, says("A heading to list them under.", "A")] = ""


class TaskSpec(Spec):
    """Work that is no scenario, or that mends tests that exist."""

    id: Annotated[Identity, says("Its id.", "B.2")]
    title: Annotated[Text, says("One line.", "Write the execution policy")]
    why: Annotated[Text, says("Why it matters.")] = ""
    effort: Annotated[Maybe[EffortText], says("Working time.", "2h")] = None
    priority: Annotated[Maybe[PriorityName], says("How soon.", "high")] = None
    owner: Annotated[Text, says("Who does it.", "@api-team")] = ""
    optional: Annotated[Flag, says("Written down, but not owed.", True)] = False
    mends: Annotated[Maybe[MendsSpec], says("Tests that it puts right.")] = None
    cause: Annotated[Text, says("Why they are as they are.")] = ""
    fix: Annotated[Texts, says("Ways out, recommended first.", ["Use names that exist"])] = ()
    needs: Annotated[Identities, says("What must be done first.", ["A.1"])] = ()
    blocks: Annotated[Identities, says("What waits for it.", ["production"])] = ()
    done_when: Annotated[Maybe[GroupedCriteria], says("When it is done.", ["document(policy)"])] = (
        None
    )


class GoalSpec(Spec):
    """What waits for tests."""

    id: Annotated[Identity, says("Its id.", "production")]
    title: Annotated[Text, says("One line.", "Go live")] = ""
    why: Annotated[Text, says("Why it matters.")] = ""
    owner: Annotated[Text, says("Who wants it.", "@lead")] = ""
    needs: Annotated[Identities, says("What must be done first.", ["staging"])] = ()
    blocks: Annotated[Identities, says("What waits for it.")] = ()
    done_when: Annotated[
        Maybe[GroupedCriteria], says("When it is met.", ["failed == 0", "coverage >= 80%"])
    ] = None


class CoverSpec(Spec):
    """Scenarios and cells by what they have in common."""

    modules: Annotated[tuple[Glob, ...], says("Of these modules.", ["kalshi_*"])] = ()
    tier: Annotated[Maybe[Identifier], says("Of this tier.", "critical")] = None
    types: Annotated[Identifiers, says("Of these types.", ["race"])] = ()
    priority: Annotated[Maybe[PriorityName], says("Of this priority.", "high")] = None


Cover = Annotated[Annotated[Glob, IsText] | Annotated[CoverSpec, IsMapping], BY_SHAPE]
Covers = Annotated[
    Annotated[Literal["rest"], IsText] | Annotated[tuple[Cover, ...], IsList], BY_SHAPE
]


class MilestoneSpec(Spec):
    """A set of gaps and tasks with an order and success criteria."""

    id: Annotated[Identity, says("Its id.", "phase-2.1")]
    title: Annotated[Text, says("One line.", "Critical path stress tests")] = ""
    why: Annotated[Text, says("Why now.")] = ""
    part_of: Annotated[Maybe[Identity], says("The milestone it belongs to.", "phase-2")] = None
    covers: Annotated[
        Covers,
        says(
            "Its members, by id, pattern or description; `rest` is all that is left.",
            ["kalshi_*.stress", {"tier": "critical"}],
            "rest",
        ),
    ] = ()
    slot: Annotated[Text, says("When, in the plan's words.", "week 1 day 1-2")] = ""
    capacity: Annotated[Maybe[CapacityText], says("Working time there is.", "30h/week")] = None
    effort: Annotated[
        Maybe[EffortText], says("Its own statement, compared with the sum.", "16h")
    ] = None
    owner: Annotated[Text, says("Who leads it.", "@lead")] = ""
    needs: Annotated[Identities, says("What must be done first.", ["phase-1"])] = ()
    blocks: Annotated[Identities, says("What waits for it.", ["production"])] = ()
    done_when: Annotated[
        Maybe[GroupedCriteria], says("Success criteria, grouped or not.", ["gaps == 0"])
    ] = None


class DecisionSpec(Spec):
    """An open question that blocks work until somebody answers it."""

    id: Annotated[Identity, says("Its id.", "memory-budget")]
    question: Annotated[Text, says("The question.", "Memory per connection?")]
    why: Annotated[Text, says("Why it matters.")] = ""
    options: Annotated[Texts, says("Possible answers.", ["32MB", "64MB"])] = ()
    owner: Annotated[Text, says("Who answers.", "@infra")] = ""
    blocks: Annotated[Identities, says("What waits for the answer.", ["connection_pool"])] = ()
    answer: Annotated[Text, says("The answer; the decision is closed then.", "64MB")] = ""
