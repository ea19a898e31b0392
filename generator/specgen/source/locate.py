"""A place becomes a span: the one function that turns routes into lines and columns."""

from specgen.diagnostics import Aim, Key, Place, Span
from specgen.source.model import Mapping, Node, Scalar, Sequence, SourceFile

_TOP = Span(1, 1, 1, 1)


def locate(place: Place, file: SourceFile) -> Span:
    """Where ``place`` is in ``file``.

    A route that leads nowhere means the deepest node that exists on it; a place that holds a span
    is at that span; a file without a tree is at its top.
    """
    if place.span is not None:
        return place.span
    if file.root is None:
        return _TOP
    node: Node = file.root
    span = node.span
    for position, step in enumerate(place.route, 1):
        found = _below(node, step)
        if found is None:
            return node.span
        key, node = found
        aims_at_key = position == len(place.route) and place.aim is Aim.KEY
        span = key.span if key is not None and aims_at_key else node.span
    return span


def _below(node: Node, step: Key) -> tuple[Scalar | None, Node] | None:
    """The child that ``step`` leads to, with its key if it has one."""
    if isinstance(node, Mapping):
        return next((entry for entry in node.entries if _matches(entry[0], step)), None)
    if isinstance(node, Sequence) and isinstance(step, int) and -1 < step < len(node.items):
        return None, node.items[step]
    return None


def _matches(key: Scalar, step: Key) -> bool:
    """Routes hold text and integers only: keys of other kinds are known by their text."""
    return key.text == step or (key.value == step and type(key.value) is type(step))
