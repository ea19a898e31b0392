"""The names that a file's code refers to."""

import ast
import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d]\w*")
_LONGEST = 200  # of a string that may be an annotation


def used_names(tree: ast.Module, *, strings: bool = True) -> frozenset[str]:
    """Every name that is read, with ``strings`` also in those that may be annotations; docstrings
    left out."""
    used: set[str] = set()
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name):
            used.add(node.id)
        elif isinstance(node, ast.Constant):
            if strings and isinstance(node.value, str) and len(node.value) < _LONGEST:
                used.update(_WORD.findall(node.value))
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            todo += _children(node)
    return frozenset(used)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes right below ``node``; twice as fast as ``ast.iter_child_nodes``."""
    for value in vars(node).values():
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (v for v in value if isinstance(v, ast.AST))
