"""Rules about how tests and CI are written: when each speaks, and when it is silent."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.diagnostics import Span
from specgen.inventory.model import (
    Act,
    Dead,
    How,
    Inventory,
    Link,
    Mark,
    Shadow,
    TestConfig,
    TestItem,
)
from specgen.levels import Level
from specgen.program.model import Module
from specgen.program.model_policy import Waiver
from specgen.repository.model import CoverageGate, Repository, TestCommand
from specgen.rules.ci_ignores_failure import CI_IGNORES_FAILURE
from specgen.rules.coverage_gate_cannot_fail import COVERAGE_GATE_CANNOT_FAIL
from specgen.rules.happy_path_only import HAPPY_PATH_ONLY
from specgen.rules.hygiene import Fault, acts, named, per_file
from specgen.rules.internal_mock import INTERNAL_MOCK
from specgen.rules.mock_without_spec import MOCK_WITHOUT_SPEC
from specgen.rules.model import Facts, Rule
from specgen.rules.over_long_test import LIMIT, OVER_LONG_TEST
from specgen.rules.random_without_seed import RANDOM_WITHOUT_SEED
from specgen.rules.shadowed_test import SHADOWED_TEST
from specgen.rules.sleep_in_unit_test import SLEEP_IN_UNIT_TEST
from specgen.rules.unregistered_mark import UNREGISTERED_MARK
from specgen.rules.waiver_for_nothing import WAIVER_FOR_NOTHING
from specgen.surface.model import ModuleSurface, Symbol

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]
ItemOf = Callable[..., TestItem]
WaiverFor = Callable[..., Waiver]
TEST = "tests/test_cart.py::test_a"


@pytest.mark.parametrize(
    ("rule", "kind", "acts", "loud"),
    [
        (MOCK_WITHOUT_SPEC, "unit", [Act("unittest.mock.Mock", 3)], True),
        (MOCK_WITHOUT_SPEC, "unit", [Act("mocker.MagicMock", 3, "", ("name",))], True),
        (MOCK_WITHOUT_SPEC, "unit", [Act("unittest.mock.Mock", 3, "", ("spec_set",))], False),
        (MOCK_WITHOUT_SPEC, "unit", [Act("unittest.mock.Mock", 3, "", ("**",))], False),
        (MOCK_WITHOUT_SPEC, "unit", [Act("unittest.mock.Mock", 3, "shop.Cart")], False),
        (MOCK_WITHOUT_SPEC, "unit", [Act("unittest.mock.create_autospec", 3)], False),
        (SLEEP_IN_UNIT_TEST, "unit", [Act("time.sleep", 3, "0.5")], True),
        (SLEEP_IN_UNIT_TEST, "unit", [Act("asyncio.sleep", 3, "0")], False),
        (SLEEP_IN_UNIT_TEST, "stress", [Act("time.sleep", 3, "0.5")], False),
        (RANDOM_WITHOUT_SEED, "chaos", [Act("random.random", 3)], True),
        (RANDOM_WITHOUT_SEED, "chaos", [Act("random.Random", 3)], True),
        (RANDOM_WITHOUT_SEED, "chaos", [Act("random.Random", 3, "7")], False),
        (
            RANDOM_WITHOUT_SEED, "chaos",
            [Act("random.seed", 2, "7"), Act("random.random", 3)], False,
        ),
        (RANDOM_WITHOUT_SEED, "unit", [Act("random.random", 3)], False),
    ],
)  # fmt: skip
def test_acts(
    facts_of: FactsOf, item_of: ItemOf, *, rule: Rule, kind: str, acts: list[Act], loud: bool
) -> None:
    found = list(rule.judge(facts_of(items=[item_of(TEST, type=kind, acts=tuple(acts))])))
    assert bool(found) is loud
    assert all(str(d.place.path) == "tests/test_cart.py" for d in found)
    assert all(d.place.span == Span(3, 1, 3, 1) for d in found)


@pytest.mark.parametrize(
    ("target", "loud"),
    [
        ("shop.cart.total", True),
        ("shop.cart.requests.get", False),
        ("shop.cart.RATE", False),
        ("boto3.client", False),
        ("total", False),
        ("shop.cart.pay", False),  # declared under services
    ],
)
def test_internal_mocks(
    facts_of: FactsOf,
    item_of: ItemOf,
    *,
    surface_of: Callable[..., ModuleSurface],
    symbol_of: Callable[..., Symbol],
    service_of: Callable[..., object],
    target: str,
    loud: bool,
) -> None:
    cart = surface_of(
        "shop.cart", symbol_of("total()"), symbol_of("pay()"), symbol_of("RATE", "constant")
    )
    act = Act("unittest.mock.patch", 3, target)
    facts = facts_of(
        surface=[cart],
        items=[item_of(TEST, acts=(act, Act("unittest.mock.Mock", 4, target)))],
        services=(service_of("pay", "shop.cart:pay"),),
    )
    assert bool(list(INTERNAL_MOCK.judge(facts))) is loud


def test_one_finding_per_file_and_the_others_related(facts_of: FactsOf, item_of: ItemOf) -> None:
    items = [
        item_of(f"tests/test_{name}.py::test_{n}", acts=(Act("unittest.mock.Mock", n),))
        for name in "ab"
        for n in range(9, 0, -1)
    ]
    first, second = MOCK_WITHOUT_SPEC.judge(facts_of(items=[*items, items[0]]))
    assert first.message == "`test_1` makes a mock without a spec, and 8 more in this file"
    assert [r.place.span and r.place.span.line for r in first.related] == [2, 3, 4, 5]
    assert str(second.place.path) == "tests/test_b.py"


def test_waivers_excuse_what_they_name_and_no_more(
    facts_of: FactsOf, item_of: ItemOf, *, waiver_for: WaiverFor, said: Said
) -> None:
    items = [item_of(f"{TEST}{n}", acts=(Act("time.sleep", n),)) for n in (1, 2, 3)]

    def messages(target: str, **changes: object) -> list[str]:
        waiver = waiver_for(target, **{"allow": "sleep-in-unit-test", **changes})
        return said(SLEEP_IN_UNIT_TEST, facts_of(items=items, waivers=(waiver,)))

    assert messages("tests/*") == []
    assert messages(f"{TEST}1") == ["`test_a2` sleeps, and 1 more in this file"]
    assert messages("tests/*", at_most=2) == ["`test_a3` sleeps"]
    assert messages("tests/*", allow="skip") == ["`test_a1` sleeps, and 2 more in this file"]


@pytest.mark.parametrize(("lines", "loud"), [(LIMIT, False), (LIMIT + 1, True)])
def test_long_tests(facts_of: FactsOf, item_of: ItemOf, *, lines: int, loud: bool) -> None:
    item = item_of(TEST, span=Span(5, 1, 5 + lines - 1, 1))
    assert bool(list(OVER_LONG_TEST.judge(facts_of(items=[item])))) is loud


@pytest.fixture
def happy(
    facts_of: FactsOf,
    item_of: ItemOf,
    *,
    module_of: Callable[..., Module],
    surface_of: Callable[..., ModuleSurface],
    symbol_of: Callable[..., Symbol],
) -> Callable[..., Facts]:
    """Three unit tests of a module that raises; the last as given."""

    def facts(raises: str = "ValueError", *, last: bool = False, **changes: object) -> Facts:
        link = Link("shop.cart", How.CALLED, 1.0, 1, "calls it")
        items = [
            item_of(f"{TEST}{n}", links=(link,), expects_error=last and n == 2) for n in range(3)
        ]
        symbol = replace(symbol_of("total()"), raises=(raises,))
        cart = module_of("cart", name="shop.cart")
        surface = [surface_of("shop.cart", symbol)]
        return facts_of([cart], surface=surface, items=items, **changes)

    return facts


def test_a_module_whose_errors_nobody_expects(happy: Callable[..., Facts], said: Said) -> None:
    assert said(HAPPY_PATH_ONLY, happy()) == [
        "none of 3 unit tests of `cart` expects an error, and it raises `ValueError`"
    ]


def test_a_module_with_nothing_to_expect(
    happy: Callable[..., Facts], said: Said, *, waiver_for: WaiverFor
) -> None:
    allow = {"allow": "happy-path-only"}
    assert said(HAPPY_PATH_ONLY, happy(last=True)) == []
    assert said(HAPPY_PATH_ONLY, happy("NotImplementedError")) == []
    by_id = waiver_for("cart", "cart.unit.baseline", **allow)
    by_test = waiver_for("tests/*", **allow)
    other = waiver_for("bus", "bus.unit.baseline", **allow)
    assert said(HAPPY_PATH_ONLY, happy(waivers=(by_id,))) == []
    assert said(HAPPY_PATH_ONLY, happy(waivers=(by_test,))) == []
    assert said(HAPPY_PATH_ONLY, happy(waivers=(other,))) != []


@pytest.mark.parametrize(
    ("mark", "loud"),
    [("solw", True), ("slow", False), ("network", False), ("race", False), ("skipif", False)],
)
def test_marks(facts_of: FactsOf, item_of: ItemOf, *, mark: str, loud: bool) -> None:
    facts = facts_of(items=[item_of(TEST, marks=(Mark(mark, 3),))])
    inventory = Inventory(facts.inventory.items, config=TestConfig(markers=("slow",)))
    facts = replace(facts, inventory=inventory, repository=Repository(marks=frozenset({"network"})))
    found = list(UNREGISTERED_MARK.judge(facts))
    assert bool(found) is loud
    assert [d.tip for d in found] in ([], ["did you mean `slow`?"])


def test_shadows(facts_of: FactsOf, said: Said, waiver_for: WaiverFor) -> None:
    shadows = (Shadow("tests/test_a.py", "test_x", 3, 9),)
    facts = replace(facts_of(), inventory=Inventory(shadows=shadows))
    assert said(SHADOWED_TEST, facts) == ["`test_x` never runs: another of its name replaces it"]
    waiver = waiver_for("tests/test_a.py::*", allow="shadowed-test")
    waived = replace(facts_of(waivers=(waiver,)), inventory=Inventory(shadows=shadows))
    assert said(SHADOWED_TEST, waived) == []


STRICT = TestCommand("ci.yml", 3, "pytest")
LAX = TestCommand("ci.yml", 5, "pytest || true", "|| true", 5)


def test_ci_and_gates(facts_of: FactsOf, said: Said, waiver_for: WaiverFor) -> None:
    gates = (
        CoverageGate("ci.yml", 5, "--cov-fail-under", 80),
        CoverageGate("tox.ini", 2, "fail_under", 0),
        CoverageGate("tox.ini", 3, "fail_under", 80),
    )
    repository = Repository(commands=(STRICT, LAX), gates=gates, paths=("ci.yml", "tox.ini"))
    facts = replace(facts_of(), repository=repository)
    assert said(CI_IGNORES_FAILURE, facts) == ["tests may fail unnoticed: `|| true`"]
    assert said(COVERAGE_GATE_CANNOT_FAIL, facts) == [
        "the coverage gate `--cov-fail-under` cannot fail: || true",
        "the coverage gate `fail_under` cannot fail: 0 never fails",
    ]
    waivers = (
        waiver_for("ci.yml", allow="ci-ignores-failure"),
        waiver_for("*", allow="coverage-gate-cannot-fail"),
    )
    waived = replace(facts_of(waivers=waivers), repository=repository)
    assert said(CI_IGNORES_FAILURE, waived) == said(COVERAGE_GATE_CANNOT_FAIL, waived) == []
    assert (
        said(
            WAIVER_FOR_NOTHING,
            replace(waived, program=replace(waived.program, waivers=waivers[:1])),
        )
        == []
    )


def test_dead_tests_are_not_judged(facts_of: FactsOf, item_of: ItemOf) -> None:
    dead = item_of(TEST, dead=Dead.SKIPPED, level=Level.WRITTEN, acts=(Act("time.sleep", 3),))
    assert list(SLEEP_IN_UNIT_TEST.judge(facts_of(items=[dead]))) == []


def test_what_rules_of_tests_share(facts_of: FactsOf, item_of: ItemOf) -> None:
    one = item_of(TEST, acts=(Act("time.sleep", 3),))
    other = item_of("tests/test_cart.py::test_b", acts=(Act("time.sleep", 9),))
    race = item_of("tests/test_race.py::test_c", type="race", acts=(Act("time.sleep", 1),))
    facts = facts_of(items=[other, one, race])
    assert [(i.node_id, act.line) for i, act in acts(facts, {"unit"})] == [
        (other.node_id, 9), (TEST, 3),
    ]  # fmt: skip
    assert len(list(acts(facts))) == 3
    assert named(one) == "`test_a`"
    faults = [Fault(i, act.line, f"{named(i)} sleeps") for i, act in acts(facts)]
    first, second = per_file(SLEEP_IN_UNIT_TEST, facts, faults=faults, tip="wait for the event")
    assert first.message == "`test_a` sleeps, and 1 more in this file"
    assert [r.message for r in first.related] == ["`test_b` sleeps"]
    assert (first.place.span, second.related) == (Span(3, 1, 3, 1), ())
