"""A load ends."""

from collections.abc import Callable

import pytest

from specgen.rules.load_without_bounds import LOAD_WITHOUT_BOUNDS
from specgen.rules.model import Facts, Rule
from specgen.spec.model import ScenarioSpec

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


@pytest.mark.parametrize(
    ("load", "count"),
    [
        ({"concurrency": 5}, 1),
        ({"rate": "5/s"}, 1),
        ({"calls": 5}, 0),
        ({"duration": "5s"}, 0),
        (None, 0),
    ],
)
def test_calls_or_duration_end_it(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said, load: object, count: int
) -> None:
    written = {"type": "stress"} if load is None else {"type": "stress", "load": load}
    scenario = scenario_of("a.stress.x", written=ScenarioSpec.model_validate(written))
    facts = facts_of([module_of("a")], [scenario])
    assert said(LOAD_WITHOUT_BOUNDS, facts) == ["nothing ends the load of `a.stress.x`"] * count
