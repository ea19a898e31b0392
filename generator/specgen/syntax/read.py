"""Bytes to a tree, or the reason why not; the only call of ``ast.parse`` in the package."""

import ast
import codecs
import re
import warnings
from dataclasses import dataclass

from specgen.diagnostics import Span
from specgen.syntax.model import NOWHERE

MAX_BYTES = 4_000_000
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_STANDS_ALONE = re.compile(rb"^[ \t\f]*(?:[#\r\n]|$)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree with the UTF-8 lines that its column offsets count in."""

    tree: ast.Module
    lines: list[bytes]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file has no tree, and where."""

    message: str
    span: Span = NOWHERE


def read_python(data: bytes) -> Parsed | Unreadable:
    """Parse Python source as the compiler would: coding cookie, BOM, any line ends."""
    if len(data) > MAX_BYTES:
        return Unreadable(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    text = _utf8(data)
    if isinstance(text, Unreadable):
        return text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.decode())  # of text, so that no coding line counts again
    except SyntaxError as error:
        return Unreadable(_phrase(error), _span(error))
    except (RecursionError, MemoryError):
        return Unreadable("is nested too deeply to be parsed")
    except ValueError as error:
        return Unreadable(f"cannot be parsed: {error}")
    return Parsed(tree, text.splitlines(keepends=True))


def _utf8(data: bytes) -> bytes | Unreadable:
    """The source as UTF-8 without BOM and with ``\\n`` line ends."""
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        return Unreadable("the file holds a NUL byte", Span(line, 1, line, 1))
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[3:] if bom else data
    encoding = _cookie(body)
    if encoding and not bom and encoding not in ("utf-8", "utf8"):
        return _recoded(body, encoding)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        return Unreadable("the file is not UTF-8 and has no coding line", Span(line, 1, line, 1))
    return _unix(body)


def _recoded(body: bytes, encoding: str) -> bytes | Unreadable:
    try:
        text = body.decode(encoding)
        return _unix(text.encode("utf-8"))
    except (LookupError, UnicodeError, ValueError):
        return Unreadable(f"the coding line says {encoding}, and the file is not that")


def _cookie(body: bytes) -> str:
    """The declared encoding, in lower case, or the empty string."""
    for line in body.splitlines()[:2] if len(body) < 2000 else body[:2000].splitlines()[:2]:
        match = _COOKIE.match(line)
        if match:
            return match[1].decode("ascii").lower().replace("_", "-")
        if not _STANDS_ALONE.match(line):
            return ""
    return ""


def _unix(utf8: bytes) -> bytes:
    return utf8.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in utf8 else utf8


def _phrase(error: SyntaxError) -> str:
    message = (error.msg or "invalid syntax").splitlines()[0]
    return f"does not parse: {message[:1].lower()}{message[1:]}"


def _span(error: SyntaxError) -> Span:
    line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
    return Span(line, column, line, column)
