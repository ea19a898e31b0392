"""Bytes become text: bounded, strictly UTF-8, without the byte order mark."""

from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span

MAX_BYTES = 1_000_000

_FOREIGN_MARKS = (
    (b"\xff\xfe", "UTF-16 or UTF-32"),
    (b"\xfe\xff", "UTF-16"),
    (b"\0\0\xfe\xff", "UTF-32"),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_TOP = Span(1, 1, 1, 1)


def decode(path: PurePosixPath, data: bytes) -> str | Diagnostic:
    """The text of ``data`` without its byte order mark, or why it is not text that we read."""
    if len(data) > MAX_BYTES:
        message = f"file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        tip = "split the file; every top-level key may stand in several files"
        return Diagnostic("file-too-large", Severity.ERROR, Place(path, span=_TOP), message, tip)
    if name := next((name for mark, name in _FOREIGN_MARKS if data.startswith(mark)), ""):
        return _not_utf8(Place(path, span=_TOP), f"file is {name}")
    if b"\0" in data:
        place = Place(path, span=_span(data, data.index(b"\0")))
        tip = "move it out of the specs folder"
        return Diagnostic("binary-file", Severity.ERROR, place, "file is binary", tip)
    body = data.removeprefix(_UTF8_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(path, span=_span(body, error.start))
        return _not_utf8(place, f"byte 0x{body[error.start]:02x} is not UTF-8")


def _not_utf8(place: Place, message: str) -> Diagnostic:
    return Diagnostic("not-utf-8", Severity.ERROR, place, message, "save the file as UTF-8")


def _span(data: bytes, offset: int) -> Span:
    """The one character at ``offset``; other bytes count one column each."""
    before = data[:offset].decode("utf-8", "replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)
