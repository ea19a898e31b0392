"""No text breaks out of its literal, and black leaves every literal alone."""

import ast
import sys

import black
import pytest
from black.strings import str_width
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.emit.literals import chunks, columns, docstring, most_columns, quoted

NASTY = st.text() | st.text(alphabet="ab \"'\\\n\r\t{}\x00\x1b\x85\u202e\u2028\ufeff\ud800é漢𝔘")


def read(literal: str) -> object:
    return ast.literal_eval(literal.encode("ascii", "backslashreplace").decode("ascii"))


@settings(max_examples=examples(200))
@given(NASTY)
@example('"' * 7 + "'" * 2 + "\\")
@example("\ud800\udfff")
def test_a_string_is_what_its_literal_says(text: str) -> None:
    literal = quoted(text)
    assert read(literal) == text
    assert literal.isprintable()


@settings(max_examples=examples(100), deadline=None)
@given(NASTY)
def test_black_keeps_a_string(text: str) -> None:
    line = f"x = {quoted(text)}\n"
    assert black.format_str(line, mode=black.Mode(line_length=10_000)) == line


@settings(max_examples=examples(200))
@given(NASTY, st.integers(1, 80))
def test_pieces_join_to_the_text_and_fit(text: str, room: int) -> None:
    pieces = list(chunks(text, room))
    assert "".join(pieces) == text
    assert all(columns(quoted(piece)) <= max(room, 12) for piece in pieces)


@settings(max_examples=examples(200), deadline=None)
@given(NASTY, st.integers(60, 120))
@example('"""', 60)
@example('ends with a quote"', 60)
@example("ends with a backslash\\", 60)
@example("", 60)
@example("w" * 300, 60)
@example("- a\n- b\n\n1. c\n2. d", 60)
def test_a_docstring_stays_one_and_black_keeps_it(text: str, width: int) -> None:
    source = f"def f() -> None:\n    {docstring(text, indent=4, width=width)}\n    x = 1\n"
    tree = ast.parse(source.encode("utf-8"))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(tree.body) == 1
    assert len(function.body) == 2
    words = [w for w in (ast.get_docstring(function) or "").split() if w != "..."]
    assert "".join(words) == "".join(w for w in text.split() if w != "...")
    assert black.format_str(source, mode=black.Mode(line_length=width)) == source


def test_lines_of_a_docstring_fit() -> None:
    laid = docstring("word " * 100 + "\n\n" + "- item " * 30, indent=4, width=60)
    assert all(len(line) <= 60 for line in laid.split("\n"))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("abc", 3, 3),
        ("漢字", 4, 4),
        ("é", 1, 1),
        ("e\u0301", 1, 3),  # black 25 counts no column for the accent, black 26 one
        ("☰", 0, 2),  # one column until Unicode 15, two from 16 on
    ],
)
def test_columns(text: str, least: int, most: int) -> None:
    assert (columns(text), most_columns(text)) == (least, most)


def test_black_counts_every_character_within_those_bounds() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    shown = (char for char in every if char.isprintable())  # others are escaped
    outside = [c for c in shown if not columns(c) <= str_width(c) <= most_columns(c)]
    assert outside == []


def test_ten_kilobytes_in_one_word() -> None:
    text = "\u202e" * 10_000
    assert "".join(chunks(text, 60)) == text


@pytest.mark.parametrize("length", range(60, 82))
def test_a_docstring_of_one_line_leaves_room_for_its_quotes(length: int) -> None:
    text = ("word " * 20)[:length].strip()
    laid = f"    {docstring(text, indent=4, width=80)}"
    assert max(map(len, laid.splitlines())) <= 80
    assert len(laid.splitlines()) == (1 if len(text) <= 70 else 3)
