"""Hypothesis strategies as expressions: from what the spec gives, or from annotations."""

import ast
import re
from collections.abc import Callable, Mapping

from specgen.surface.model import Parameter
from specgen.test_types.expressions import enclosed, free_names, parsed
from specgen.test_types.model import NotComplete
from specgen.test_types.model_code import Call, ListOf, Node, Raw
from specgen.test_types.writer import Writer

FINITE = "allow_nan=False, allow_infinity=False"
SIMPLE: Mapping[str, str] = {
    "int": "integers()",
    "float": f"floats({FINITE})",
    "complex": f"complex_numbers({FINITE})",
    "str": "text()",
    "bytes": "binary()",
    "bool": "booleans()",
    "None": "none()",
    "Decimal": f"decimals({FINITE})",
    "Fraction": "fractions()",
    "date": "dates()",
    "datetime": "datetimes()",
    "time": "times()",
    "timedelta": "timedeltas()",
    "UUID": "uuids()",
    "object": "from_type(type(None)) | integers() | text()",
    "Any": "from_type(type(None)) | integers() | text()",
}
HOLDERS: Mapping[str, str] = {
    **dict.fromkeys(("list", "List", "Sequence", "Iterable", "Collection"), "lists({0})"),
    **dict.fromkeys(("set", "Set", "AbstractSet"), "sets({0})"),
    **dict.fromkeys(("frozenset", "FrozenSet"), "frozensets({0})"),
    **dict.fromkeys(("dict", "Dict", "Mapping"), "dictionaries({0}, {1})"),
    "Optional": "none() | {0}",
}
NAMES = frozenset({
    "binary", "booleans", "builds", "characters", "complex_numbers", "composite", "data",
    "dates", "datetimes", "decimals", "deferred", "dictionaries", "emails",
    "fixed_dictionaries", "floats", "fractions", "from_regex", "from_type", "frozensets",
    "functions", "integers", "ip_addresses", "iterables", "just", "lists", "none", "nothing",
    "one_of", "permutations", "random_module", "randoms", "recursive",
    "register_type_strategy", "runner", "sampled_from", "sets", "shared", "slices", "text",
    "timedeltas", "times", "timezone_keys", "timezones", "tuples", "uuids",
})  # fmt: skip


def given_strategy(given: str | tuple[object, ...], writer: Writer) -> Node:
    """What the spec gives for a parameter: an expression of strategies, or the values themselves.

    Raises:
        NotComplete: an empty list of values, or an expression that cannot be used.
    """
    if not isinstance(given, str):
        if not given:
            raise NotComplete("the list of values is empty")
        return Call("strategies.sampled_from", (ListOf(tuple(map(writer.value, given))),))
    tree = parsed(given)
    text = given.strip()
    spots = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and (node.id in NAMES or node.id in ("st", "strategies"))
    ]
    for name in free_names(tree):
        if name not in NAMES and name not in ("st", "strategies"):
            writer.resolve(name)
    encoded = text.encode()
    for node in sorted(spots, key=lambda n: -n.col_offset):
        word = b"strategies" + (b"" if node.id in ("st", "strategies") else b"." + node.id.encode())
        end = node.col_offset + len(node.id.encode())
        encoded = encoded[: node.col_offset] + word + encoded[end:]
    writer.exact = False
    return Raw(enclosed(encoded.decode(), tree))


def annotated_strategy(parameter: Parameter, writer: Writer) -> Node:
    """The strategy that the annotation of ``parameter`` asks for.

    Raises:
        NotComplete: it has none, or one with names that cannot be imported.
    """
    if not parameter.annotation:
        raise NotComplete(
            f"`{parameter.name}` has neither an annotation nor a strategy", "name one in `given`"
        )
    text = parameter.annotation.strip("\"'")
    made = _strategy(parsed(text), writer)
    if "Literal" in text or len(made) > 60:
        writer.exact = False
    return Raw(re.sub(rf"(?<![\w.])({'|'.join(NAMES)})\(", r"strategies.\1(", made))


def _strategy(tree: ast.expr, writer: Writer) -> str:
    match tree:
        case ast.Constant(None):
            return "none()"
        case ast.Constant(str(text)):
            return _strategy(parsed(text), writer)
        case ast.Name(name) | ast.Attribute(attr=name) if name in SIMPLE and _foreign(name, writer):
            return SIMPLE[name]
        case ast.BinOp(left, ast.BitOr(), right):
            return f"{_strategy(left, writer)} | {_strategy(right, writer)}"
        case ast.Subscript(ast.Name(name) | ast.Attribute(attr=name), inner):
            return _generic(name, inner, tree=tree, writer=writer)
        case ast.Name(name) if name in HOLDERS and name.islower():
            return HOLDERS[name].format("integers()", "integers()")
    return _by_type(tree, writer)


def _generic(name: str, inner: ast.expr, *, tree: ast.expr, writer: Writer) -> str:
    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    special: Mapping[str, Callable[[], str]] = {
        "Literal": lambda: f"sampled_from([{', '.join(map(ast.unparse, parts))}])",
        "Union": lambda: " | ".join(_strategy(part, writer) for part in parts),
        "tuple": lambda: _tuple(parts, writer),
        "Tuple": lambda: _tuple(parts, writer),
    }
    if name in special:
        return special[name]()
    if name in HOLDERS:
        return HOLDERS[name].format(*(_strategy(part, writer) for part in parts), "none()")
    return _by_type(tree, writer)


def _tuple(parts: list[ast.expr], writer: Writer) -> str:
    match parts:
        case [one, ast.Constant(value)] if value is ...:
            return f"lists({_strategy(one, writer)}).map(tuple)"
    return f"tuples({', '.join(_strategy(part, writer) for part in parts)})"


def _by_type(tree: ast.expr, writer: Writer) -> str:
    """Leave it to Hypothesis: dataclasses, pydantic models, enums, ``Annotated`` limits."""
    for name in dict.fromkeys(free_names(tree)):
        writer.resolve(name)
    writer.exact = False
    return f"from_type({ast.unparse(tree)})"


def _foreign(name: str, writer: Writer) -> bool:
    """Whether ``name`` is not one of the module's own."""
    surface = writer.subject.surface
    return surface is None or surface.symbol(name) is None
