"""Small readings of tree nodes: their source text, dotted name, span, literal strings."""

import ast
from collections.abc import Sequence

from specgen.diagnostics import Span

LONGEST = 200  # characters of source kept of one argument


class Source:
    """The UTF-8 lines of one file, from which nodes' texts are cut."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines

    def text(self, node: ast.expr) -> str:
        """The source of an expression, white space collapsed, cut after ``LONGEST``."""
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        begin, end = node.col_offset, node.end_col_offset or 0
        if first == last:
            cut = self._lines[first][begin:end]
        else:
            middle = self._lines[first + 1 : min(last, first + 20)]
            tail = self._lines[last][:end] if last < first + 20 else b""
            cut = b" ".join((self._lines[first][begin:].strip(), *middle, tail))
        return " ".join(cut[: LONGEST * 4].decode("utf-8", "replace").split())[:LONGEST]

    def span(self, node: ast.stmt | ast.expr) -> Span:
        """Where a node stands; columns in characters, from 1."""
        end_line = node.end_lineno or node.lineno
        begin = self._column(node.lineno, node.col_offset)
        return Span(node.lineno, begin, end_line, self._column(end_line, node.end_col_offset or 0))

    def _column(self, line: int, offset: int) -> int:
        return len(self._lines[line - 1][:offset].decode("utf-8", "replace")) + 1


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of a name or attribute chain, the empty string of anything else."""
    if type(node) is ast.Name:
        return node.id
    parts: list[str] = []
    while type(node) is ast.Attribute:
        parts.append(node.attr)
        node = node.value
    if type(node) is not ast.Name:
        return ""
    parts.append(node.id)
    parts.reverse()
    return ".".join(parts)


def string(node: ast.expr | None) -> str:
    """The value of a literal string, else the empty string."""
    if type(node) is ast.Constant and isinstance(node.value, str):
        return node.value
    return ""


def strings(node: ast.expr | None) -> tuple[str, ...]:
    """The literal strings of a string, list, tuple or set."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return tuple(x for x in map(string, node.elts) if x)
    text = string(node)
    return (text,) if text else ()


def first_line(docstring: str | None) -> str:
    """The first line of a docstring, stripped."""
    return (docstring or "").strip().split("\n", 1)[0].strip()


def doc(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The docstring of a node as written, not dedented; empty where there is none."""
    if not node.body or type(node.body[0]) is not ast.Expr:
        return ""
    return string(node.body[0].value)
