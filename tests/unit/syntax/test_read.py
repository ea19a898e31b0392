"""Bytes to trees: what the compiler reads is read, and everything else says why not."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.diagnostics import Span
from specgen.syntax.read import Parsed, Unreadable, read_python


def value(data: bytes) -> object:
    """The literal that ``x`` is assigned."""
    parsed = read_python(data)
    assert isinstance(parsed, Parsed), parsed
    assign = next(n for n in parsed.tree.body if isinstance(n, ast.Assign))
    return ast.literal_eval(assign.value)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"x = 1", 1),
        (b"\xef\xbb\xbfx = 1", 1),
        (b"\xef\xbb\xbf# coding: utf-8\nx = '\xc3\xa9'", "é"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'", "é"),
        (b"#!/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x93'", "“"),
        (b"# coding: utf-8\nx = '\xc3\xa9'", "é"),
        (b"pass\n# coding: latin-1\nx = '\xc3\xa9'", "é"),
        (b"\r\nx = 1\r\n", 1),
        (b"\rx = 1\r", 1),
        (b"x = '\\d'", "\\d"),
    ],
)
def test_source_is_read_as_the_compiler_reads_it(data: bytes, expected: object) -> None:
    assert value(data) == expected


@pytest.mark.parametrize(
    ("data", "message", "span"),
    [
        (b"x = (", "does not parse: '(' was never closed", Span(1, 5, 1, 5)),
        (b"x\0", "the file holds a NUL byte", Span(1, 1, 1, 1)),
        (b"a\nb\0", "the file holds a NUL byte", Span(2, 1, 2, 1)),
        (b"x\n\xff", "the file is not UTF-8 and has no coding line", Span(2, 1, 2, 1)),
        (b"# coding: no-such\nx", "the coding line says no-such, and the file is not that", None),
        (b"# coding: ascii\n\xff", "the coding line says ascii, and the file is not that", None),
        (b"-" * 200_000 + b"1", "is nested too deeply to be parsed", None),
        (b"a" + b".b" * 200_000, "is nested too deeply to be parsed", None),
        (b"#" * 4_000_001, "the file is larger than 4 MB", None),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str, span: Span | None) -> None:
    found = read_python(data)
    assert isinstance(found, Unreadable)
    assert found.message == message
    assert span is None or found.span == span


def test_a_megabyte_on_one_line_is_read() -> None:
    assert value(b"x = '" + b"a" * 1_000_000 + b"'") == "a" * 1_000_000


@given(st.binary(max_size=60))
@settings(max_examples=examples(200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert isinstance(read_python(data), Parsed | Unreadable)
