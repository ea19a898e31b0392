"""The core schema: plain text means what YAML 1.2 says, no more."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.source.core_schema import MAX_NUMBER_LENGTH, NumberTooLarge, value_of
from specgen.source.model import Value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("yes", "yes"),
        ("on", "on"),
        ("no", "no"),
        ("012", 12),
        ("-7", -7),
        ("+7", 7),
        ("0o17", 15),
        ("0xFf", 255),
        ("0b11", "0b11"),
        ("-0x1", "-0x1"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2025-11-28", "2025-11-28"),
        ("3.10", 3.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        (".", "."),
        ("-", "-"),
        ("+.", "+."),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("inf", "inf"),
        ("nan", "nan"),
        ("٣", "٣"),
        ("1٣", "1٣"),
        ("20%", "20%"),
        ("2h", "2h"),
        ("-" * 200, "-" * 200),
    ],
)
def test_value(text: str, value: Value) -> None:
    found = value_of(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number() -> None:
    found = value_of(".NaN")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    "text", ["9" * (MAX_NUMBER_LENGTH + 1), "0x" + "f" * 5000, "0." + "1" * 200, "1e999", "-1e999"]
)
def test_too_large(text: str) -> None:
    with pytest.raises(NumberTooLarge):
        value_of(text)


@given(st.integers())
def test_integers_are_read_as_python_writes_them(number: int) -> None:
    assert value_of(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_are_read_as_python_writes_them(number: float) -> None:
    assert value_of(repr(number)) == number


@given(st.text(alphabet="0123456789abcdefxXoO+-._eE~nulNtrfas", max_size=8))
def test_never_fails_on_short_text(text: str) -> None:
    try:
        value = value_of(text)
    except NumberTooLarge:
        assert "e" in text.lower()
    else:
        assert (
            value == text
            or text.lower() in ("null", "~", "", "true", "false")
            or isinstance(value, int | float)
        )
