"""Titles of one cell tell its scenarios apart."""

from collections.abc import Callable

from specgen.rules.duplicate_title import DUPLICATE_TITLE
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_the_same_title_in_one_cell(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    scenarios = [
        scenario_of("a.unit.x", title="Adds  up"),
        scenario_of("a.unit.y", title="adds up"),
        scenario_of("a.race.z", title="Adds up"),
        scenario_of("a.e2e.v", title=""),
        scenario_of("a.e2e.w", title=""),
    ]
    facts = facts_of([module_of("a")], scenarios)
    assert said(DUPLICATE_TITLE, facts) == ["`a.unit.y` has the title of `a.unit.x`"]
