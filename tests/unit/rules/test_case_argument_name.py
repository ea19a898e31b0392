"""Arguments by names that the target has."""

from collections.abc import Callable

import pytest

from specgen.diagnostics import Aim
from specgen.rules.case_argument_name import CASE_ARGUMENT_NAME
from specgen.rules.model import Facts, Rule
from specgen.spec.model import ScenarioSpec

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


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
    ("signature", "written"),
    [
        ("f(a, b)", {"cases": [{"kwargs": {"a": 1, "b": 2}}]}),
        ("f(a, *, key)", {"cases": [{"args": [1], "kwargs": {"key": 2}}]}),
        ("f(**more)", {"cases": [{"kwargs": {"z": 2}}]}),
        ("f(a, /, **more)", {"cases": [{"args": [1], "kwargs": {"a": 2}}]}),
        ("f(a, b)", {"given": {"a": "integers()"}}),
        ("f", {"cases": [{"kwargs": {"z": 2}}], "given": {"z": "integers()"}}),
    ],
)
def test_names_that_fit(
    calling: Judged, said: Said, signature: str, written: dict[str, object]
) -> None:
    assert said(CASE_ARGUMENT_NAME, calling(signature, **written)) == []


@pytest.mark.parametrize(
    ("signature", "written", "message", "tip", "route"),
    [
        (
            "f(rate)",
            {"cases": [{"args": [1], "kwargs": {"rat": 1}}]},
            "`f` takes no argument `rat`",
            "did you mean `rate`?",
            ("cases", 0, "kwargs", "rat"),
        ),
        (
            "f(rate, x=)",
            {"cases": [{"kwargs": {"zzzz": 1}}]},
            "`f` takes no argument `zzzz`",
            "it takes `rate`, `x`",
            ("cases", 0, "kwargs", "zzzz"),
        ),
        (
            "f()",
            {"kwargs": {"rate": 1}},
            "`f` takes no argument `rate`",
            "it takes none",
            ("kwargs", "rate"),
        ),
        (
            "f(rate)",
            {"cases": [{"args": [1], "kwargs": {"rate": 1}}]},
            "`rate` of `f` is given twice, by place and by name",
            "keep one of them",
            ("cases", 0, "kwargs", "rate"),
        ),
        (
            "f(items)",
            {"given": {"item": "integers()"}},
            "`f` takes no argument `item`",
            "did you mean `items`?",
            ("given", "item"),
        ),
    ],
)
def test_names_that_do_not_fit(
    calling: Judged,
    signature: str,
    written: dict[str, object],
    message: str,
    tip: str,
    route: tuple[str | int, ...],
) -> None:  # fmt: skip
    (found,) = CASE_ARGUMENT_NAME.judge(calling(signature, **written))
    assert (found.message, found.tip, found.place.route) == (message, tip, route)
    assert found.place.aim is Aim.KEY
