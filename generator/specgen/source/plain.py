"""A located tree becomes the plain Python value that it stands for."""

from typing import Any

from specgen.source.model import Mapping, Node, Scalar


def plain(node: Node) -> Any:
    """Dicts, lists and scalars, in the order of the file; what models are validated from."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]
