"""Every scenario of a cell has a test name of its own."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.test_name_collision import TEST_NAME_COLLISION

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_ids_that_differ_in_punctuation_only(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    names = ("a.unit.two-items", "a.unit.two_Items", "a.race.two-items", "a.unit.items")
    facts = facts_of([module_of("a")], [scenario_of(name) for name in names])
    assert said(TEST_NAME_COLLISION, facts) == [
        "`a.unit.two_Items` and `a.unit.two-items` would both be called `test_two_items`"
    ]
