"""The rest comes last."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.rest_not_last import REST_NOT_LAST

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_scenarios_or_a_second_rest_after_it(
    facts_of: FactsOf, milestone_of: Make, said: Said
) -> None:
    milestones = (
        milestone_of("one", rest=True),
        milestone_of("two", "a.unit.x"),
        milestone_of("three", rest=True),
    )
    facts = facts_of(milestones=milestones)
    assert said(REST_NOT_LAST, facts) == ["`one` takes the rest, and `two` after it covers more"]
    (found,) = REST_NOT_LAST.judge(facts)
    assert [r.place.route for r in found.related] == [("milestones", "two", "covers")]


def test_tasks_and_empty_wholes_may_follow(
    facts_of: FactsOf, milestone_of: Make, said: Said
) -> None:
    milestones = (
        milestone_of("first", "a.unit.x"),
        milestone_of("rest", rest=True),
        milestone_of("party", "task"),
        milestone_of("phase"),
    )
    assert said(REST_NOT_LAST, facts_of(milestones=milestones)) == []
