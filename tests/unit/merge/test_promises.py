"""What a finished test promises, and what people may change of it without breaking that."""

from typing import TYPE_CHECKING

import pytest

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.merge.promises import shown

if TYPE_CHECKING:
    from tests.unit.merge.conftest import Plan

TABLE = (
    '@pytest.mark.parametrize(\n    "n",\n    [\n'
    '        pytest.param(1, id="one"),\n        pytest.param(2, id="two"),\n    ],\n)'
)
SCENARIO = {"id": "cart.unit.add", "table": [TABLE], "body": ["assert total(n) == n"]}


@pytest.mark.parametrize(
    ("before", "after", "rules", "holds"),
    [
        ('        pytest.param(2, id="two"),\n', "", ["broken-promise"], False),
        ('param(2, id="two")', 'param(3, id="two")', ["broken-promise"], False),
        ('id="two")', 'id="two", marks=pytest.mark.skip)', ["broken-promise"], False),
        ('param(2, id="two"),', 'param(2, id="two"),\n        3,', ["added-cases"], True),
        (TABLE + "\n", "", ["override"], False),
        ("    [\n", "    [*more(), \n", ["override"], False),
        (TABLE.partition("[")[2].rpartition("]")[0], "", ["broken-promise"], False),
        ("assert total(n) == n", "assert total(n)", ["override"], False),
        ("assert total(n) == n", "pass", ["override"], False),
        ("@pytest.mark.unit\n", "", ["override"], False),
        ('"""Add."""', '"""More."""', ["override"], True),
        ('"one"', "'one'", [], True),
        (",\n    [\n        pytest", ", [\n        pytest", [], True),
        ("total(n) == n", "total( n ) == ( n )", [], True),
    ],
)
def test_a_change_of_a_finished_test(
    plan: "Plan", before: str, after: str, *, rules: list[str], holds: bool
) -> None:
    file = plan([SCENARIO])
    lock = read_lock(write_lock([Record.of(file, Lock())]))
    assert before in file.text
    merged = merge(file, file.text.replace(before, after).encode(), lock=lock)
    assert [d.rule for d in merged.findings] == rules
    assert merged.altered == (frozenset() if holds else {"cart.unit.add"})


def test_what_people_are_to_write_promises_nothing(plan: "Plan") -> None:
    file = plan([{"id": "cart.unit.add"}])
    lock = read_lock(write_lock([Record.of(file, Lock())]))
    merged = merge(file, file.text.replace('pending("', 'print("').encode(), lock=lock)
    assert merged.altered == frozenset()


def test_few_of_many_are_named() -> None:
    assert shown(("a", "b", "c", "d", "e")) == "`a`, `b`, `c` and 2 more"
