"""Waivers go when their gaps are closed."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.waiver_not_needed import WAIVER_NOT_NEEDED

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_the_gap_is_closed(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, waiver_for: Make, said: Said
) -> None:
    facts = facts_of(
        [module_of("a", requires=("unit",))],
        [scenario_of("a.race.x", owed=False)],
        waivers=(
            waiver_for("a.race.x", "a.race.x"),
            waiver_for("a.unit.baseline", "a.unit.baseline"),
            waiver_for("a.*", "a.race.x", "a.unit.baseline"),
        ),
    )
    assert said(WAIVER_NOT_NEEDED, facts) == ["`a.race.x` has no gap any more"]


def test_waivers_for_other_things_are_the_gates(
    facts_of: FactsOf, waiver_for: Make, said: Said
) -> None:
    waivers = (waiver_for("tests/a.py", allow="skip"), waiver_for("a.unit.nothing"))
    assert said(WAIVER_NOT_NEEDED, facts_of(waivers=waivers)) == []
