"""Tests of an exempt cell say that it makes sense."""

from collections.abc import Callable

from specgen.inventory.model import How, Link
from specgen.rules.exempt_and_tested import EXEMPT_AND_TESTED
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


def test_a_live_test_of_an_exempt_cell(
    facts_of: FactsOf, module_of: Make, item_of: Make, said: Said
) -> None:
    link = Link("shop.a", How.CALLED, 1.0, 3, "called")
    items = [
        item_of("tests/unit/test_a.py::test_one", links=(link,)),
        item_of("tests/race/test_a.py::test_two", type="race"),
    ]
    facts = facts_of([module_of("a", exempt={"unit": "Thin", "race": "Pure"})], items=items)
    assert said(EXEMPT_AND_TESTED, facts) == [
        "`a` is exempt from unit and tested by tests/unit/test_a.py::test_one"
    ]


def test_cells_without_tests_or_exemption(
    facts_of: FactsOf, module_of: Make, item_of: Make, said: Said
) -> None:
    link = Link("shop.a", How.CALLED, 1.0, 3, "called")
    items = [item_of("tests/unit/test_a.py::test_one", links=(link,))]
    facts = facts_of([module_of("a", exempt={"race": "Pure"})], items=items)
    assert said(EXEMPT_AND_TESTED, facts) == []
