"""Quantities print as specs write them, and efforts add up exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.quantities import (
    MEASURES,
    Capacity,
    Count,
    CountRange,
    Direction,
    Duration,
    Effort,
    Hours,
    Points,
    Quantity,
    Rate,
    Share,
    Size,
    Work,
    Working,
)

TWO_HOURS = Work(Decimal(2), "h")


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Effort(TWO_HOURS, TWO_HOURS), "2h"),
        (Effort(TWO_HOURS, Work(Decimal("0.5"), "d"), about=True), "~2h..0.5d"),
        (Duration(0.1), "100ms"),
        (Duration(1.5), "1.5s"),
        (Duration(300), "5m"),
        (Duration(90), "90s"),
        (Duration(0.0005), "0.5ms"),
        (Size(64_000_000), "64MB"),
        (Size(1_500), "1500B"),
        (Size(0), "0B"),
        (Rate(1000.0), "1000/s"),
        (Rate(1.5), "1.5/s"),
        (Share(Decimal("0.5737")), "57.37%"),
        (Share(Decimal(1)), "100%"),
        (Points(Decimal("0.05")), "5pt"),
        (Count(3), "3"),
        (CountRange(7, 7), "7"),
        (CountRange(5, 10), "5..10"),
        (CountRange(40, None), "40.."),
        (Capacity(Work(Decimal(30), "h"), "week"), "30h/week"),
    ],
)
def test_prints_as_written(quantity: Quantity, text: str) -> None:
    assert str(quantity) == text


def test_days_and_weeks_follow_the_working_time() -> None:
    effort = Effort(Work(Decimal(1), "d"), Work(Decimal(1), "w"))
    assert str(effort.hours(Working())) == "8h..40h"
    assert str(effort.hours(Working(Decimal("7.5"), Decimal(4)))) == "7.5h..30h"


def test_capacity_per_day_counts_every_working_day() -> None:
    assert Capacity(Work(Decimal(4), "h"), "day").hours_per_week(Working()) == 20
    assert Capacity(Work(Decimal(2), "d"), "week").hours_per_week(Working()) == 16


def test_thirds_of_an_hour_are_shown_in_minutes() -> None:
    assert str(Hours(Decimal(20), Decimal(20))) == "20m"
    assert Hours(Decimal(30), Decimal(90)).low == 0.5
    assert Hours(Decimal(30), Decimal(90)).high == 1.5


@given(st.lists(st.integers(0, 10_000), max_size=30))
def test_sums_do_not_depend_on_order(minutes: list[int]) -> None:
    parts = [Hours(Decimal(m) / 10, Decimal(m)) for m in minutes]
    assert sum(parts, Hours()) == sum(reversed(parts), Hours())
    assert sum(parts, Hours()).high_minutes == sum(minutes)


def test_every_measure_has_its_name_and_a_direction() -> None:
    assert all(MEASURES[name].name == name for name in MEASURES)
    assert MEASURES["throughput"].direction is Direction.AT_LEAST
    assert MEASURES["p95"].direction is Direction.AT_MOST
    assert MEASURES["coverage.max_drop"].kinds == (Points,)
