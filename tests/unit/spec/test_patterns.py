"""Patterns are tried when specs are read."""

import pytest

from specgen.spec.patterns import regex
from specgen.spec.units import QuantityError


@pytest.mark.parametrize("text", ["a", "^a$", "a$\\n", "(?m)a^b", r"\(", "^", "a|b^"])
def test_what_can_match_is_kept(text: str) -> None:
    assert regex(text) == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a (", "is no pattern: "),
        ("a^b", "begins after"),
        (r"a\Ab", "begins after"),
        ("a$b", "ends before"),
        ("", "is no pattern"),
        (3, "is no pattern"),
    ],
)
def test_what_can_not_is_refused(text: object, why: str) -> None:
    with pytest.raises(QuantityError, match=why):
        regex(text)
