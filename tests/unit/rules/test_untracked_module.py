"""Modules that no spec mentions are found, with a spec to paste."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.diagnostics import Severity
from specgen.program.model_policy import Project
from specgen.rules.model import Facts, Rule
from specgen.rules.untracked_module import UNTRACKED_MODULE

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def with_policy(project: Project, policy: str, *exclude: str) -> Project:
    source = replace(project.source, elsewhere=False, exclude=exclude)
    return replace(project, untracked=policy, source=source)


def test_a_module_without_a_spec(
    facts_of: FactsOf, module_of: Make, surface_of: Make, symbol_of: Make, tier_of: Make
) -> None:
    surface = [surface_of(f"shop.{name}", symbol_of("f()")) for name in ("cart", "api.orders")]
    tiers = (tier_of("core", patterns=("api.*",)), tier_of("other"))
    (found,) = UNTRACKED_MODULE.judge(facts_of([module_of("cart")], surface=surface, tiers=tiers))
    assert found.message == "module `shop.api.orders` has no spec"
    assert (str(found.place.path), found.place.span) == ("src/shop/api/orders.py", (1, 1, 1, 1))
    assert found.severity is Severity.WARNING
    assert found.tip == (
        "write specs/modules/api_orders.yaml:\n    module: shop.api.orders\n    tier: core"
    )


def test_the_stub_takes_the_mildest_tier_where_no_pattern_matches(
    facts_of: FactsOf, surface_of: Make, symbol_of: Make, tier_of: Make
) -> None:
    surface = [surface_of("shop.cart", symbol_of("f()"))]
    (found,) = UNTRACKED_MODULE.judge(
        facts_of(surface=surface, tiers=(tier_of("one"), tier_of("z")))
    )
    assert found.tip.endswith("tier: z")
    (found,) = UNTRACKED_MODULE.judge(facts_of(surface=surface, tiers=()))
    assert found.tip.endswith("module: shop.cart")


@pytest.mark.parametrize(
    ("policy", "severities"),
    [("error", [Severity.FINDING]), ("warn", [Severity.WARNING]), ("ignore", [])],
)
def test_the_policy_decides(
    facts_of: FactsOf,
    surface_of: Make,
    symbol_of: Make,
    elsewhere: Project,
    policy: str,
    severities: list[Severity],
) -> None:
    surface = [surface_of("shop.cart", symbol_of("f()"))]
    facts = facts_of(surface=surface, project=with_policy(elsewhere, policy))
    assert [d.severity for d in UNTRACKED_MODULE.judge(facts)] == severities


def test_empty_excluded_and_test_modules_owe_no_spec(
    facts_of: FactsOf, surface_of: Make, symbol_of: Make, elsewhere: Project, said: Said
) -> None:
    surface = [
        surface_of("shop"),
        surface_of("shop.migrations.m1", symbol_of("f()")),
        surface_of("tests.test_cart", symbol_of("test_a()"), path="tests/test_cart.py"),
    ]
    project = with_policy(elsewhere, "error", "*.migrations.*")
    assert said(UNTRACKED_MODULE, facts_of(surface=surface, project=project)) == []


def test_without_source_nothing_is_untracked(
    facts_of: FactsOf, surface_of: Make, symbol_of: Make, elsewhere: Project, said: Said
) -> None:
    surface = [surface_of("shop.cart", symbol_of("f()"))]
    assert said(UNTRACKED_MODULE, facts_of(surface=surface, project=elsewhere)) == []
