"""Targets lead somewhere; what reading cannot see is never said to be missing."""

from collections.abc import Callable

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.unknown_target import UNKNOWN_TARGET
from specgen.spec.model import ScenarioSpec

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def spec(**written: object) -> ScenarioSpec:
    return ScenarioSpec.model_validate({"type": "unit", **written})


@pytest.fixture(scope="module")
def cart(surface_of: Make, symbol_of: Make) -> object:
    """A module with a class, its foreign and its own child, a function and re-exports."""
    return surface_of(
        "shop.cart",
        symbol_of("Cart()", "class", ("object",)),
        symbol_of("Cart.total()"),
        symbol_of("Child()", "class", ("Cart",)),
        symbol_of("Foreign()", "class", ("requests.Session",)),
        symbol_of("Strange", "class"),
        symbol_of("buy(item)"),
        symbol_of("client", "constant"),
        reexports={"helper": "shop.tools.helper", "outer": "requests.get", "Base": "shop.tools.B"},
    )


@pytest.fixture(scope="module")
def surface(cart: object, surface_of: Make, symbol_of: Make) -> list[object]:
    tools = surface_of(
        "shop.tools",
        symbol_of("helper()"),
        symbol_of("B()", "class", ("abc.ABC",)),
        symbol_of("B.run()"),
    )
    wild = surface_of("shop.wild", symbol_of("known()"), open=True)
    broken = surface_of("shop.broken", problem="does not parse")
    return [cart, tools, wild, broken]


@pytest.mark.parametrize(
    "target",
    [
        "buy", "Cart", "Cart.total", "Child.total", "helper", "Base", "Base.run", "client",
        "shop.tools:helper", "shop.wild:anything", "shop.broken:anything",
        "outer", "outer.more", "client.get", "Foreign.get", "Strange.get", "requests:get",
    ],
)  # fmt: skip
def test_what_is_there_or_cannot_be_known(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, surface: list[object], said: Said,
    target: str,
) -> None:  # fmt: skip
    scenario = scenario_of("cart.unit.x", written=spec(target=target))
    facts = facts_of([module_of("cart")], [scenario], surface=surface)
    assert said(UNKNOWN_TARGET, facts) == []


@pytest.mark.parametrize(
    ("target", "where", "tip"),
    [
        ("buyy", "shop.cart", "did you mean `buy`?"),
        ("Cart.totl", "shop.cart", "did you mean `Cart.total`?"),
        ("Child.totl", "shop.cart", "did you mean `Child.total`?"),
        ("Crat.total", "shop.cart", "did you mean `Cart.total`?"),
        ("Base.walk", "shop.cart", "there are `B.run`"),
        ("zzz", "shop.cart", "there are `Base`, `Cart`, `Child`, `Foreign`, `Strange`"),
        ("shop.tools:halper", "the source", "did you mean `shop.tools:helper`?"),
        ("shop.tols:helper", "the source", "did you mean `shop.tools:helper`?"),
    ],
)
def test_what_is_not_there(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, surface: list[object], said: Said,
    target: str, where: str, tip: str,
) -> None:  # fmt: skip
    scenario = scenario_of("cart.unit.x", written=spec(target=target))
    facts = facts_of([module_of("cart")], [scenario], surface=surface)
    assert said(UNKNOWN_TARGET, facts) == [f"there is no `{target}` in {where}"]
    (found,) = UNKNOWN_TARGET.judge(facts)
    assert found.place.route == ("target",)
    assert found.tip.startswith(tip)


def test_every_place_that_names_a_target(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, service_of: Make,
    surface: list[object], routes: Routes,
) -> None:  # fmt: skip
    written = spec(
        target="buy",
        faults=[{"at": "buy"}, {"at": "f1"}],
        holds=["no-crash", {"round_trip": "l1"}, {"equivalent": "buy"}, {"always": "x > 1"}],
        steps=["prose", {"do": "prose"}, {"call": "s1"}],
    )
    facts = facts_of(
        [module_of("cart", components={"Cart": (), "c1": ()})],
        [scenario_of("cart.unit.x", written=written)],
        surface=surface,
        services=(service_of("s", "shop.tools:t1"), service_of("t"), service_of("u", "loose")),
    )
    assert routes(UNKNOWN_TARGET, facts) == [
        ("faults", 1, "at"),
        ("holds", 1, "round_trip"),
        ("steps", 2, "call"),
        ("services", "s", "target"),
        ("components", "c1"),
    ]


def test_an_empty_module_offers_nothing(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, surface_of: Make
) -> None:
    scenario = scenario_of("cart.unit.x", written=spec(target="buy"))
    facts = facts_of([module_of("cart")], [scenario], surface=[surface_of("shop.cart")])
    (found,) = UNKNOWN_TARGET.judge(facts)
    assert found.tip == "nothing public is defined there"


def test_planned_missing_and_unread_modules_are_left_alone(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    scenarios = [
        scenario_of("planned.unit.x", written=spec(target="buy")),
        scenario_of("missing.unit.x", written=spec(target="buy")),
    ]
    modules = [module_of("planned", planned=True, components={"C": ()}), module_of("missing")]
    assert said(UNKNOWN_TARGET, facts_of(modules, scenarios)) == []
    assert said(UNKNOWN_TARGET, facts_of(modules, scenarios, absent=["src"])) == []
