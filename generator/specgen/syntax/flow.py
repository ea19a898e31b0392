"""Where control does not get to: what follows a return, a raise, a skip."""

import ast
from collections.abc import Sequence

from specgen.syntax.calls import skip_call
from specgen.syntax.checks import call_kind
from specgen.syntax.constants import truth
from specgen.syntax.text import dotted

_LEAVING = frozenset({"pytest.exit", "sys.exit", "os._exit", "pytest.fail", "self.fail"})


def ends(statement: ast.stmt) -> bool:
    """Whether nothing that follows in the same block is ever reached."""
    match statement:
        case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
            return True
        case ast.Expr(value=ast.Call() as call):
            return _leaves(call)
        case ast.With() | ast.AsyncWith():
            return _returns(statement.body)
        case ast.If():
            return _ends_either_way(statement)
    return False


def _leaves(call: ast.Call) -> bool:
    chain = dotted(call.func)
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
