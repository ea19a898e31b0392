"""A cell is exempt or has scenarios."""

from collections.abc import Callable

from specgen.rules.exempt_and_written import EXEMPT_AND_WRITTEN
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_scenario_of_an_exempt_type(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    modules = [module_of("a", exempt={"race": "Stateless"}), module_of("b")]
    scenarios = [scenario_of("a.race.x"), scenario_of("a.unit.y"), scenario_of("b.race.z")]
    facts = facts_of(modules, scenarios)
    assert said(EXEMPT_AND_WRITTEN, facts) == [
        "`a.race.x` is declared, and `a` is exempt from race"
    ]
    (found,) = EXEMPT_AND_WRITTEN.judge(facts)
    assert [r.place.route for r in found.related] == [("exempt", "race")]


def test_the_baseline_that_nobody_wrote(facts_of: FactsOf, module_of: Make, said: Said) -> None:
    facts = facts_of([module_of("a", exempt={"race": "Stateless"})])
    assert said(EXEMPT_AND_WRITTEN, facts) == []
