"""Objects are made for targets that need them."""

from collections.abc import Callable

import pytest

from specgen.rules.case_argument_name import CASE_ARGUMENT_NAME
from specgen.rules.case_arity import CASE_ARITY
from specgen.rules.model import Facts, Rule
from specgen.rules.subject_for_nothing import SUBJECT_FOR_NOTHING
from specgen.spec.model import ScenarioSpec
from specgen.surface.model import SymbolKind

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]
Judged = Callable[..., Facts]


@pytest.fixture
def made(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, surface_of: Make, symbol_of: Make
) -> Judged:
    """``made(target, subject)``: one scenario, in a module with a class `Cart(currency, limit=)`,
    its method `add`, its property `full` and a function `total`."""

    def facts(target: str, subject: object) -> Facts:
        written: dict[str, object] = {"type": "unit", "target": target, "subject": subject}
        written = {key: value for key, value in written.items() if value not in (None, "")}
        symbols = (
            symbol_of("Cart(currency, limit=)", kind=SymbolKind.CLASS),
            symbol_of("Cart.add(item)", kind=SymbolKind.METHOD),
            symbol_of("Cart.full()", kind=SymbolKind.PROPERTY),
            symbol_of("total(prices)"),
        )
        scenario = scenario_of("cart.unit.x", written=ScenarioSpec.model_validate(written))
        return facts_of(
            [module_of("cart")], [scenario], surface=[surface_of("shop.cart", *symbols)]
        )

    return facts


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("Cart.add", None),
        ("Cart.full", None),
        ("shop.cart:Cart.add", None),
        ("gone", None),  # another rule says so
        ("total", "`total` is a function, which needs no object"),
        ("Cart", "`Cart` is a class, which needs no object"),
        ("", "`subject` says how to make an object, and there is no `target`"),
    ],
)
def test_targets(
    made: Judged, said: Said, routes: Routes, target: str, message: str | None
) -> None:
    facts = made(target, {"args": ["EUR"]})
    assert said(SUBJECT_FOR_NOTHING, facts) == ([message] if message else [])
    assert routes(SUBJECT_FOR_NOTHING, facts) == ([("subject",)] if message else [])


def test_without_a_subject_there_is_nothing_to_say(made: Judged, said: Said) -> None:
    assert said(SUBJECT_FOR_NOTHING, made("total", None)) == []


@pytest.mark.parametrize(
    ("subject", "arity", "name"),
    [
        ({"args": ["EUR"]}, [], []),
        ({"args": ["EUR", 3]}, [], []),
        ({"kwargs": {"currency": "EUR"}}, [], []),
        ({}, ["the call of `Cart` leaves `currency` empty"], []),
        ({"args": [1, 2, 3]}, ["`Cart` takes 2 arguments by place, 3 given"], []),
        ({"args": [1], "kwargs": {"limt": 2}}, [], ["`Cart` takes no argument `limt`"]),
        (
            {"args": [1], "kwargs": {"currency": 2}},
            [],
            ["`currency` of `Cart` is given twice, by place and by name"],
        ),
    ],
)
def test_arguments_of_the_constructor(
    made: Judged, said: Said, subject: object, arity: list[str], name: list[str]
) -> None:
    facts = made("Cart.add", subject)
    assert said(CASE_ARITY, facts) == arity
    assert said(CASE_ARGUMENT_NAME, facts) == name
