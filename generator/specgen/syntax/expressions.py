"""Decorators, marks and assigned values as ``Expression`` facts."""

import ast

from specgen.syntax.constants import empty_literal
from specgen.syntax.model import Expression, Sets
from specgen.syntax.parameter_ids import ids_of
from specgen.syntax.text import Source, dotted, string

_STEPS = ("given", "when", "then", "step")


def expression(node: ast.expr, source: Source) -> Expression:
    """The dotted name that ``node`` is or calls, with its arguments as text."""
    if type(node) is not ast.Call:
        return Expression(dotted(node), node.lineno)
    chain = dotted(node.func)
    parametrizes = chain.endswith("parametrize")
    return Expression(
        chain,
        node.lineno,
        called=True,
        arguments=tuple(source.text(x) for x in node.args[:4]),
        literals=tuple(x for x in map(string, node.args) if x),
        keywords=tuple((k.arg or "**", source.text(k.value)) for k in node.keywords[:12]),
        count=_sets(node) if parametrizes else 0,
        sets=_together(node) if parametrizes else Sets.OPEN,
        pattern=_pattern(node) if chain.rpartition(".")[2] in _STEPS else ("", ""),
        ids=ids_of(node) if parametrizes else None,
    )


def _pattern(call: ast.Call) -> tuple[str, str]:
    """The parser and the text of ``given("text")`` or ``given(parsers.parse("text"))``."""
    first = call.args[0] if call.args else None
    if type(first) is ast.Call and first.args:
        return dotted(first.func).rpartition(".")[2] or "?", string(first.args[0])
    return ("", string(first)) if type(first) is ast.Constant else ("?", "")


def marks(node: ast.expr, source: Source) -> tuple[Expression, ...]:
    """The marks of a ``pytestmark`` value: one, or a list or tuple of them."""
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(expression(x, source) for x in node.elts)
    return (expression(node, source),)


def _values(call: ast.Call) -> ast.expr | None:
    """The parameter sets of a parametrize call, as written."""
    given = next((k.value for k in call.keywords if k.arg == "argvalues"), None)
    return call.args[1] if given is None and len(call.args) > 1 else given


def _together(call: ast.Call) -> Sets:
    """What holds for all parameter sets of a parametrize call."""
    values = _values(call)
    if values is not None and empty_literal(values):
        return Sets.NONE
    if isinstance(values, ast.List | ast.Tuple) and all(map(_fails_as_expected, values.elts)):
        return Sets.XFAIL
    return Sets.OPEN


def _fails_as_expected(one: ast.expr) -> bool:
    """Whether a parameter set is a ``pytest.param`` whose marks hold an unconditional xfail."""
    if type(one) is not ast.Call or dotted(one.func).rpartition(".")[2] != "param":
        return False
    marked = next((k.value for k in one.keywords if k.arg == "marks"), None)
    given = marked.elts if isinstance(marked, ast.List | ast.Tuple) else [marked]
    return any(x is not None and _unconditional_xfail(x) for x in given)


def _unconditional_xfail(mark: ast.expr) -> bool:
    if type(mark) is not ast.Call:
        return dotted(mark).endswith("mark.xfail")
    conditional = mark.args or any(k.arg == "condition" for k in mark.keywords)
    return dotted(mark.func).endswith("mark.xfail") and not conditional


def _sets(call: ast.Call) -> int:
    """How many parameter sets a parametrize call gives, 0 where reading cannot know."""
    values = _values(call)
    if isinstance(values, ast.List | ast.Tuple | ast.Set):
        return 0 if any(type(x) is ast.Starred for x in values.elts) else len(values.elts)
    if isinstance(values, ast.Dict):
        return 0 if None in values.keys else len(values.keys)
    if type(values) is ast.Call and dotted(values.func) == "range":
        return _range(values)
    return 0


def _range(call: ast.Call) -> int:
    bounds = [x.value for x in call.args if type(x) is ast.Constant and type(x.value) is int]
    if len(bounds) != len(call.args) or not 1 <= len(bounds) <= 3 or bounds[2:] == [0]:
        return 0
    return len(range(*bounds))
