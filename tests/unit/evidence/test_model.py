"""The truth tables of docs/outcomes.md, cell by cell, and outcomes of whole tests."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from specgen.evidence.model import CoverageFigures, Evidence, MutationFigures, Session, TestRecord
from specgen.evidence.model_outcome import (
    WORST_FIRST,
    Outcome,
)

DOCUMENT = (Path(__file__).parents[3] / "docs/outcomes.md").read_text("utf-8")


def tables() -> Iterator[list[list[str]]]:
    """The two-dimensional tables of the document, heads included."""
    for block in DOCUMENT.split("\n\n"):
        rows = [[c.strip(" *`") for c in line.strip("|").split("|")] for line in block.splitlines()]
        if rows[0][0] == "" and len(rows[0]) == 10:
            yield [rows[0], *rows[2:]]


PARAMETERS, RERUNS = tables()


def cells(table: list[list[str]]) -> list[tuple[str, str, str]]:
    head, *rows = table
    return [(row[0], head[at], row[at]) for row in rows for at in range(1, len(row))]


@pytest.mark.parametrize(("one", "other", "expected"), cells(PARAMETERS))
def test_of_two_parameter_sets(one: str, other: str, expected: str) -> None:
    records = (
        TestRecord("t.py::test[1]", Outcome(one)),
        TestRecord("t.py::test[2]", Outcome(other)),
    )
    assert Evidence(records).outcomes() == {"t.py::test": Outcome(expected)}


@pytest.mark.parametrize(("one", "other", "expected"), cells(RERUNS))
def test_of_two_attempts(one: str, other: str, expected: str) -> None:
    records = (
        TestRecord("t.py::test", Outcome(one), attempt=1),
        TestRecord("t.py::test", Outcome(other), attempt=2),
    )
    assert Evidence(records).outcomes() == {"t.py::test": Outcome(expected)}


def test_attempts_are_weighed_first_then_parameter_sets() -> None:
    """Two attempts at each of two parameter sets, every combination, read from the two tables."""
    order = [str(outcome) for outcome in WORST_FIRST]
    reruns = {(one, other): expected for one, other, expected in cells(RERUNS)}
    for (first, a), (second, b) in itertools.product(reruns.items(), repeat=2):
        said = [("1", 1, first[0]), ("1", 2, first[1]), ("2", 1, second[0]), ("2", 2, second[1])]
        records = (TestRecord(f"t.py::t[{n}]", Outcome(o), attempt=k) for n, k, o in said)
        expected = min(a, b, key=order.index)
        assert Evidence(tuple(records)).outcomes() == {"t.py::t": Outcome(expected)}


def test_the_tables_have_every_outcome() -> None:
    recorded = {str(outcome) for outcome in Outcome} - {"flaky"}
    for table in (PARAMETERS, RERUNS):
        assert set(table[0][1:]) == {row[0] for row in table[1:]} == recorded


def test_the_order_is_documented() -> None:
    assert " · ".join(f"`{outcome}`" for outcome in WORST_FIRST) in DOCUMENT


def test_expected_and_silent_is_not_reported() -> None:
    session = Session("s", expected=("t.py::a", "t.py::b[1]", "t.py::b[2]"))
    evidence = Evidence(
        (TestRecord("t.py::a", Outcome.PASS, "s"), TestRecord("t.py::b[1]", Outcome.PASS, "s")),
        (session,),
    )
    assert evidence.outcomes() == {"t.py::a": Outcome.PASS, "t.py::b": Outcome.NOT_REPORTED}


def test_a_second_session_on_such_a_machine_reports_for_the_first() -> None:
    killed = Session("killed", expected=("t.py::a",), complete=False, os="linux", tree="1")
    again = Session("again", expected=("t.py::a",), os="linux", tree="1")
    elsewhere = Session("elsewhere", expected=("t.py::a",), os="win32", tree="1")
    records = (TestRecord("t.py::a", Outcome.PASS, "again"),)
    assert Evidence(records, (killed, again)).outcomes() == {"t.py::a": Outcome.PASS}
    silent = Evidence(records, (killed, again, elsewhere)).outcomes()
    assert silent == {"t.py::a": Outcome.NOT_REPORTED}


def test_missing_are_those_that_nothing_speaks_of() -> None:
    evidence = Evidence((TestRecord("t.py::a[x]", Outcome.FAIL),))
    assert evidence.missing(["t.py::b", "t.py::a", "t.py::b"]) == ("t.py::b",)


def test_shares() -> None:
    lines = frozenset({1, 2, 3})
    assert CoverageFigures("a.py", lines, frozenset({1, 2, 3, 4}), 2, 1).share == 4 / 6
    assert CoverageFigures("a.py", frozenset(), frozenset()).share == 1.0
    assert MutationFigures("a.py", 3, 1, 2, broken=9).score == 0.5
    assert MutationFigures("a.py", broken=1).score is None
    assert MutationFigures("a.py", 3, open=1).score is None
