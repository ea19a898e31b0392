"""Ids, tiers, limits and references of modules."""

from collections.abc import Callable

import pytest

from specgen.levels import Level
from specgen.program.model import Program

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]
HEAD = "project: p\nsource: {package: shop}\n"


@pytest.mark.parametrize(
    ("module", "identity"),
    [
        ("shop.cart", "cart"),
        ("shop.api.client", "api.client"),
        ("other.cart", "other.cart"),
        ("shop", "shop"),
    ],
)
def test_an_id_is_the_path_below_the_package(program: Of, module: str, identity: str) -> None:
    assert program(f"{HEAD}modules: [{module}]\n").modules[0].id == identity


def test_a_written_id_wins(program: Of) -> None:
    found = program(f"{HEAD}modules: [{{module: shop.cart, id: basket}}]\n")
    assert found.module_by_id["basket"].name == "shop.cart"


def test_two_modules_with_one_id(said: Said) -> None:
    text = f"{HEAD}modules: [shop.cart, {{module: shop.other, id: cart}}]\n"
    assert said(text) == [("duplicate-id", "modules.1.id", "give one of them another id")]


def test_one_module_written_twice_under_two_ids(said: Said) -> None:
    text = f"{HEAD}modules: [shop.cart, {{module: shop.cart, id: basket}}]\n"
    assert [found[:2] for found in said(text)] == [("duplicate-id", "modules.1.module")]


TIERS = 'tiers: {top: {modules: ["api.*"]}, mid: {modules: ["*.cart", "api.x"]}, low: {}}\n'


@pytest.mark.parametrize(
    ("module", "tier"),
    [("api.x", "top"), ("cart", "mid"), ("other", "low")],
)
def test_the_strictest_tier_whose_pattern_fits(program: Of, module: str, tier: str) -> None:
    assert program(f"{HEAD}{TIERS}modules: [shop.{module}]\n").modules[0].tier == tier


def test_a_written_tier_wins(program: Of) -> None:
    text = f"{HEAD}{TIERS}modules: [{{module: shop.api.x, tier: low}}]\n"
    assert program(text).modules[0].tier == "low"


def test_an_unknown_tier(said: Said) -> None:
    text = f"{HEAD}{TIERS}modules: [{{module: shop.cart, tier: mdi}}]\n"
    assert said(text) == [("unknown-tier", "modules.0.tier", "did you mean `mid`?")]


def test_own_limits_come_before_the_tiers(program: Of) -> None:
    text = (
        f"{HEAD}tiers: {{top: {{budget: {{coverage: 80%, p95: 1s}}}}}}\n"
        "modules: [{module: shop.cart, budget: {coverage: 92%}}]\n"
    )
    limits = program(text).modules[0].budget
    assert [(limit.measure, limit.value) for limit in limits] == [("coverage", 0.92), ("p95", 1.0)]


def test_a_level_that_only_a_run_shows_asks_for_a_written_test(program: Of) -> None:
    module = program(f"{HEAD}tiers: {{top: {{evidence: proven}}}}\nmodules: [shop.a]\n").modules[0]
    assert (module.evidence, module.threshold) == (Level.PROVEN, Level.WRITTEN)


def test_needs_are_found_by_their_tail(program: Of) -> None:
    text = f"{HEAD}modules: [shop.api.client, {{module: shop.cart, needs: [client]}}]\n"
    assert program(text).module_by_id["cart"].needs == ("api.client",)


def test_an_ambiguous_tail_lists_what_it_may_mean(said: Said) -> None:
    text = f"{HEAD}modules: [shop.a.client, shop.b.client, {{module: shop.c, needs: [client]}}]\n"
    assert said(text) == [
        ("ambiguous-id", "modules.2.needs.0", "write one of `a.client`, `b.client`")
    ]


def test_needs_that_mean_nothing(said: Said) -> None:
    text = f"{HEAD}modules: [shop.cart, {{module: shop.b, needs: [crat]}}]\n"
    assert said(text) == [("unknown-id", "modules.1.needs.0", "did you mean `cart`?")]


def test_an_exemption_from_an_unknown_type(said: Said) -> None:
    text = f"{HEAD}modules: [{{module: shop.cart, exempt: {{rase: Stateless}}}}]\n"
    assert said(text) == [("unknown-type", "modules.0.exempt.rase", "did you mean `race`?")]


def test_components_have_limits(program: Of) -> None:
    text = (
        f"{HEAD}modules: [{{module: shop.cart, "
        "components: {Line: {budget: {coverage: 100%}}, Sum: null}}]\n"
    )
    parts = program(text).modules[0].components
    assert [(name, len(budget)) for name, budget in parts.items()] == [("Line", 1), ("Sum", 0)]
