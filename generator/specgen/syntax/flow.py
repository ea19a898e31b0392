"""Where control does not get to: what follows a return, a raise, a skip."""

import ast
from collections.abc import Sequence

from specgen.syntax.calls import skip_call
from specgen.syntax.checks import call_kind
from specgen.syntax.constants import truth
from specgen.syntax.text import dotted

_FINAL = frozenset({ast.Return, ast.Raise, ast.Continue, ast.Break})
MAY_END = _FINAL | {ast.Expr, ast.With, ast.AsyncWith, ast.If}
_NAMES = frozenset({"skip", "xfail", "fail", "exit", "_exit", "skipTest"})
_LEAVING = frozenset({"pytest.exit", "sys.exit", "os._exit", "pytest.fail", "self.fail"})


def ends(statement: ast.stmt) -> bool:
    """Whether nothing that follows in the same block is ever reached."""
    kind = type(statement)
    if kind in _FINAL:
        return True
    if kind is ast.Expr:
        call = statement.value  # type: ignore[attr-defined]  # kind was just tested
        return type(call) is ast.Call and _leaves(call)
    if isinstance(statement, ast.With | ast.AsyncWith):
        return _returns(statement.body)
    return isinstance(statement, ast.If) and _ends_either_way(statement)


def _leaves(call: ast.Call) -> bool:
    func = call.func
    if (func.attr if type(func) is ast.Attribute else getattr(func, "id", "")) not in _NAMES:
        return False
    chain = dotted(func)
    skip = skip_call(chain, call) if chain else None
    return chain in _LEAVING or (skip is not None and not skip.condition)


def _ends_either_way(statement: ast.If) -> bool:
    settled = truth(statement.test)
    if settled is not None:
        return any(map(ends, statement.body if settled else statement.orelse))
    return any(map(ends, statement.body)) and any(map(ends, statement.orelse))


def _returns(body: Sequence[ast.stmt]) -> bool:
    """A return leaves every block; what is raised may be caught by the one around it."""
    return any(type(statement) is ast.Return for statement in body)


def holds_checks(body: Sequence[ast.stmt]) -> bool:
    """Whether statements hold an assertion, or a call that asserts by its name."""
    nodes = (node for statement in body for node in ast.walk(statement))
    return any(
        type(node) is ast.Assert
        or (type(node) is ast.Call and call_kind(dotted(node.func), node) is not None)
        for node in nodes
    )
