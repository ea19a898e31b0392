"""Lays the brackets of generated Python out as black would, without black.

Three forms, tried in order: all on one line; the contents on a line of their own; one item per
line with a trailing comma.  Where the printer cannot be sure of black's verdict, `doubtful` says
so, and the caller asks black.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from specgen.emit.literals import chunks, columns, most_columns, quoted
from specgen.test_types.model_code import (
    Call,
    DictOf,
    Keyword,
    ListOf,
    Node,
    Pair,
    Raw,
    Text,
    TupleOf,
)

STEP = 4


class Line(NamedTuple):
    """What stands around an expression: the indentation, the text before it and behind it.

    A named tuple: a build makes some for every test.
    """

    indent: int
    width: int
    before: str = ""
    behind: str = ""

    def holds(self, text: str) -> bool:
        """Whether the expression ``text`` fits here on one line.

        What black's versions count differently is given the benefit: `doubtful` sees it.
        """
        if "\n" in text:
            return False
        return self.indent + columns(self.before + text + self.behind) <= self.width

    def write(self, text: str) -> str:
        """The expression ``text`` in its line."""
        return " " * self.indent + self.before + text + self.behind

    def inside(self, behind: str) -> "Line":
        """A line of the contents of a bracket that opens here."""
        return Line(self.indent + STEP, self.width, "", behind)


def flat(node: Node) -> str:
    """``node`` on one line."""
    match node:
        case Raw(text):
            return text
        case Text(value):
            return quoted(value)
        case Keyword(name, value):
            return f"{name}={flat(value)}"
        case Pair(key, value):
            return f"{flat(key)}: {flat(value)}"
        case TupleOf((only,)):
            return f"({flat(only)},)"
    opening, items, closing = _bracket(node)
    return opening + ", ".join(map(flat, items)) + closing


def lay_out(node: Node, line: Line) -> str:
    """``node`` as the line or lines that black would make of it, without the last line end."""
    return _lay_out(node, line, text=flat(node))


def _lay_out(node: Node, line: Line, *, text: str) -> str:
    """``lay_out`` where ``text``, the node on one line, is known."""
    if line.holds(text) or isinstance(node, Raw):
        return line.write(text)
    if isinstance(node, Text):
        return _lay_out_text(node, line)
    if isinstance(node, Keyword):
        return lay_out(node.value, _prefixed(line, f"{node.name}="))
    if isinstance(node, Pair):
        value = node.value if not isinstance(node.value, Text) else Raw(flat(node.value))
        return lay_out(value, _prefixed(line, f"{flat(node.key)}: "))
    return _lay_out_bracket(node, line, text=text)


def lay_out_def(start: str, parameters: Sequence[str], *, line: Line) -> str:
    """A ``def`` header: ``start`` up to the name; behind ``line`` stands ``) -> None:``."""
    whole = f"{start}({', '.join(parameters)}"
    if line.holds(whole) or not parameters:
        return line.write(whole)
    inner = line.inside("")
    joined = ", ".join(parameters)
    if len(parameters) > 1 and inner.holds(joined):
        body = inner.write(joined)
    else:
        body = "\n".join(inner.write(f"{parameter},") for parameter in parameters)
    margin = " " * line.indent
    return f"{margin}{line.before}{start}(\n{body}\n{margin}{line.behind}"


def doubtful(text: str, width: int) -> bool:
    """Whether black might lay ``text`` out otherwise: a line is too long and could be split.

    That is a line too long that is no part of a docstring, no comment, and no lone string.  A line
    is too long if it is by any version of black, which do not count characters alike.
    """
    if text.isascii() and max(map(len, text.split("\n"))) <= width:
        return False
    bare = re.sub(r'(?ms)^ *"""(?:[^"\\]|\\.|"(?!""))*"""$', "", text)
    long = (line for line in bare.split("\n") if most_columns(line) > width)
    return any(not _LONE.fullmatch(line) for line in long)


_LONE = re.compile(r""" *(?:\#.*|(?:\w+=)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'),?)""")


def _prefixed(line: Line, before: str) -> Line:
    return Line(line.indent, line.width, line.before + before, line.behind)


def _bracket(node: Node) -> tuple[str, tuple[Node, ...], str]:
    match node:
        case Call(function, arguments):
            return f"{function}(", arguments, ")"
        case ListOf(items):
            return "[", items, "]"
        case TupleOf(items):
            return "(", items, ")"
        case DictOf(pairs):
            return "{", pairs, "}"
    raise TypeError(f"{type(node).__name__} has no bracket")


def _lay_out_text(node: Text, line: Line) -> str:
    """A string too long for its line: several literals, where it stands inside brackets alone."""
    room = line.width - line.indent - len(line.before) - len(line.behind)
    pieces = [quoted(piece) for piece in chunks(node.value, room)] if node.wrap else []
    if len(pieces) < 2 or line.before:
        return line.write(quoted(node.value))
    margin = " " * line.indent
    return "\n".join(margin + piece for piece in pieces) + line.behind


def _lay_out_bracket(node: Node, line: Line, *, text: str) -> str:
    opening, items, closing = _bracket(node)
    if not items:
        return line.write(text)
    margin = " " * line.indent
    head = margin + line.before + opening
    tail = margin + closing + line.behind
    joined = text[len(opening) : -len(closing)]
    inner = line.inside("")
    explode = len(items) > 1 and not isinstance(node, Call)
    if not explode and inner.holds(joined):
        return f"{head}\n{inner.write(joined)}\n{tail}"
    comma = "," if len(items) > 1 or isinstance(node, TupleOf) else ""
    each = line.inside(comma)
    if len(items) == 1 and not comma:
        return f"{head}\n{_lay_out(items[0], each, text=joined)}\n{tail}"
    body = "\n".join([lay_out(item, each) for item in items])
    return f"{head}\n{body}\n{tail}"
