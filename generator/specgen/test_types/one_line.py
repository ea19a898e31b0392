"""Expressions as one piece of text each, which black will lay out."""

from specgen.test_types.model_code import DictOf, Keyword, ListOf, Node, Raw


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
