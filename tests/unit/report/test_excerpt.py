"""The source line and the carets below it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specgen.diagnostics import Span
from specgen.report.excerpt import excerpt


def drawn(line: str, start: int, end: int, width: int = 80) -> list[str]:
    return list(excerpt((line,), Span(1, start, 1, end), width=width))


def test_carets_stand_below_the_span() -> None:
    assert drawn("tier: critcal", 7, 14) == ["tier: critcal", "      ^^^^^^^"]


def test_tabs_are_four_blanks() -> None:
    assert drawn("\ta\tb", 4, 5) == ["    a    b", "         ^"]


def test_wide_characters_take_two_cells() -> None:
    assert drawn("日本: 東京", 5, 7) == ["日本: 東京", "      ^^^^"]


def test_combining_characters_take_none() -> None:
    assert drawn("e\u0301: x", 5, 6) == ["e\u0301: x", "   ^"]


def test_what_is_unseen_is_shown_and_counted() -> None:
    assert drawn("a\x1bb: x", 6, 7) == ["a\\x1bb: x", "        ^"]


def test_span_without_width_has_one_caret() -> None:
    assert drawn("a: b", 3, 3) == ["a: b", "  ^"]


@pytest.mark.parametrize("column", [5, 50])
def test_span_behind_the_end_has_one_caret_there(column: int) -> None:
    assert drawn("a: b", column, column) == ["a: b", "    ^"]


def test_empty_line() -> None:
    assert drawn("", 1, 1) == ["", "^"]
    assert list(excerpt((), Span(1, 1, 1, 1), width=80)) == ["", "^"]


def test_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert list(excerpt(("a: [b,  ", "  c]"), Span(1, 4, 2, 5), width=80)) == [
        "a: [b,",
        "   ^^^",
    ]


def test_long_line_is_cut_behind() -> None:
    line, carets = drawn("key: " + "x" * 100, 1, 4, width=30)
    assert line == "key: " + "x" * 24 + "…"
    assert carets == "^^^"


def test_long_line_is_cut_before() -> None:
    line, carets = drawn("x" * 100 + " here", 102, 106, width=30)
    assert line == "…" + "x" * 19 + " here"
    assert carets == " " * 21 + "^^^^"


def test_long_line_is_cut_on_both_sides() -> None:
    line, carets = drawn("x" * 100 + "HERE" + "y" * 100, 101, 105, width=30)
    assert line == "…" + "x" * 20 + "HERE" + "y" * 4 + "…"
    assert carets == " " * 21 + "^^^^"


def cells(shown: str) -> int:
    return sum({"日": 2, "😀": 2, "\u0301": 0}.get(character, 1) for character in shown)


@example("aaaaa" + "\x1b" * 5, 10, 0, 24)
@given(
    st.text(alphabet="ab \té日\u0301\x1b\u202e😀", max_size=60),
    st.integers(1, 70),
    st.integers(0, 70),
    st.integers(24, 60),
)
def test_laws(line: str, start: int, length: int, width: int) -> None:
    """The caret line is blanks and then at least one caret, and its first caret is in view."""
    shown, carets = drawn(line, start, start + length, width)
    assert carets.strip(" ").strip("^") == ""
    assert carets.endswith("^")
    assert cells(shown) <= width
    assert len(carets) <= width
    assert carets.index("^") < width
    assert "\t" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
