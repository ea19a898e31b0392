"""The line as it should be written."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Span
from specgen.source.events import c_events, pure_events
from specgen.source.plain import plain
from specgen.source.quotes import MAX_TEXT, mended, quoted, rewritten
from specgen.source.read import read
from specgen.source.reading import Reading

PATH = PurePosixPath("specs/x.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", '"a: b"'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's \\d", "'it''s \\d'"),
        ("'it's'", '"it\'s"'),
        ('"', "'\"'"),
        ("", '""'),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab :#'\"\\[]{},&*!|>%@`-?", min_size=1, max_size=20))
def test_quoted_text_reads_as_itself(text: str) -> None:
    file, problems = read(PATH, f"k: {quoted(text)}\n".encode())
    assert problems == ()
    assert file.root is not None
    is_wrapped = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    assert plain(file.root) == {"k": text[1:-1] if is_wrapped else text}


def test_rewritten_keeps_the_rest_of_the_line() -> None:
    assert rewritten("  a: b c  # d", slice(5, 8)) == '  a: "b c"  # d'


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("a: b: c\n", (1, 5), 'a: "b: c"'),
        ("a:\n  - b: c: d  # e\n", (2, 9), '- b: "c: d"  # e'),
        ("a: @x\r\nb: c\r\n", (1, 4), 'a: "@x"'),
        ("x: [a: b: c, d]\n", (1, 9), 'x: [a: "b: c", d]'),
        ("a: @x\nb: @y\n", (1, 4), 'a: "@x"'),
        ("a: [\n", (1, 4), ""),
        ("a: ]\n", (1, 4), ""),
        ("a: b\n", (9, 1), ""),
        ('a: @x\nb: "\\UFFFFFFFF"\n', (1, 4), 'a: "@x"'),
    ],
)
def test_mended(text: str, start: tuple[int, int], expected: str) -> None:
    reading = Reading(PATH, text, c_events)
    assert mended(reading, Span(*start, *start)) == expected


def test_a_mistake_without_a_place_leaves_nothing_to_say() -> None:
    text = 'a: @x\nb: "\\UFFFFFFFF"\n'
    assert mended(Reading(PATH, text, pure_events), Span(1, 4, 1, 4)) == ""


def test_long_texts_are_not_tried() -> None:
    text = "a: b: c\n" + "# x\n" * (MAX_TEXT // 4)
    assert mended(Reading(PATH, text, c_events), Span(1, 5, 1, 5)) == ""
