"""A call as one piece of text, for loops and comprehensions."""

from collections.abc import Mapping

from specgen.test_types.invocation import Invocation
from specgen.test_types.model import NotComplete
from specgen.test_types.model_code import DictOf, Keyword, ListOf, Node, Raw
from specgen.test_types.writer import Writer


def inline_call(
    call: Invocation, args: tuple[object, ...], *, kwargs: Mapping[str, object], writer: Writer
) -> str:
    """The call with its arguments as text; it still wants `await` where the target is async.

    Raises:
        NotComplete: the target is a context manager or an async generator.
    """
    if call.shape == "context" or (call.shape == "generator" and call.is_async):
        raise NotComplete(
            f"`{call.function}` is a context manager or an async generator",
            "target a function that uses it",
            route=("target",),
        )
    text = as_text(call.node(writer.arguments(args, kwargs)))
    return f"list({text})" if call.shape == "generator" else text


def as_text(node: Node) -> str:
    """An argument as text that black will lay out."""
    match node:
        case Raw(text):
            return text
        case Keyword(name, value):
            return f"{name}={as_text(value)}"
        case ListOf(items):
            return f"[{', '.join(map(as_text, items))}]"
        case DictOf(pairs):
            inside = (f"{as_text(p.key)}: {as_text(p.value)}" for p in pairs)
            return "{" + ", ".join(inside) + "}"
    return _text(node)


def _text(node: Node) -> str:
    """A string is written as ASCII: nothing in it is taken for layout."""
    value = getattr(node, "value", None)
    if isinstance(value, str):
        return ascii(value)
    arguments = getattr(node, "arguments", ())
    return f"{getattr(node, 'function', '')}({', '.join(map(as_text, arguments))})"
