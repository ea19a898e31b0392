"""As many arguments as the target takes."""

from collections.abc import Callable

import pytest

from specgen.rules.case_arity import CASE_ARITY
from specgen.rules.model import Facts, Rule
from specgen.spec.model import ScenarioSpec

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


Judged = Callable[..., Facts]


@pytest.fixture
def calling(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, surface_of: Make, symbol_of: Make
) -> Judged:
    """``calling(signature, **written)``: one scenario that calls a function of that signature."""

    def facts(signature: str, **written: object) -> Facts:
        target = signature.partition("(")[0]
        spec = ScenarioSpec.model_validate({"type": "unit", "target": target, **written})
        surface = [surface_of("shop.cart", symbol_of(signature))]
        scenario = scenario_of("cart.unit.x", written=spec)
        return facts_of([module_of("cart")], [scenario], surface=surface)

    return facts


@pytest.mark.parametrize(
    ("signature", "case"),
    [
        ("f(a, b)", {"args": [1, 2]}),
        ("f(a, b=)", {"args": [1]}),
        ("f(a, b)", {"args": [1], "kwargs": {"b": 2}}),
        ("f(*rest)", {"args": [1, 2, 3]}),
        ("f(a, **more)", {"args": [1], "kwargs": {"z": 2}}),
        ("f(a, *, key)", {"args": [1], "kwargs": {"key": 2}}),
        ("f()", {}),
        ("f", {"args": [1, 2, 3]}),
    ],
)
def test_calls_that_fit(calling: Judged, said: Said, signature: str, case: object) -> None:
    assert said(CASE_ARITY, calling(signature, cases=[case])) == []


@pytest.mark.parametrize(
    ("signature", "case", "message"),
    [
        ("f()", {"args": [1]}, "`f` takes no arguments by place, 1 given"),
        ("f(a)", {"args": [1, 2]}, "`f` takes 1 argument by place, 2 given"),
        ("f(a, *, key=)", {"args": [1, 2]}, "`f` takes 1 argument by place, 2 given"),
        ("f(a, b)", {"args": [1, 2, 3]}, "`f` takes 2 arguments by place, 3 given"),
        ("f(a, b)", {"args": [1]}, "the call of `f` leaves `b` empty"),
        ("f(a, b)", {}, "the call of `f` leaves `a`, `b` empty"),
        ("f(a, /)", {"kwargs": {"a": 1}}, "the call of `f` leaves `a` empty"),
        ("f(a, *, key)", {"args": [1]}, "the call of `f` leaves `key` empty"),
    ],
)
def test_calls_that_do_not_fit(
    calling: Judged, said: Said, routes: Routes, signature: str, case: object, message: str
) -> None:
    facts = calling(signature, cases=[case])
    assert said(CASE_ARITY, facts) == [message]
    assert routes(CASE_ARITY, facts) == [("cases", 0, "args")]


def test_the_tip_shows_the_signature(calling: Judged) -> None:
    (found,) = CASE_ARITY.judge(calling("f(a, b=)", cases=[{}]))
    assert found.tip == "the source says `f(a, b)`"


def test_the_arguments_of_the_scenario_itself(calling: Judged, said: Said) -> None:
    assert said(CASE_ARITY, calling("f(a)")) == []
    assert said(CASE_ARITY, calling("f(a)", args=[1])) == []
    assert said(CASE_ARITY, calling("f(a)", args=[1], cases=[{"returns": 1}])) == []
    assert len(said(CASE_ARITY, calling("f(a)", args=[1, 2]))) == 1


def test_without_target_or_source_nothing_is_counted(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    spec = ScenarioSpec.model_validate({"type": "unit", "cases": [{"args": [1]}]})
    scenarios = [scenario_of("cart.unit.x", written=spec)]
    assert said(CASE_ARITY, facts_of([module_of("cart")], scenarios)) == []
    assert said(CASE_ARITY, facts_of([module_of("cart")], scenarios, absent=["src"])) == []
