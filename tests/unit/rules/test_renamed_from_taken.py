"""An old id has one heir and is gone."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.renamed_from_taken import RENAMED_FROM_TAKEN

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_the_old_one_is_still_there(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    scenarios = [
        scenario_of("a.unit.old"),
        scenario_of("a.unit.new", renamed_from=("a.unit.old",)),
    ]
    assert said(RENAMED_FROM_TAKEN, facts_of([module_of("a")], scenarios)) == [
        "`a.unit.new` is renamed from `a.unit.old`, which is still there"
    ]


def test_two_heirs(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    modules = [module_of("a", renamed_from=("old",)), module_of("b", renamed_from=("old", "b0"))]
    assert said(RENAMED_FROM_TAKEN, facts_of(modules)) == [
        "`b` and `a` are both renamed from `old`"
    ]


def test_one_heir_of_what_is_gone(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    modules = [module_of("a", renamed_from=("old", "older")), module_of("b")]
    assert said(RENAMED_FROM_TAKEN, facts_of(modules)) == []


def test_one_finding_per_element(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    modules = [
        module_of("a", renamed_from=("x", "y")),
        module_of("b", renamed_from=("x", "y")),
        module_of("c", renamed_from=("a", "x")),
    ]
    assert said(RENAMED_FROM_TAKEN, facts_of(modules)) == [
        "`b` and `a` are both renamed from `y`",
        "`c` is renamed from `a`, which is still there",
    ]
