"""Decorators, marks and assigned values as ``Expression`` facts."""

import ast

from specgen.syntax.model import Expression
from specgen.syntax.text import Source, dotted, string


def expression(node: ast.expr, source: Source) -> Expression:
    """The dotted name that ``node`` is or calls, with its arguments as text."""
    if type(node) is not ast.Call:
        return Expression(dotted(node), node.lineno)
    chain = dotted(node.func)
    return Expression(
        chain,
        node.lineno,
        called=True,
        arguments=tuple(source.text(x) for x in node.args[:4]),
        literals=tuple(x for x in map(string, node.args) if x),
        keywords=tuple((k.arg or "**", source.text(k.value)) for k in node.keywords[:12]),
        count=_sets(node) if chain.endswith("parametrize") else 0,
    )


def marks(node: ast.expr, source: Source) -> tuple[Expression, ...]:
    """The marks of a ``pytestmark`` value: one, or a list or tuple of them."""
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(expression(x, source) for x in node.elts)
    return (expression(node, source),)


def _sets(call: ast.Call) -> int:
    """How many parameter sets a parametrize call gives, 0 where reading cannot know."""
    values = next((k.value for k in call.keywords if k.arg == "argvalues"), None)
    if values is None and len(call.args) > 1:
        values = call.args[1]
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
