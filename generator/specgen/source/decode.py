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
        return _refusal(
            "file-too-large",
            Place(path, span=_TOP),
            f"file has {len(data):,} bytes; the limit is {MAX_BYTES:,}",
            "split the file; every top-level key may stand in several files",
        )
    for mark, name in _FOREIGN_MARKS:
        if data.startswith(mark):
            return _refusal(
                "not-utf-8", Place(path, span=_TOP), f"file is {name}", "save the file as UTF-8"
            )
    if b"\0" in data:
        span = _span(data, data.index(b"\0"))
        return _refusal(
            "binary-file",
            Place(path, span=span),
            "file is binary",
            "move it out of the specs folder",
        )
    try:
        return data.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        body = data.removeprefix(_UTF8_MARK)
        return _refusal(
            "not-utf-8",
            Place(path, span=_span(body, error.start)),
            f"byte 0x{body[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        )


def _span(data: bytes, offset: int) -> Span:
    """The one character at ``offset``; other bytes count one column each."""
    before = data[:offset].decode("utf-8", "replace")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)


def _refusal(rule: str, place: Place, message: str, tip: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, place, message, tip)
