"""Full ids, defaults, baselines and references of scenarios."""

from collections.abc import Callable

from specgen.program.model import Program, Scenario
from specgen.program.model_policy import Work

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]
HEAD = "project: p\nsource: {package: p}\ntiers: {t: {requires: [unit, race], priority: high}}\n"


def _cart(program: Of, scenarios: str, more: str = "") -> Program:
    return program(f"{HEAD}{more}modules:\n  - module: p.cart\n    scenarios: [{scenarios}]\n")


def _only(program: Program, identity: str) -> Scenario:
    return program.scenario_by_id[identity]


def test_a_required_cell_has_a_baseline_nobody_wrote(program: Of) -> None:
    found = _cart(program, "")
    assert [(s.id, s.implicit, s.owed, s.least) for s in found.scenarios] == [
        ("cart.unit.baseline", True, True, 1),
        ("cart.race.baseline", True, True, 1),
    ]


def test_without_id_it_is_the_baseline(program: Of) -> None:
    found = _only(_cart(program, "{type: race, title: Two at once}"), "cart.race.baseline")
    assert (found.title, found.implicit, found.baseline) == ("Two at once", False, True)


def test_an_explicit_scenario_stands_beside_the_baseline(program: Of) -> None:
    found = _cart(program, "{type: unit, id: empty-cart}")
    assert found.cell_at["cart", "unit"].scenarios == (
        "cart.unit.empty-cart",
        "cart.unit.baseline",
    )
    assert _only(found, "cart.unit.empty-cart").title == "Empty cart"


def test_two_scenarios_without_id(said: Said) -> None:
    text = f"{HEAD}modules: [{{module: p.cart, scenarios: [{{type: unit}}, {{type: unit}}]}}]\n"
    assert [found[:2] for found in said(text)] == [("scenario-without-id", "modules.0.scenarios.1")]


def test_one_id_twice(said: Said) -> None:
    one = "{type: unit, id: a}"
    text = f"{HEAD}modules: [{{module: p.cart, scenarios: [{one}, {one}]}}]\n"
    assert [found[:2] for found in said(text)] == [("duplicate-id", "modules.0.scenarios.1.id")]


def test_an_unknown_type(said: Said) -> None:
    text = f"{HEAD}modules: [{{module: p.cart, scenarios: [{{type: unti}}]}}]\n"
    assert said(text) == [("unknown-type", "modules.0.scenarios.0.type", "did you mean `unit`?")]


def test_defaults_come_from_tier_and_type(program: Of) -> None:
    found = _only(_cart(program, "{type: race, id: a}"), "cart.race.a")
    assert (found.priority, found.effort, found.owed) == ("high", Work(1, 2), True)


def test_stated_values_win(program: Of) -> None:
    text = "{type: race, id: a, priority: low, effort: 2h..1d, optional: true}"
    found = _only(_cart(program, text), "cart.race.a")
    assert (found.priority, found.effort, found.owed) == ("low", Work(2, 8), False)


def test_limits_of_the_type_fill_what_is_open(program: Of) -> None:
    text = "{type: race, id: a, budget: {p95: 1ms}}"
    types = "types: {race: {budget: {p95: 2s, each: 8s}}}\n"
    found = _only(_cart(program, text, types), "cart.race.a")
    assert [(limit.measure, limit.value) for limit in found.budget] == [("p95", 0.001), ("each", 8)]


def test_groups_owe_as_many_tests_as_they_say(program: Of) -> None:
    text = (
        "{type: unit, id: a, count: 5..10}, {type: unit, id: b, count: 40..}, {type: unit, "
        "id: c, checks: [X, Y]}"
    )
    found = _cart(program, text)
    sizes = {s.slug: (s.least, s.most, s.grouped) for s in found.scenarios if s.type == "unit"}
    assert sizes["a"] == (5, 10, True)
    assert sizes["b"] == (40, None, True)
    assert sizes["c"] == (2, None, True)


def test_an_exempt_cell_has_no_baseline(program: Of) -> None:
    text = f"{HEAD}modules: [{{module: p.cart, exempt: {{race: Stateless}}}}]\n"
    found = program(text)
    assert found.cell_at["cart", "race"].exempt == "Stateless"
    assert found.cell_at["cart", "race"].scenarios == ()


def test_earlier_ids_of_module_and_scenario(program: Of) -> None:
    text = (
        f"{HEAD}modules: [{{module: p.cart, renamed_from: basket, scenarios: "
        "[{type: unit, id: a, renamed_from: [b, basket.race.z]}]}]\n"
    )
    found = program(text)
    assert _only(found, "cart.unit.a").renamed_from == (
        "cart.unit.b", "basket.race.z", "basket.unit.a", "basket.unit.b",
    )  # fmt: skip
    assert _only(found, "cart.race.baseline").renamed_from == ("basket.race.baseline",)


def test_references_become_ids(program: Of) -> None:
    text = (
        f"{HEAD}goals: [{{id: live, done_when: [gaps == 0]}}]\n"
        "modules: [p.bus, {module: p.cart, scenarios: "
        "[{type: unit, id: a, needs: [bus.unit.baseline], blocks: [live], also: [bus]}]}]\n"
    )
    found = _only(program(text), "cart.unit.a")
    assert (found.needs, found.blocks, found.also) == (("bus.unit.baseline",), ("live",), ("bus",))


def test_unknown_services_and_modules(said: Said) -> None:
    text = (
        f"{HEAD}services: {{postgres: {{env: DATABASE_URL}}}}\n"
        "modules: [{module: p.cart, scenarios: [{type: unit, id: a, uses: [postgers], "
        "also: [crat]}]}]\n"
    )
    assert said(text) == [
        ("unknown-service", "modules.0.scenarios.0.uses.0", "did you mean `postgres`?"),
        ("unknown-module", "modules.0.scenarios.0.also.0", "did you mean `cart`?"),
    ]
