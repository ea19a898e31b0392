"""What pydantic found wrong becomes diagnostics with an address."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from specgen.diagnostics import Aim, Diagnostic, Key, Place, Route, Severity, Span
from specgen.source.model import Mapping as MappingNode
from specgen.source.model import Node, Scalar, SourceFile
from specgen.source.model import Sequence as SequenceNode
from specgen.spec.expression import ExpressionError
from specgen.spec.fields import BRANCHES
from specgen.spec.phrases import PHRASES, Fault, other
from specgen.spec.shapes import branches_of, field_at, model_at

MOST = 200
"""How many problems of one file are said one by one."""


def complaints(
    error: ValidationError, file: SourceFile, *, start: type[BaseModel]
) -> list[Diagnostic]:
    """What ``error`` says of ``file``, which was validated, folded, as a ``start``.

    Beyond ``MOST`` problems only their number is said: a hostile file must not cost minutes.
    """
    details = error.errors(include_url=False)
    found = [_complaint(each, file, start=start) for each in details[:MOST]]
    if len(details) > MOST:
        message = f"{len(details) - MOST} more problems in this file"
        tip = "mend the others first"
        place = Place(file.path)
        found.append(Diagnostic("too-many-problems", Severity.ERROR, place, message, tip))
    meant = {(d.place.route[:-1], d.tip) for d in found if d.rule == "unknown-key"}
    return [d for d in found if (d.place.route, _instead(d)) not in meant]


def _instead(found: Diagnostic) -> str:
    """The tip of a misspelt key that explains why another is missing."""
    key = found.message.split("`")[1] if found.rule == "missing-key" else ""
    return f"did you mean `{key}`?"


def route_of(location: tuple[Key, ...]) -> Route:
    """The keys of the file that an error location means: without union branches, and without
    ``project`` and ``module`` in front, since their keys stand at the top of the file."""
    steps = tuple(step for step in location if step not in BRANCHES and step != "[key]")
    return steps[1:] if steps[:1] in (("project",), ("module",)) else steps


def node_at(root: Node | None, route: Route) -> Node | None:
    """The node of a located tree at ``route``, or None where there is none."""
    node = root
    for step in route:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.entries if key.value == step), None)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _complaint(details: ErrorDetails, file: SourceFile, *, start: type[BaseModel]) -> Diagnostic:
    location = details["loc"]
    route = route_of(location)
    node = node_at(file.root, route)
    field = field_at(start, location)
    fault = Fault(
        details,
        route,
        model_at(start, location[:-1]),
        node if isinstance(node, Scalar) else None,
        file.text,
        tuple(_examples(field, location)) if field else (),
        branches_of(field),
    )
    rule, message, tip = PHRASES.get(details["type"], other)(fault)
    return Diagnostic(rule, Severity.ERROR, _place(fault, file.path), message, tip)


def _examples(field: FieldInfo, location: Route) -> Iterator[object]:
    """The examples of a field, or of its items where ``location`` is one of them."""
    steps = [step for step in location if step not in BRANCHES]
    inside = isinstance(steps[-1], int)
    for example in field.examples or ():
        if inside and isinstance(example, list):
            yield from example
        elif not inside:
            yield example


def _place(fault: Fault, path: PurePosixPath) -> Place:
    kind, route = fault.details["type"], fault.route
    if kind == "missing":
        return Place(path, route[:-1])
    if kind in ("extra_forbidden", "invalid_key") or fault.details["loc"][-1:] == ("[key]",):
        return Place(path, route, Aim.KEY)
    if kind == "string_type" and isinstance(fault.value, (bool, int, float)) and fault.scalar:
        return Place(path, span=fault.scalar.span)  # as reading says it, so that it is said once
    cause = fault.details.get("ctx", {}).get("error")
    if isinstance(cause, ExpressionError) and fault.scalar is not None:
        return Place(path, route, span=_span_inside(fault.scalar, cause.column))
    return Place(path, route)


def _span_inside(scalar: Scalar, column: int) -> Span | None:
    """One character inside a scalar, where the scalar stands on one line without escapes."""
    span = scalar.span
    quotes = 1 if scalar.style in ("'", '"') else 0
    if span.line != span.end_line or span.end_column - span.column != len(scalar.text) + 2 * quotes:
        return None
    start = min(span.column + quotes + column, span.end_column - 1)
    return Span(span.line, start, span.line, start + 1)
