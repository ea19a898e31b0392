"""What is compared with what: literals, a name with itself, a call with its own result."""

import ast
from collections.abc import Mapping

from specgen.syntax.checks import cannot_fail, same_name
from specgen.syntax.constants import BUILTINS, truth
from specgen.syntax.model import CheckKind
from specgen.syntax.text import dotted

_EXPECTED = ("expect", "want", "reference", "should")
_OF_MOCKS = frozenset(
    f"assert_{name}"
    for name in (
        "called", "called_once", "called_with", "called_once_with", "any_call", "has_calls",
        "not_called", "awaited", "awaited_once", "awaited_with", "awaited_once_with", "any_await",
        "has_awaits", "not_awaited",
    )
)  # fmt: skip
_MISSPELT = frozenset({"called_once", "called_with", "called_once_with", "has_calls", "not_called"})

Assigned = Mapping[str, ast.expr]


def kind_of_assert(test: ast.expr, assigned: Assigned) -> CheckKind:
    """What kind of check ``assert test`` is; ``assigned`` are the values that variables were just
    given."""
    if cannot_fail(test):
        return CheckKind.CONSTANT
    if uncalled(test):
        return CheckKind.UNCALLED
    if type(test) is ast.Compare and len(test.ops) == 1 and type(test.ops[0]) is ast.Eq:
        return _kind_of_pair(test.left, test.comparators[0], assigned=assigned)
    return CheckKind.ASSERT


def uncalled(node: ast.expr) -> bool:
    """A mock's assertion that is named and not called, or one that mocks do not have."""
    if type(node) is ast.Attribute:
        return node.attr in _OF_MOCKS
    return (
        type(node) is ast.Call and type(node.func) is ast.Attribute and node.func.attr in _MISSPELT
    )


def kind_of_call(chain: str, call: ast.Call, *, assigned: Assigned) -> CheckKind:
    """What kind of check a call is whose name says that it asserts (``self.assertEqual(a, b)``)."""
    name = chain.rpartition(".")[2].replace("_", "").lower()
    first, second = (*call.args[:2], None, None)[:2]
    if first is None:
        return CheckKind.CALL
    if name in ("assertequal", "assertequals", "asserteq") and second is not None:
        kind = _kind_of_pair(first, second, assigned=assigned)
        both = all(type(x) is ast.Constant for x in (first, second))
        return CheckKind.CONSTANT if both else _or_call(kind)
    if name == "assertis" and second is not None and type(first) is ast.Name:
        return CheckKind.CONSTANT if same_name(first, second) else CheckKind.CALL
    return CheckKind.CONSTANT if _settled(name, first) else CheckKind.CALL


def mentions(node: ast.expr, name: str) -> bool:
    """Whether an expression reads the variable ``name``."""
    return any(type(x) is ast.Name and x.id == name for x in ast.walk(node))


def looks(chain: str, call: ast.Call) -> bool:
    """Whether a check looks at its first argument alone: ``assertTrue(x)``."""
    name = chain.rpartition(".")[2].replace("_", "").lower()
    return bool(call.args) and name in ("asserttrue", "assertisnotnone", "assert")


def raises_by_itself(call: ast.Call) -> bool:
    """``assertRaises(ValueError, int, "x")``: a built-in is called with literals."""
    called = call.args[1:]
    if not called or dotted(called[0]) not in BUILTINS:
        return False
    return all(type(x) is ast.Constant for x in called[1:])


def raises_alone(body: list[ast.stmt]) -> bool:
    """Whether a block does nothing but raise, or call built-ins with literals."""
    return all(map(_raises_alone, body))


def _raises_alone(statement: ast.stmt) -> bool:
    if type(statement) is ast.Raise:
        return _plain_error(statement.exc)
    if type(statement) is ast.Pass:
        return True
    if type(statement) is not ast.Expr:
        return False
    value = statement.value
    if type(value) is not ast.Call:
        return type(value) is ast.Constant
    literal = all(type(x) is ast.Constant for x in value.args) and not value.keywords
    return literal and dotted(value.func) in BUILTINS


def _plain_error(raised: ast.expr | None) -> bool:
    """An error class, or one made of literals."""
    made = raised.func if type(raised) is ast.Call else raised
    given = raised.args if type(raised) is ast.Call else []
    named = made is None or dotted(made).rpartition(".")[2][:1].isupper()
    return named and all(type(x) is ast.Constant for x in given)


def _or_call(kind: CheckKind) -> CheckKind:
    return CheckKind.CALL if kind is CheckKind.ASSERT else kind


def _settled(name: str, first: ast.expr) -> bool:
    """``assertTrue(True)``, ``assertFalse(0)``, ``assertIsNotNone("x")``."""
    if name in ("asserttrue", "assert"):
        return cannot_fail(first)
    if name == "assertfalse":
        return truth(first) is False
    if name == "assertisnotnone":
        return truth(first) is not None and not _is_none(first)
    return name == "assertisnone" and _is_none(first)


def _is_none(node: ast.expr) -> bool:
    return type(node) is ast.Constant and node.value is None


def _kind_of_pair(left: ast.expr, right: ast.expr, *, assigned: Assigned) -> CheckKind:
    if same_name(left, right):
        return CheckKind.CONSTANT
    left_call, right_call = _call(left, assigned), _call(right, assigned)
    if left_call is None or right_call is None or not _alike(left_call, right_call):
        return CheckKind.ASSERT
    names = [x.id for x in (left, right) if type(x) is ast.Name]
    if len(names) == 2 and not any(n.lower().startswith(_EXPECTED) for n in names):
        return CheckKind.ASSERT  # that two runs agree
    stale = any(_rebound(name, assigned) for name in names)
    return CheckKind.ASSERT if stale else CheckKind.CIRCULAR


def _rebound(name: str, assigned: Assigned) -> bool:
    """Whether what a variable was given reads a variable that was given something since."""
    order = list(assigned)
    since = order[order.index(name) :] if name in assigned else []
    return any(mentions(assigned[name], other) for other in since)


def _call(node: ast.expr, assigned: Assigned) -> ast.Call | None:
    """The call that a side of a comparison is, or that its variable was just given."""
    value = assigned.get(node.id) if type(node) is ast.Name else node
    inner = value.value if type(value) is ast.Await else value
    return inner if type(inner) is ast.Call else None


def _alike(left: ast.Call, right: ast.Call) -> bool:
    """The same function of the same arguments; not two equal objects of one class."""
    name = dotted(left.func)
    if not name or name != dotted(right.func) or len(left.args) != len(right.args):
        return False
    if name.rpartition(".")[2][:1].isupper() or name.partition(".")[0] in BUILTINS:
        return False
    return ast.dump(left) == ast.dump(right)
