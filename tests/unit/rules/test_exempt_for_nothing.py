"""An exemption excuses from what is required."""

from collections.abc import Callable

from specgen.rules.exempt_for_nothing import EXEMPT_FOR_NOTHING
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_only_what_the_tier_requires_can_be_exempt(
    facts_of: FactsOf, module_of: Make, said: Said, routes: Routes
) -> None:
    module = module_of("a", requires=("unit", "race"), exempt={"race": "Pure", "chaos": "Pure"})
    facts = facts_of([module])
    assert said(EXEMPT_FOR_NOTHING, facts) == ["tier `critical` does not require chaos of `a`"]
    assert routes(EXEMPT_FOR_NOTHING, facts) == [("exempt", "chaos")]
