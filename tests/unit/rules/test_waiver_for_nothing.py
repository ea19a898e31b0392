"""A waiver means something that is there."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.waiver_for_nothing import WAIVER_FOR_NOTHING

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def tips(facts: Facts) -> list[str]:
    return [found.tip for found in WAIVER_FOR_NOTHING.judge(facts)]


def test_an_unknown_scenario_with_a_suggestion(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, waiver_for: Make, said: Said
) -> None:
    waiver = waiver_for("a.unit.key-rotaton")
    facts = facts_of([module_of("a")], [scenario_of("a.unit.key-rotation")], waivers=(waiver,))
    assert said(WAIVER_FOR_NOTHING, facts) == [
        "nothing is called `a.unit.key-rotaton`, so nothing is waived"
    ]
    assert tips(facts) == ["did you mean `a.unit.key-rotation`?"]


def test_unknown_tests(facts_of: FactsOf, item_of: Make, waiver_for: Make, said: Said) -> None:
    waiver = waiver_for("tests/e2e/test_x.py::*", allow="skip")
    facts = facts_of(items=[item_of("tests/unit/test_y.py::test_a")], waivers=(waiver,))
    assert len(said(WAIVER_FOR_NOTHING, facts)) == 1
    assert tips(facts) == ["delete the waiver"]


def test_scenarios_and_tests_that_are_there(
    facts_of: FactsOf, item_of: Make, waiver_for: Make, said: Said
) -> None:
    waivers = (
        waiver_for("a.*", "a.unit.x"),
        waiver_for("tests/unit/test_y.py", allow="skip"),
    )
    facts = facts_of(items=[item_of("tests/unit/test_y.py::test_a")], waivers=waivers)
    assert said(WAIVER_FOR_NOTHING, facts) == []


def test_tests_of_a_tree_that_is_elsewhere_are_not_looked_for(
    facts_of: FactsOf, elsewhere: object, waiver_for: Make, said: Said
) -> None:
    facts = facts_of(project=elsewhere, waivers=(waiver_for("tests/a.py", allow="skip"),))
    assert said(WAIVER_FOR_NOTHING, facts) == []
