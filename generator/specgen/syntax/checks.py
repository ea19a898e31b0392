"""Which statements and calls can fail on a wrong result, told by their shape and name."""

import ast
from functools import cache

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
    if type(test) is ast.Constant:
        return bool(test.value)
    if type(test) is ast.Tuple:
        return bool(test.elts)
    if type(test) is ast.BoolOp:
        judged = [cannot_fail(x) for x in test.values]
        return any(judged) if type(test.op) is ast.Or else all(judged)
    if type(test) is ast.Compare:
        return _settled(test)
    return False


def _settled(test: ast.Compare) -> bool:
    """A comparison of literals, of a name with itself, or of a length with zero."""
    left, right = test.left, test.comparators[0]
    if len(test.ops) > 1:
        return False
    if type(left) is ast.Constant and type(right) is ast.Constant:
        return type(test.ops[0]) is ast.Eq and left.value == right.value
    if type(left) is ast.Call and dotted(left.func) == "len":
        zero = type(right) is ast.Constant and right.value == 0
        return zero and type(test.ops[0]) is ast.GtE
    return False


def swallows(handlers: list[ast.ExceptHandler]) -> bool:
    """Whether an assertion that fails in the ``try`` is lost in one of its handlers."""
    return any(_broad(h.type) and all(map(_idle, h.body)) for h in handlers)


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
