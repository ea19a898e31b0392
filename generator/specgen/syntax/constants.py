"""Expressions whose truth or emptiness the source settles, whatever the code under test does."""

import ast
import builtins

from specgen.syntax.text import dotted

BUILTINS = frozenset(dir(builtins))
_EMPTY_CALLS = frozenset({"list", "tuple", "dict", "set", "frozenset", "str", "bytes", "iter"})
_NEVER_TRUE = frozenset({"TYPE_CHECKING", "typing.TYPE_CHECKING", "t.TYPE_CHECKING"})
_FULL = (ast.List, ast.Tuple, ast.Set)


def empty_literal(node: ast.expr) -> bool:
    """Whether iterating over an expression gives nothing: ``[]``, ``{}``, ``""``, ``range(0)``."""
    if isinstance(node, _FULL):
        return not node.elts
    if type(node) is ast.Dict:
        return not node.keys
    if type(node) is ast.Constant:
        return node.value in ("", b"")
    if type(node) is ast.Call and not node.keywords:
        return _empty_call(node)
    return False


def _empty_call(call: ast.Call) -> bool:
    name = dotted(call.func)
    if name == "range":
        return len(call.args) == 1 and type(call.args[0]) is ast.Constant and not call.args[0].value
    if name in ("enumerate", "reversed", "sorted"):
        return len(call.args) == 1 and empty_literal(call.args[0])
    return name in _EMPTY_CALLS and all(map(empty_literal, call.args))


def truth(node: ast.expr) -> bool | None:
    """Whether an expression is always true or always false; nothing where it depends."""
    if type(node) is ast.Constant:
        return bool(node.value)
    if type(node) is ast.UnaryOp and type(node.op) is ast.Not:
        inner = truth(node.operand)
        return None if inner is None else not inner
    if type(node) is ast.BoolOp:
        return _joined(node)
    if type(node) is ast.Compare:
        return _compared(node)
    return _of_display(node)


def _joined(node: ast.BoolOp) -> bool | None:
    judged = [truth(x) for x in node.values]
    decisive = type(node.op) is ast.Or
    if decisive in judged:
        return decisive
    return None if None in judged else not decisive


def _compared(node: ast.Compare) -> bool | None:
    """A comparison of two literals by ``==``, ``!=`` or ``is``."""
    left, right = node.left, node.comparators[0]
    if len(node.ops) > 1 or type(left) is not ast.Constant or type(right) is not ast.Constant:
        return None
    same = left.value == right.value
    if isinstance(node.ops[0], ast.Eq | ast.Is):
        return same
    return not same if isinstance(node.ops[0], ast.NotEq | ast.IsNot) else None


def _of_display(node: ast.expr) -> bool | None:
    """Lists, tuples, generators, lambdas and texts are true where they hold anything."""
    if isinstance(node, _FULL):
        return None if any(type(x) is ast.Starred for x in node.elts) else bool(node.elts)
    if type(node) is ast.Dict:
        return None if None in node.keys else bool(node.keys)
    if type(node) is ast.JoinedStr:
        return True if any(type(x) is ast.Constant for x in node.values) else None
    if isinstance(node, ast.Lambda | ast.GeneratorExp):
        return True
    return False if dotted(node) in _NEVER_TRUE else None
