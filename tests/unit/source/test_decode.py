"""Bytes become text or one refusal."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Diagnostic
from specgen.source.decode import MAX_BYTES, decode

PATH = PurePosixPath("specs/x.yaml")


def test_one_byte_order_mark_is_dropped() -> None:
    assert decode(PATH, b"\xef\xbb\xbf\xef\xbb\xbfa") == "\ufeffa"


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_is_read_as_written(text: str) -> None:
    assert decode(PATH, text.encode()) == text


def test_size_bound_is_exact() -> None:
    assert decode(PATH, b"x" * MAX_BYTES) == "x" * MAX_BYTES
    refusal = decode(PATH, b"x" * (MAX_BYTES + 1))
    assert isinstance(refusal, Diagnostic)
    assert refusal.message == "file has 1,000,001 bytes; the limit is 1,000,000"


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (b"\xff\xfea\0", "not-utf-8", "file is UTF-16 or UTF-32"),
        (b"\xfe\xff\0a", "not-utf-8", "file is UTF-16"),
        (b"\0\0\xfe\xff", "not-utf-8", "file is UTF-32"),
        (b"a\0", "binary-file", "file is binary"),
        (b"a\xc3", "not-utf-8", "byte 0xc3 is not UTF-8"),
    ],
)
def test_refusals(data: bytes, rule: str, message: str) -> None:
    refusal = decode(PATH, data)
    assert isinstance(refusal, Diagnostic)
    assert (refusal.rule, refusal.message) == (rule, message)
