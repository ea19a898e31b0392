"""Tests that a spec names are there."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.program.model_plan import Mends
from specgen.program.model_policy import Skip
from specgen.rules.model import Facts, Rule
from specgen.rules.tests_match_nothing import TESTS_MATCH_NOTHING

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


NODE = "tests/unit/test_cart.py::TestCart::test_total"


@pytest.mark.parametrize(
    "entry",
    [
        NODE, "tests/unit/test_cart.py", "tests/unit/test_cart.py::TestCart", "tests/unit/",
        "tests", "tests/*/test_cart.py", "*::test_total", NODE + "[1-2]",
    ],
)  # fmt: skip
def test_every_way_to_name_a_test(
    facts_of: FactsOf, module_of: Make, item_of: Make, said: Said, entry: str
) -> None:
    facts = facts_of([module_of("a", tests=(entry,))], items=[item_of(NODE)])
    assert said(TESTS_MATCH_NOTHING, facts) == []


@pytest.mark.parametrize(
    ("entry", "tip"),
    [
        ("tests/unit/test_crat.py", "did you mean `tests/unit/test_cart.py`?"),
        ("tests/unit/test_cart.py::TestCart::test_totl", f"did you mean `{NODE}`?"),
        ("legacy/*", "write a file"),
    ],
)
def test_tests_that_are_not_there(
    facts_of: FactsOf, module_of: Make, item_of: Make, said: Said, entry: str, tip: str
) -> None:
    facts = facts_of([module_of("a", tests=(NODE, entry))], items=[item_of(NODE)])
    assert said(TESTS_MATCH_NOTHING, facts) == [f"no test is called `{entry}`"]
    (found,) = TESTS_MATCH_NOTHING.judge(facts)
    assert found.place.route == ("tests", 1)
    assert found.tip.startswith(tip)


def test_skips_and_tasks_name_tests_too(facts_of: FactsOf, task_of: Make, routes: Routes) -> None:
    skip = Skip(("a.py",), "win32", "Rights", Place(PurePosixPath("s.yaml"), ("skips", 0)))
    task = task_of("t", mends=(Mends(("b.py",), "failing", 1, ""),))
    facts = facts_of(skips=(skip,), tasks=(task,))
    assert routes(TESTS_MATCH_NOTHING, facts) == [("skips", 0, "tests", 0), ("tasks", "t", "mends")]


def test_scenarios_say_where_their_tests_will_be(
    facts_of: FactsOf, module_of: Make, scenario_of: Make, said: Said
) -> None:
    facts = facts_of([module_of("a")], [scenario_of("a.unit.x", tests=("tests/later.py",))])
    assert said(TESTS_MATCH_NOTHING, facts) == []


def test_tests_elsewhere_are_not_looked_for(
    facts_of: FactsOf, module_of: Make, elsewhere: object, said: Said
) -> None:
    facts = facts_of([module_of("a", tests=("tests/x.py",))], project=elsewhere)
    assert said(TESTS_MATCH_NOTHING, facts) == []
