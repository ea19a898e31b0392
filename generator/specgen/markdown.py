"""How text becomes Markdown that it cannot break out of: cells, code spans and tables."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "$": "&#36;",
    "\\": "\\\\",
    "`": "\\`",
    "*": "\\*",
    "[": "\\[",
    "]": "\\]",
    "~": "\\~",
}
_SPECIAL = re.compile(r"[&<>|$\\`*\[\]~]")
_HARMLESS = re.compile(r"[A-Za-z0-9 .,;:()'\"/+=%?!-]*")
_EDGE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # elsewhere it emphasises nothing
_CODE = re.compile(r"[A-Za-z0-9 _./:#@=%+,*()\[\]{}?!'\"~-]+")
_MARKER = "specgen-"  # seals and totals are found by it: only our own comments may hold it
_JOINERS = "\u200c\u200d"  # words and emoji are written with them
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """``text`` on one line, with whatever cannot be seen, or turns text around, named instead."""
    text = " ".join(text.split())
    return text if text.isprintable() else "".join(map(_shown, text))


def escaped(text: str) -> str:
    """``text`` as it reads, on one line, safe in a paragraph, a list item or a table cell."""
    text = visible(text)
    if _HARMLESS.fullmatch(text):
        return text.replace(_MARKER, "specgen&#45;") if _MARKER in text else text
    text = _SPECIAL.sub(lambda found: _ENTITIES[found.group()], text)
    return _EDGE.sub(r"\\_", text).replace(_MARKER, "specgen&#45;")


def code(text: str) -> str:
    """``text`` as a code span, or escaped where a code span could not hold it."""
    if _CODE.fullmatch(text) and _MARKER not in text and text == text.strip():
        return f"`{text}`"
    return escaped(text)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already; every line ends in a line end."""
    rule = ["---"] * len(headings)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, rule, *rows))


def _shown(char: str) -> str:
    if char in _JOINERS or unicodedata.category(char) not in _INVISIBLE:
        return char
    return (
        f"\N{MATHEMATICAL LEFT ANGLE BRACKET}U+{ord(char):04X}\N{MATHEMATICAL RIGHT ANGLE BRACKET}"
    )
