"""A milestone has members, or parts that have."""

from collections.abc import Callable

from specgen.rules.milestone_covers_nothing import MILESTONE_COVERS_NOTHING
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_an_empty_milestone(facts_of: FactsOf, milestone_of: Make, said: Said) -> None:
    facts = facts_of(milestones=(milestone_of("m"),))
    assert said(MILESTONE_COVERS_NOTHING, facts) == ["milestone `m` covers no scenario and no task"]


def test_members_rest_and_parts_are_enough(
    facts_of: FactsOf, milestone_of: Make, said: Said
) -> None:
    milestones = (
        milestone_of("phase"),
        milestone_of("first", "a.unit.x", part_of="phase"),
        milestone_of("second", "task"),
        milestone_of("last", rest=True),
    )
    assert said(MILESTONE_COVERS_NOTHING, facts_of(milestones=milestones)) == []
