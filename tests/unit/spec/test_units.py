"""Texts become quantities; what is none is told what was meant."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.quantities import Count, CountRange, Duration, Points, Rate, Share, Size, Working
from specgen.spec import bounds, units

Parser = Callable[[object], object]


@pytest.mark.parametrize(
    ("parse", "text", "quantity"),
    [
        (units.duration, "100ms", Duration(0.1)),
        (units.duration, "1.5h", Duration(5400)),
        (units.size, "1.5GB", Size(1_500_000_000)),
        (units.size, "12B", Size(12)),
        (units.rate, "90/m", Rate(1.5)),
        (units.share, "57.37%", Share(Decimal("0.5737"))),
        (units.points, "5pt", Points(Decimal("0.05"))),
        (units.count_or_share, "1%", Share(Decimal("0.01"))),
        (units.count_or_share, 0, Count(0)),
        (units.count, 3.0, Count(3)),
        (units.count_range, 7, CountRange(7, 7)),
        (units.count_range, "5..10", CountRange(5, 10)),
        (units.count_range, "40..", CountRange(40, None)),
        (bounds.probability, 0.1, Share(Decimal("0.1"))),
        (bounds.probability, "10%", Share(Decimal("0.1"))),
        (units.iso_date, "2026-03-01", date(2026, 3, 1)),
        (units.day_hours, "7.5h", Decimal("7.5")),
        (units.week_days, "5d", Decimal(5)),
        (units.number, 2, 2),
        (units.positive, 1, 1),
    ],
)
def test_reads(parse: Parser, text: object, quantity: object) -> None:
    assert parse(text) == quantity


@pytest.mark.parametrize(
    ("parse", "value", "message", "tip"),
    [
        (units.duration, "100 msec", "`100 msec` is no duration", "did you mean `100ms`?"),
        (units.duration, 5, "`5` is no duration", "did you mean `5s`?"),
        (units.share, 0.9, "`0.9` is no share", "write `90%`"),
        (units.share, 90, "`90` is no share", "did you mean `90%`?"),
        (units.share, "90 percent", "`90 percent` is no share", "did you mean `90%`?"),
        (units.share, "101%", "`101%` is no share", "write it like `90%`, `57.37%`"),
        (units.effort, "2h-4h", "`2h-4h` is no effort", "did you mean `2h..4h`?"),
        (units.effort, "2 hours", "`2 hours` is no effort", "did you mean `2h`?"),
        (units.effort, [2], "a list is no effort", "write it like `2h`, `30m`, `2h..4h`, `~1d`"),
        (units.size, "64MiB", "`64MiB` is no size", "did you mean `64MB`?"),
        (units.size, "64MBB", "`64MBB` is no size", "did you mean `64MB`?"),
        (units.rate, "5rps", "`5rps` is no rate", "did you mean `5/s`?"),
        (units.points, "5%", "`5%` is no difference of shares", "did you mean `5pt`?"),
        (units.capacity, "30h", "`30h` is no capacity", "did you mean `30h/week`?"),
        (units.capacity, {}, "a mapping is no capacity", "write it like `30h/week`, `4h/day`"),
        (units.capacity, "much", "`much` is no capacity", "write it like `30h/week`, `4h/day`"),
        (units.count_range, "10..5", "count `10..5` ends before it starts", "write `5..10`"),
        (units.count_range, "x", "`x` is no count", "write it like `5..10`, `40..`"),
        (units.whole, 1.5, "`1.5` is no whole number", "write digits only"),
        (units.whole, float("inf"), "`inf` is no whole number", "write digits only"),
        (units.whole, True, "`true` is no whole number", "write digits only"),
        (units.whole, -1, "`-1` is out of range", "write a whole number from 0 on"),
        (units.positive, 0, "`0` is too small", "write a whole number from 1 on"),
        (units.number, "1", "`1` is no number", "write digits only"),
        (bounds.probability, 1.5, "`1.5` is no probability", "write 0 to 1, or a share"),
        (units.iso_date, "1.3.2026", "`1.3.2026` is no date", "write year-month-day: 2026-03-01"),
        (units.iso_date, None, "`null` is no date", "write year-month-day: 2026-03-01"),
        (units.iso_date, "2026-02-30", "the calendar has no 2026-02-30", "write a day that exists"),
    ],
)
def test_refuses(parse: Parser, value: object, message: str, tip: str) -> None:
    with pytest.raises(units.QuantityError) as caught:
        parse(value)
    assert (caught.value.message, caught.value.tip) == (message, tip)


def test_an_effort_may_be_a_range_and_an_estimate() -> None:
    effort = units.effort("~0.5h..1d")
    assert effort.about
    assert str(effort.hours(Working())) == "0.5h..8h"


def test_a_capacity_knows_its_week() -> None:
    assert units.capacity("4h/day").hours_per_week(Working()) == 20


def test_long_values_are_shown_short() -> None:
    assert units.shown("x" * 90) == "`" + "x" * 37 + "...`"


@given(st.from_regex(units.EFFORT.pattern, fullmatch=True))
def test_what_an_effort_prints_reads_as_the_same(text: str) -> None:
    low, dots, high = text.removeprefix("~").partition("..")
    if dots and units.effort(low).hours(Working()).low > units.effort(high).hours(Working()).low:
        with pytest.raises(units.QuantityError, match="ends before it starts"):
            units.effort(text)
        return
    effort = units.effort(text)
    assert units.effort(str(effort)).hours(Working()) == effort.hours(Working())


def refusal(parse: Parser, value: object) -> units.QuantityError | None:
    try:
        parse(value)
    except units.QuantityError as error:
        return error
    return None


@given(st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.none()))
def test_nothing_but_a_quantity_error_is_raised(value: object) -> None:
    for parse in (units.effort, units.share, units.rate, units.size, units.count_range):
        error = refusal(parse, value)
        assert error is None or (error.message and error.tip)
