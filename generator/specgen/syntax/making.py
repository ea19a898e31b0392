"""Tests that a module makes by calls: the places, whether or not they can be read."""

import ast
from collections.abc import Iterator, Sequence

from specgen.syntax.definitions import blocks
from specgen.syntax.expressions import expression
from specgen.syntax.model import Expression, Maker, MakerKind
from specgen.syntax.text import Source, dotted, string

_HOOKS = frozenset(
    {
        "pytest_generate_tests", "pytest_collect_file", "pytest_pycollect_makeitem",
        "pytest_pycollect_makemodule", "load_tests",
    }
)  # fmt: skip
_NAMESPACES = ("globals", "locals", "vars")


def makers_of(body: Sequence[ast.stmt], source: Source) -> tuple[Maker, ...]:
    """Every place of a module that makes tests by a call, in the order of lines."""
    return tuple(_makers(body, source))


def _makers(body: Sequence[ast.stmt], source: Source) -> Iterator[Maker]:
    for node in body:
        match node:
            case ast.FunctionDef() if node.name in _HOOKS:
                yield Maker(MakerKind.HOOK, node.lineno, node.name)
            case ast.Expr(value=ast.Call() as call):
                yield from _called(call, source)
            case ast.Assign(targets=[target], value=value):
                yield from _assigned(target, value, source=source)
            case _:
                for block in blocks(node):
                    yield from _makers(block, source)


def _called(call: ast.Call, source: Source) -> Iterator[Maker]:
    chain = dotted(call.func)
    if chain.rpartition(".")[2] == "scenarios":
        yield Maker(MakerKind.SCENARIOS, call.lineno, "", expression(call, source))
    elif chain == "setattr" and len(call.args) == 3 and not _no_test(call.args[1]):
        yield Maker(MakerKind.SET, call.lineno, f"setattr({source.text(call.args[0])}, ...)")
    elif isinstance(call.func, ast.Attribute) and _updates(call.func):
        yield Maker(MakerKind.SET, call.lineno, f"{source.text(call.func)}(...)")


def _assigned(target: ast.expr, value: ast.expr, *, source: Source) -> Iterator[Maker]:
    if type(target) is ast.Subscript and _namespace(target.value) and not _no_test(target.slice):
        yield Maker(MakerKind.SET, target.lineno, f"{source.text(target.value)}[...] = ...")
    elif type(target) is ast.Name and type(value) is ast.Call:
        yield from _named(target.id, value)


def _named(name: str, value: ast.Call) -> Iterator[Maker]:
    chain = dotted(value.func)
    if chain == "type" and len(value.args) == 3 and name.lower().startswith("test"):
        yield Maker(MakerKind.SET, value.lineno, f"{name} = type(...)")
    elif name.startswith("test_") and "test" in chain.rpartition(".")[2] and chain.islower():
        yield Maker(MakerKind.FACTORY, value.lineno, name, Expression(chain, value.lineno, True))


def _updates(called: ast.Attribute) -> bool:
    return called.attr == "update" and _namespace(called.value)


def _namespace(node: ast.expr) -> bool:
    return type(node) is ast.Call and dotted(node.func) in _NAMESPACES


def _no_test(name: ast.expr) -> bool:
    """Whether a literal name is none of a test."""
    text = string(name)
    return bool(text) and not text.lower().startswith("test")
