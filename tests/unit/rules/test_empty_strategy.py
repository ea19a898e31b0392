"""A strategy has values to give."""

from collections.abc import Callable

import pytest

from specgen.rules.empty_strategy import EMPTY_STRATEGY
from specgen.rules.model import Facts, Rule
from specgen.spec.model import ScenarioSpec

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


@pytest.mark.parametrize(
    ("strategy", "count"),
    [
        ([], 1),
        ("nothing()", 1),
        ("st.sampled_from([])", 1),
        ("sampled_from( () )", 1),
        ("one_of()", 1),
        ([0], 0),
        (["x", None], 0),
        ("integers(0, 9)", 0),
        ("sampled_from([1])", 0),
        ("nothing() | integers()", 0),
    ],
)
def test_only_what_gives_nothing_is_empty(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said, strategy: object, count: int
) -> None:
    written = ScenarioSpec.model_validate({"type": "property", "given": {"x": strategy}})
    facts = facts_of([module_of("a")], [scenario_of("a.property.x", written=written)])
    assert said(EMPTY_STRATEGY, facts) == ["the strategy for `x` has no values"] * count
