"""How many lines of a module coverage.py would ask for, where nobody measured it."""

import ast
import re
from collections.abc import Iterator, Sequence

# what coverage.py leaves out unless it is told otherwise
_EXCLUDED = re.compile(
    rb"#\s*(?:pragma|PRAGMA)[:\s]?\s*(?:no|NO)\s*(?:cover|COVER)|^\s*if (?:typing\.)?TYPE_CHECKING:"
)
_SCOPES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SILENT = (ast.Global, ast.Nonlocal)
_Block = ast.stmt | ast.excepthandler | ast.match_case


def statements(tree: ast.Module, lines: Sequence[bytes]) -> int:
    """The lines of ``tree`` on which a statement begins that leaves a trace when it runs.

    Docstrings, and what a comment excludes from coverage, count for nothing.
    """
    found: set[int] = set()
    left: list[tuple[_Block | ast.Module, bool]] = [(tree, False)]
    while left:
        node, inside = left.pop()
        local = inside or isinstance(node, _FUNCTIONS)
        for child in _children(node):
            line = child.pattern.lineno if isinstance(child, ast.match_case) else child.lineno
            if _EXCLUDED.search(lines[line - 1]):
                continue
            if not _is_silent(child, local):
                found.add(line)
                found.update(x.lineno for x in getattr(child, "decorator_list", ()))
            left.append((child, local))
    return len(found)


def _children(node: _Block | ast.Module) -> Iterator[_Block]:
    """The statements, handlers and cases directly in ``node``, without its docstring."""
    body: Sequence[ast.stmt] = getattr(node, "body", ())
    yield from body[1:] if isinstance(node, _SCOPES) and _has_docstring(body) else body
    for name in ("handlers", "cases", "orelse", "finalbody"):
        yield from getattr(node, name, ())


def _has_docstring(body: Sequence[ast.stmt]) -> bool:
    return bool(body) and _is_constant(body[0], str)


def _is_silent(child: _Block, local: bool) -> bool:
    """Whether Python runs nothing for it: ``global``, a lone constant, a local annotation."""
    if isinstance(child, ast.AnnAssign):
        return local and child.value is None
    return isinstance(child, _SILENT) or _is_constant(child, object)


def _is_constant(child: _Block, kind: type) -> bool:
    return (
        isinstance(child, ast.Expr)
        and isinstance(child.value, ast.Constant)
        and isinstance(child.value.value, kind)
    )
