"""Exceptions, snapshots, claims and references as written."""

from typing import Annotated

from pydantic import Field

from specgen.spec.fields import (
    BY_SHAPE,
    AllTypes,
    CountRangeText,
    Date,
    ExpressionText,
    Identity,
    IsMapping,
    IsText,
    Maybe,
    Positive,
    ShareText,
    Spec,
    Text,
    TextOrNumber,
    Texts,
    Whole,
    Word,
    says,
)


class WaiverSpec(Spec):
    """An approved exception; it never hides, it is always counted."""

    for_: Annotated[
        Text,
        says(
            "What it excuses: an id, a pattern of ids, or tests.",
            "cart.chaos.key-rotation",
            "tests/e2e/test_kalshi.py::*",
            alias="for",
        ),
    ]
    allow: Annotated[
        Word, says("What it allows, or a rule id.", "gap", "skip", "xfail", "mock-without-spec")
    ]
    at_most: Annotated[Maybe[Positive], says("How many a pattern may excuse.", 15)] = None
    reason: Annotated[Text, says("Why.", "Sandbox cannot rotate keys")]
    issue: Annotated[TextOrNumber, says("Where it is discussed.", 171)]
    approved_by: Annotated[Text, says("Who approved it.", "@lead")]
    expires: Annotated[Date, says("First day on which it no longer holds.", "2026-03-01")]


class KeptSpec(Spec):
    """A generated test that a person has taken over: builds change nothing of it any more."""

    for_: Annotated[Identity, says("The id of its scenario.", "cart.unit.rounding", alias="for")]
    reason: Annotated[Text, says("Why.", "Needs a fixture of our own")] = ""


class SkipSpec(Spec):
    """A conditional skip that is right."""

    tests: Annotated[Texts, says("Which tests.", ["*::test_symlink"])]
    when: Annotated[Text, says("The condition.", "sys_platform == 'win32'")]
    reason: Annotated[Text, says("Why.", "Symlinks need rights")]


class OutcomesSpec(Spec):
    """How many tests ended how."""

    passed: Annotated[Maybe[Whole], says("Passed.", 1156)] = None
    failed: Annotated[Maybe[Whole], says("Failed.", 2)] = None
    errors: Annotated[Maybe[Whole], says("Broke outside the test body.", 0)] = None
    skipped: Annotated[Maybe[Whole], says("Skipped.", 33)] = None
    xfailed: Annotated[Maybe[Whole], says("Failed as expected.", 5)] = None
    xpassed: Annotated[Maybe[Whole], says("Passed against expectation.", 0)] = None
    pending: Annotated[Maybe[Whole], says("Not yet written.", 0)] = None
    flaky: Annotated[Maybe[Whole], says("Passed and failed on one tree.", 0)] = None


class RecordedCoverageSpec(Spec):
    """Coverage of one part, with how many lines that is."""

    lines: Annotated[Whole, says("Lines that can be executed.", 56)]
    percent: Annotated[ShareText, says("Share of them executed.", "94.64%")]


class RecordedTestsSpec(Spec):
    """What a document says of one test file or group."""

    classes: Annotated[Maybe[Whole], says("Test classes.", 6)] = None
    count: Annotated[Maybe[CountRangeText], says("Tests.", 52, "40..")] = None
    grade: Annotated[Text, says("Its judgement.", "good")] = ""
    gap: Annotated[Text, says("What it misses.", "No provider over web sockets")] = ""


class RecordedSpec(Spec):
    """A dated snapshot of a tree that is not here."""

    as_of: Annotated[Date, says("Its day.", "2025-11-28")]
    source: Annotated[Text, says("The document it is from.", "phase-2-test-coverage-gaps")]
    present: Annotated[
        dict[Identity, AllTypes], says("Types that each module has.", {"cart": ["unit"]})
    ] = Field(default_factory=dict)
    outcomes: Annotated[Maybe[OutcomesSpec], says("How tests ended.", {"passed": 1156})] = None
    coverage: Annotated[
        dict[
            Identity,
            Annotated[
                Annotated[ShareText, IsText] | Annotated[RecordedCoverageSpec, IsMapping], BY_SHAPE
            ],
        ],
        says("Coverage of `total` and of modules.", {"total": "57.37%"}),
    ] = Field(default_factory=dict)
    tests: Annotated[
        dict[Text, RecordedTestsSpec], says("Test files and what is said of them.")
    ] = Field(default_factory=dict)


class ClaimSpec(Spec):
    """Figures that a document states, recomputed; never edited to agree."""

    source: Annotated[Text, says("The document, `#` and the section.", "gaps#effort-estimation")]
    as_of: Annotated[Maybe[Date], says("The day it was stated.", "2025-11-28")] = None
    says: Annotated[
        tuple[ExpressionText, ...], says("The figures.", ["gaps == 39", "effort == ~57h"])
    ]


class ReferenceSpec(Spec):
    """A related document."""

    to: Annotated[Text, says("Its path or address.", "docs/TESTING_STRATEGY.md")]
    why: Annotated[Text, says("What it has to do with this.")] = ""
    title: Annotated[Text, says("What reports call it.")] = ""
