"""Work stands in one milestone."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.planned_twice import PLANNED_TWICE

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_two_milestones_cover_one_member(facts_of: FactsOf, milestone_of: Make, said: Said) -> None:
    milestones = (milestone_of("one", "a.unit.x", "task"), milestone_of("two", "task"))
    facts = facts_of(milestones=milestones)
    assert said(PLANNED_TWICE, facts) == ["`task` is planned twice: in `one` and in `two`"]
    (found,) = PLANNED_TWICE.judge(facts)
    assert [r.place.route for r in found.related] == [("milestones", "one", "covers")]


def test_a_part_may_repeat_its_whole(facts_of: FactsOf, milestone_of: Make, said: Said) -> None:
    milestones = (
        milestone_of("phase", "task"),
        milestone_of("middle", part_of="phase"),
        milestone_of("part", "task", part_of="middle"),
    )
    assert said(PLANNED_TWICE, facts_of(milestones=milestones)) == []


def test_parts_in_a_circle_end(facts_of: FactsOf, milestone_of: Make, said: Said) -> None:
    milestones = (
        milestone_of("a", "task", part_of="b"),
        milestone_of("b", part_of="a"),
        milestone_of("c", "task", part_of="b"),
    )
    assert said(PLANNED_TWICE, facts_of(milestones=milestones)) == []
