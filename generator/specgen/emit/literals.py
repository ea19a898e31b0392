"""Strings and docstrings that black leaves alone and that nothing inside can break out of."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_BLANK = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"\n\s*(?=- |\d+\. )")
_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(text: str) -> str:
    """``text`` with everything escaped that is not plainly visible, quotes left as they are."""
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_escape, text))


def _escape(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def quoted(text: str) -> str:
    """The string literal that black would write: double quotes unless single ones escape less."""
    body = escaped(text)
    doubles = body.count('"')
    if doubles > body.count("'"):
        return "'" + body.replace("'", "\\'") + "'"
    return '"' + (body.replace('"', '\\"') if doubles else body) + '"'


def columns(text: str) -> int:
    """The least width of ``text`` in columns that any black counts.

    Wide characters take two.  What black's versions disagree about takes none: combining
    characters (0 until 25, 1 from 26 on), and symbols that a newer Unicode made wide.
    """
    return len(text) if text.isascii() else sum(_least(char) for char in text)


def most_columns(text: str) -> int:
    """The greatest width of ``text`` in columns that any black counts."""
    return len(text) if text.isascii() else sum(_least(char) or 2 for char in text)


@lru_cache(maxsize=4096)
def _least(char: str) -> int:
    """The width that every black gives ``char``, whichever Unicode it knows; 0 where none is
    sure."""
    category = unicodedata.category(char)
    if category[0] not in "LP" and category != "Nd" and not char.isascii():
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def chunks(text: str, room: int) -> Iterator[str]:
    """``text`` cut into pieces whose literals take at most ``room`` columns, at spaces if it can.

    The pieces joined are ``text`` again; ``room`` below 12 columns counts as 12, so that one
    escaped character always fits.
    """
    room = max(room, 12)
    if _plain(text):
        yield from _plain_chunks(text, room - 2)
        return
    piece = ""
    for word in _words(text, room):
        if piece and columns(quoted(piece + word)) > room:
            yield piece
            piece = ""
        piece += word
    if piece:
        yield piece


def _plain(text: str) -> bool:
    """Whether every character is one column and stands for itself in a literal."""
    return text.isascii() and text.isprintable() and '"' not in text and "\\" not in text


def _plain_chunks(text: str, room: int) -> Iterator[str]:
    while len(text) > room:
        cut = text.rfind(" ", 0, room) + 1 or room
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def _words(text: str, room: int) -> Iterator[str]:
    """The words of ``text`` with the spaces behind them, cut where one alone is too long."""
    for word in re.findall(r" *[^ ]+ ?| +", text):
        if columns(quoted(word)) <= room:
            yield word
            continue
        step = (room - 2) // (2 if word.isascii() and word.isprintable() else 10)
        for start in range(0, len(word), step):
            yield word[start : start + step]


def docstring(text: str, *, indent: int, width: int) -> str:
    """The docstring literal of ``text`` for a body indented by ``indent`` columns.

    Lines are wrapped at ``width``; blank lines part paragraphs, and a list item (``- ``, ``1. ``)
    starts a line.  The closing quotes stand on a line of their own unless there is but one.
    """
    lines = _wrapped(text, width - indent, taken=3)
    if len(lines) == 1 and columns(lines[0]) > width - indent - 6:
        lines = _wrapped(text, width - indent, taken=6)
    if len(lines) == 1:
        return f'"""{_padded(lines[0])}"""'
    margin = " " * indent
    body = "".join(f"{margin}{line}\n" if line else "\n" for line in lines[1:])
    first = " " + lines[0] if lines[0].startswith('"') else lines[0]
    return f'"""{first}\n{body}{margin}"""'


def _padded(line: str) -> str:
    """``line`` kept apart from the quotes around it, as black does it."""
    start = " " if line.startswith('"') else ""
    return start + line + (" " if line.endswith('"') else "")


def _wrapped(text: str, room: int, *, taken: int) -> list[str]:
    """The escaped lines of a docstring; the first leaves room for ``taken`` columns of quotes."""
    lines: list[str] = []
    text = text.strip()
    for block in _BLANK.split(text) if "\n" in text else (text,):
        if lines:
            lines.append("")
        for item in _ITEM.split(block) if "\n" in block else (block,):
            lines += _filled(item.split() or ["..."], room, taken=taken)
            taken = 0
    return lines


def _filled(words: list[str], room: int, *, taken: int) -> list[str]:
    joined = " ".join(words)
    if _plain(joined):
        return _plainly_filled(joined, room, taken=taken)
    lines: list[str] = []
    line = ""
    for word in words:
        piece = _unquoted(escaped(word))
        if line and taken + columns(line) + 1 + columns(piece) > room:
            lines.append(line)
            line, taken = "", 0
        line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _plainly_filled(text: str, room: int, *, taken: int) -> list[str]:
    lines: list[str] = []
    while taken + len(text) > room:
        cut = text.rfind(" ", 0, max(room - taken, 0) + 1)
        cut = cut if cut >= 0 else text.find(" ")
        if cut < 0:
            break
        lines.append(text[:cut])
        text, taken = text[cut + 1 :], 0
    return [*lines, text]


def _unquoted(word: str) -> str:
    """``word`` with no run of quotes that could end a docstring."""
    return re.sub('"{3,}', lambda run: '\\"' * len(run[0]), word)
