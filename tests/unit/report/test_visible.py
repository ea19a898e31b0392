"""What cannot be seen is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.report.visible import visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 日本 😀 `x`", "plain é 日本 😀 `x`"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\x00\x1b[31m\x7f\x9b", "\\x00\\x1b[31m\\x7f\\x9b"),
        ("\u202e\u2066\u200b\u200f", "\\u202e\\u2066\\u200b\\u200f"),
        ("\u2028\u2029\ufeff\xad", "\\u2028\\u2029\\ufeff\\xad"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters()))
def test_nothing_that_controls_or_hides_is_left(text: str) -> None:
    kinds = {unicodedata.category(character) for character in visible(text)}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(visible(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert visible(visible(text)) == visible(text)


def test_diffs_keep_lines_and_tabs() -> None:
    assert visible_lines("-a\tb\r\n+\x1bc\n") == "-a\tb\\r\n+\\x1bc\n"
