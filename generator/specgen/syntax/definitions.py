"""Functions, classes and assignments of a module as facts."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specgen.syntax.body import BodyReader
from specgen.syntax.expressions import expression, marks
from specgen.syntax.model import (
    Argument,
    Assignment,
    Body,
    ClassFacts,
    Expression,
    Function,
)
from specgen.syntax.text import Source, doc, dotted, strings

_Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Context:
    """What reading definitions needs: the text, the module's imports, and how deep to go."""

    source: Source
    names: Mapping[str, str]
    bodies: bool = True  # full bodies (tests), or only what they raise (code under test)


@dataclass(slots=True)
class Members:
    """What a module or class defines, in source order."""

    functions: list[Function]
    classes: list[ClassFacts]
    assignments: list[Assignment]


def members(body: Sequence[ast.stmt], context: Context) -> Members:
    """The definitions of a body, those under ``if``, ``try`` and ``with`` included."""
    found = Members([], [], [])
    _collect(body, context, found=found, conditional=False)
    return found


def _collect(
    body: Sequence[ast.stmt], context: Context, *, found: Members, conditional: bool
) -> None:
    for node in body:
        if isinstance(node, _Definition):
            found.functions.append(_function(node, context, conditional=conditional))
        elif isinstance(node, ast.ClassDef):
            found.classes.append(_class(node, context))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            found.assignments.extend(_assignments(node, context))
        else:
            for block in blocks(node):
                _collect(block, context, found=found, conditional=True)


def blocks(node: ast.stmt) -> list[list[ast.stmt]]:
    """The statement lists inside a compound statement that is no definition."""
    if isinstance(node, ast.If | ast.For | ast.While):
        return [node.body, node.orelse]
    if isinstance(node, ast.With):
        return [node.body]
    if isinstance(node, ast.Try | ast.TryStar):
        handlers = [h.body for h in node.handlers]
        return [node.body, *handlers, node.orelse, node.finalbody]
    return []


def _function(node: _Definition, context: Context, *, conditional: bool) -> Function:
    source = context.source
    reader = BodyReader(source, context.names)
    body = reader.function(node) if context.bodies else Body(raises=_raised(node))
    return Function(
        name=node.name,
        span=source.span(node),
        is_async=isinstance(node, ast.AsyncFunctionDef),
        arguments=_arguments(node.args, source),
        returns=source.text(node.returns) if node.returns else "",
        decorators=tuple(expression(d, source) for d in node.decorator_list),
        doc="" if context.bodies else doc(node),
        body=body,
        conditional=conditional,
        is_fixture=any(_makes_fixture(d) for d in node.decorator_list),
    )


def _makes_fixture(decorator: ast.expr) -> bool:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return dotted(target).rpartition(".")[2] in ("fixture", "yield_fixture")


def _raised(node: _Definition) -> tuple[str, ...]:
    names = []
    for inner in ast.walk(node):
        if isinstance(inner, ast.Raise) and inner.exc is not None:
            raised = inner.exc.func if isinstance(inner.exc, ast.Call) else inner.exc
            names.append(dotted(raised))
    return tuple(dict.fromkeys(n for n in names if n))


def _arguments(args: ast.arguments, source: Source) -> tuple[Argument, ...]:
    plain = [(a, "positional-only") for a in args.posonlyargs]
    plain += [(a, "positional") for a in args.args]
    gap: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults))
    found = [
        _argument(a, kind, default=default, source=source)
        for (a, kind), default in zip(plain, gap + list(args.defaults), strict=True)
    ]
    if args.vararg:
        found.append(_argument(args.vararg, "var-positional", default=None, source=source))
    for a, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        found.append(_argument(a, "keyword-only", default=default, source=source))
    if args.kwarg:
        found.append(_argument(args.kwarg, "var-keyword", default=None, source=source))
    return tuple(found)


def _argument(arg: ast.arg, kind: str, *, default: ast.expr | None, source: Source) -> Argument:
    annotation = source.text(arg.annotation) if arg.annotation else ""
    return Argument(arg.arg, kind, annotation, source.text(default) if default else "")


def _class(node: ast.ClassDef, context: Context) -> ClassFacts:
    source = context.source
    inner = members(node.body, context)
    bases = [dotted(b.value if isinstance(b, ast.Subscript) else b) for b in node.bases]
    return ClassFacts(
        name=node.name,
        span=source.span(node),
        bases=tuple(b for b in bases if b),
        opaque_bases=not all(bases),
        keywords=tuple((k.arg or "**", source.text(k.value)) for k in node.keywords),
        decorators=tuple(expression(d, source) for d in node.decorator_list),
        functions=tuple(inner.functions),
        classes=tuple(inner.classes),
        assignments=tuple(inner.assignments),
        doc="" if context.bodies else doc(node),
    )


def _assignments(node: ast.Assign | ast.AnnAssign, context: Context) -> list[Assignment]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = [t.id for t in targets if isinstance(t, ast.Name)]
    for target in targets:
        if isinstance(target, ast.Tuple | ast.List):
            names += [t.id for t in target.elts if isinstance(t, ast.Name)]
    names += [dotted(t) for t in targets if isinstance(t, ast.Attribute)]
    return [_assignment(n, node, context=context) for n in names if n]


def _assignment(name: str, node: ast.Assign | ast.AnnAssign, *, context: Context) -> Assignment:
    value, source = node.value, context.source
    annotation = source.text(node.annotation) if isinstance(node, ast.AnnAssign) else ""
    if value is None:
        return Assignment(
            name, node.lineno, Expression("", node.lineno), False, annotation=annotation
        )
    reader = BodyReader(source, context.names)
    return Assignment(
        name=name,
        line=node.lineno,
        value=expression(value, source),
        text=source.text(value) if type(value) is ast.Constant else "",
        strings=strings(value),
        marks=marks(value, source) if name == "pytestmark" else (),
        annotation=annotation,
        uses=reader.value(value).uses if context.bodies else (),
    )
