"""Every gap is planned, once there is a plan."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.unplanned_gap import UNPLANNED_GAP

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_gap_that_no_milestone_covers(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, milestone_of: Make, said: Said
) -> None:
    scenarios = [scenario_of("a.unit.x"), scenario_of("a.race.y")]
    facts = facts_of(
        [module_of("a", requires=())], scenarios, milestones=(milestone_of("m", "a.unit.x"),)
    )
    assert said(UNPLANNED_GAP, facts) == ["no milestone covers the gap `a.race.y`"]


def test_the_gaps_of_a_module_are_said_together(
    facts_of: FactsOf, module_of: Make, milestone_of: Make, said: Said
) -> None:
    modules = [module_of("a", requires=("unit", "race", "e2e")), module_of("b", requires=("e2e",))]
    facts = facts_of(modules, milestones=(milestone_of("m", "task"),))
    assert said(UNPLANNED_GAP, facts) == [
        "no milestone covers the gap `a.unit.baseline` and 2 more of `a`",
        "no milestone covers the gap `b.e2e.baseline`",
    ]
    first, _ = UNPLANNED_GAP.judge(facts)
    assert [r.message for r in first.related] == ["`a.e2e.baseline`", "`a.race.baseline`"]


def test_rest_covers_all(
    facts_of: FactsOf, module_of: Make, milestone_of: Make, said: Said
) -> None:
    facts = facts_of([module_of("a")], milestones=(milestone_of("m", rest=True),))
    assert said(UNPLANNED_GAP, facts) == []


def test_a_waived_gap_is_not_work(
    facts_of: FactsOf, module_of: Make, milestone_of: Make, waiver_for: Make, said: Said
) -> None:
    facts = facts_of(
        [module_of("a", requires=("unit",))],
        milestones=(milestone_of("m", "task"),),
        waivers=(waiver_for("a.unit.baseline", "a.unit.baseline"),),
    )
    assert said(UNPLANNED_GAP, facts) == []


def test_without_milestones_nothing_is_unplanned(
    facts_of: FactsOf, module_of: Make, said: Said
) -> None:
    assert said(UNPLANNED_GAP, facts_of([module_of("a")])) == []
