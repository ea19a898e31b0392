"""Lines and columns of a syntax tree as byte offsets."""

import ast
from bisect import bisect_right
from itertools import accumulate


class Positions:
    """Where the lines of a text start.

    ``ast`` counts columns in UTF-8 bytes and ends lines at ``\\n``, ``\\r\\n`` and ``\\r`` only,
    as ``bytes.splitlines`` does (``str.splitlines`` does not).
    """

    def __init__(self, text: bytes) -> None:
        self._starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
        self._size = len(text)

    def line(self, number: int) -> int:
        """The first byte of line ``number``, which counts from 1; the text's end behind it."""
        return self._starts[number - 1] if number <= len(self._starts) else self._size

    def line_of(self, offset: int) -> int:
        """The number of the line that byte ``offset`` is in."""
        return bisect_right(self._starts, offset)

    def start(self, node: ast.stmt | ast.expr | ast.arg) -> int:
        """The first byte of ``node``, decorators left out."""
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.stmt | ast.expr | ast.arg) -> int:
        """The first byte behind ``node``."""
        return self._starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)

    def first_line(self, node: ast.stmt) -> int:
        """The number of the line that ``node`` starts in, decorators included."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        return min([node.lineno, *(d.lineno for d in decorators)])
