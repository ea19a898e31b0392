"""Which statements and calls can fail on a wrong result, told by their shape and name."""

import ast
from functools import cache

from specgen.syntax.constants import empty_literal, truth
from specgen.syntax.model import CheckKind
from specgen.syntax.text import dotted

_RAISES = frozenset(
    [
        "raises",
        "warns",
        "deprecated_call",
        "assertRaises",
        "assertRaisesRegex",
        "assertWarns",
        "assertWarnsRegex",
        "assertLogs",
        "assertNoLogs",
        "RaisesGroup",
        "RaisesExc",
    ]
)
_CALLS = frozenset(
    [
        "fail",
        "verify",
        "should",
        "match_snapshot",
        "check_call",
        "check_output",
        "raise_for_status",
        "fnmatch_lines",
        "fnmatch_lines_random",
        "re_match_lines",
        "re_match_lines_random",
        "no_fnmatch_line",
        "no_re_match_line",
        "run_state_machine_as_test",
        "testmod",
        "testfile",
        "check_schema",
        "expect",
    ]
)
_FIXTURES = frozenset(
    [
        "benchmark",
        "snapshot",
        "data_regression",
        "file_regression",
        "num_regression",
        "ndarrays_regression",
        "dataframe_regression",
        "image_regression",
        "image_snapshot",
    ]
)
_REFLEXIVE = (ast.Eq, ast.LtE, ast.GtE)
_BROAD = frozenset({"Exception", "BaseException", "AssertionError"})


def call_kind(chain: str, call: ast.Call) -> CheckKind | None:
    """Whether calling ``chain`` is a check by its name; nothing where it is not."""
    kind = _kind_of(chain)
    if kind is None and chain.endswith("run"):
        last = chain.rpartition(".")[2]
        if last == "run" and any(k.arg == "check" and is_true(k.value) for k in call.keywords):
            return CheckKind.CALL
    return kind


@cache
def _kind_of(chain: str) -> CheckKind | None:
    """What the name alone says; the same few names are called again and again."""
    root, _, rest = chain.partition(".")
    last = chain.rpartition(".")[2]
    if last in _RAISES:
        return CheckKind.RAISES
    if last.lower().lstrip("_").startswith("assert") or last in _CALLS:
        return CheckKind.CALL
    if root in _FIXTURES or (root == "self" and rest.partition(".")[0] in _FIXTURES):
        return CheckKind.CALL
    return None


def is_true(node: ast.expr) -> bool:
    """Whether an expression is a literal that is always true."""
    return type(node) is ast.Constant and bool(node.value)


def cannot_fail(test: ast.expr) -> bool:
    """Whether ``assert test`` holds whatever the code under test does."""
    if truth(test) is True:
        return True
    if type(test) is ast.BoolOp:
        judged = [cannot_fail(x) for x in test.values]
        return any(judged) if type(test.op) is ast.Or else all(judged)
    if type(test) is ast.Compare:
        return len(test.ops) == 1 and _settled(test)
    return type(test) is ast.Call and _of_everything(test)


def _settled(test: ast.Compare) -> bool:
    """A comparison of a name with itself, or of a length with zero."""
    left, op, right = test.left, test.ops[0], test.comparators[0]
    if same_name(left, right):
        return type(op) in _REFLEXIVE or (type(op) is ast.Is and type(left) is ast.Name)
    if type(left) is ast.Call and dotted(left.func) == "len":
        zero = type(right) is ast.Constant and right.value == 0
        return zero and type(op) is ast.GtE
    return False


def same_name(left: ast.expr, right: ast.expr) -> bool:
    """Whether both are the same name or attribute."""
    named = type(left) is type(right) and isinstance(left, ast.Name | ast.Attribute)
    return named and bool(dotted(left)) and dotted(left) == dotted(right)


def _of_everything(call: ast.Call) -> bool:
    """``isinstance(x, object)``, ``all([])``."""
    name = dotted(call.func)
    if name == "isinstance" and len(call.args) == 2:
        return dotted(call.args[1]) == "object"
    return name == "all" and len(call.args) == 1 and empty_iteration(call.args[0])


def empty_iteration(node: ast.expr) -> bool:
    """Whether a literal or comprehension gives nothing, for the source says so."""
    if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp):
        return empty_literal(node.generators[0].iter)
    return empty_literal(node)


def swallows(node: ast.Try | ast.TryStar) -> bool:
    """Whether an assertion that fails in the ``try`` is lost in a handler, or by a last return."""
    if any(type(last) is ast.Return for last in node.finalbody[-1:]):
        return True
    return any(_broad(h.type) and all(map(_idle, h.body)) for h in node.handlers)


def suppresses(call: ast.expr) -> bool:
    """Whether a with-item is ``contextlib.suppress`` of assertion errors."""
    if type(call) is not ast.Call or not dotted(call.func).endswith("suppress"):
        return False
    return any(_broad(x) for x in call.args)


def _broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if type(caught) is ast.Tuple else [caught]
    return any(dotted(x) in _BROAD for x in names)


def _idle(statement: ast.stmt) -> bool:
    """Whether a handler's statement lets the error go: pass, a constant, print or logging."""
    if isinstance(statement, ast.Pass | ast.Continue):
        return True
    if type(statement) is ast.Return:
        return statement.value is None or type(statement.value) is ast.Constant
    if type(statement) is not ast.Expr:
        return False
    value = statement.value
    if type(value) is not ast.Call:
        return type(value) is ast.Constant
    name = dotted(value.func)
    return name == "print" or name.split(".")[0] in ("log", "logger", "logging", "warnings")
