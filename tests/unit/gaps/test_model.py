"""Totals are sums of the same rows, so they agree whichever way they are taken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.gaps.model import GapReport, GapRow, Total, effort_text, minutes
from specgen.levels import Level
from specgen.program.model_policy import UNKNOWN_WORK, Work

TYPES = ("unit", "race", "e2e")
HOURS = st.integers(0, 6000).map(lambda m: m / 60)
EFFORTS = st.just(UNKNOWN_WORK) | st.tuples(HOURS, HOURS).map(lambda h: Work(min(h), max(h)))
ROWS = st.builds(
    GapRow,
    id=st.text("abc.", min_size=1, max_size=6),
    module=st.sampled_from(("a", "b", "c")),
    type=st.sampled_from(TYPES),
    tier=st.sampled_from(("critical", "business")),
    level=st.sampled_from((Level.MISSING, Level.SKELETON, Level.HOLLOW)),
    have=st.integers(0, 3),
    least=st.integers(1, 5),
    priority=st.sampled_from(("critical", "high", "medium", "low", "odd")),
    effort=EFFORTS,
    title=st.just("x"),
    waived=st.none() | st.just(date(2026, 3, 1)),
    blocked_by=st.sampled_from(((), ("locks",))),
    milestone=st.sampled_from(("", "one", "two")),
)


def report(rows: list[GapRow]) -> GapReport:
    return GapReport("shop", ("a", "b", "c"), TYPES, (), (), tuple(rows))


def plus(totals: list[Total]) -> tuple[int, ...]:
    fields = Total.__slots__
    return tuple(sum(getattr(total, field) for total in totals) for field in fields)


@given(st.lists(ROWS, max_size=30))
def test_every_partition_adds_up_to_the_total(rows: list[GapRow]) -> None:
    totals = report(rows).totals
    whole = plus([totals.total])
    assert plus([each.gaps for each in totals.by_type]) == whole
    for partition in (
        totals.by_priority,
        totals.by_tier,
        totals.by_module,
        totals.by_milestone,
    ):
        assert plus(list(partition.values())) == whole


@given(st.lists(ROWS, max_size=30))
def test_the_total_is_the_sum_of_what_each_row_states(rows: list[GapRow]) -> None:
    total = report(rows).totals.total
    assert total.gaps == len(rows)
    assert total.low == sum(round(row.effort.low * 60) for row in rows)
    assert total.high == sum(round(row.effort.high * 60) for row in rows)
    assert total.work.known == all(row.effort.known for row in rows)
    assert total.work.low * 60 == pytest.approx(total.low)


@given(st.lists(ROWS, max_size=10))
def test_rows_are_found_by_module(rows: list[GapRow]) -> None:
    found = report(rows).rows_of
    assert [row for module in ("a", "b", "c") for row in found.get(module, ())] == sorted(
        rows, key=lambda row: row.module
    )


def test_priorities_come_highest_first() -> None:
    row = GapRow("x", "a", "unit", "t", Level.MISSING, 0, 1, "low", UNKNOWN_WORK, "")
    rows = [row, row._replace(priority="critical"), row._replace(priority="medium")]
    assert list(report(rows).totals.by_priority) == ["critical", "medium", "low"]


@pytest.mark.parametrize(
    ("have", "least", "level", "status"),
    [
        (0, 1, Level.MISSING, "missing"),
        (0, 5, Level.SKELETON, "skeleton"),
        (2, 5, Level.MISSING, "2 of 5"),
    ],
)
def test_status(have: int, least: int, level: Level, status: str) -> None:
    row = GapRow("x", "a", "unit", "t", level, have, least, "low", UNKNOWN_WORK, "")
    assert row.status == status


@pytest.mark.parametrize(
    ("effort", "text"),
    [
        (Work(2, 2), "2h"),
        (Work(0.5, 0.5), "0.5h"),
        (Work(2, 4), "2h..4h"),
        (Work(1 / 3, 1 / 3), "20m"),
        (Work(4 / 3, 2), "80m..2h"),
        (Work(1000, 1000), "1000h"),
        (Work(0, 0), "0h"),
    ],
)
def test_effort_text(effort: Work, text: str) -> None:
    assert effort_text(*minutes(effort)) == text
    row = GapRow("x", "a", "unit", "t", Level.MISSING, 0, 1, "low", effort, "")
    assert row.effort_text == text
    assert Total.of([row]).effort_text == text


def test_what_states_no_effort_says_so() -> None:
    row = GapRow("x", "a", "unit", "t", Level.MISSING, 0, 1, "low", UNKNOWN_WORK, "")
    assert row.effort_text == "unknown"
    assert Total.of([row, row._replace(effort=Work(2, 2))]).effort_text == "2h and 1 unknown"
