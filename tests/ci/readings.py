"""Whether a YAML file means the same to every reader: PyYAML's 1.1, and ruamel's 1.1 and 1.2."""

from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import Node


class _Old(yaml.SafeLoader):
    """PyYAML, that also reads ``!reference``."""


class _New(SafeConstructor):
    """ruamel, that also reads ``!reference``."""


def _old(loader: _Old, node: yaml.nodes.SequenceNode) -> tuple[str, ...]:
    return ("!reference", *map(str, loader.construct_sequence(node)))


def _new(constructor: _New, node: Node) -> tuple[str, ...]:
    return ("!reference", *map(str, constructor.construct_sequence(node)))


_Old.add_constructor("!reference", _old)
_New.add_constructor("!reference", _new)


def misread(path: Path) -> Iterator[str]:
    """Each place of the file at ``path`` that two readers take for different things."""
    text = path.read_text("utf-8")
    old = yaml.load(text, Loader=_Old)
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _New
    new = reader.load(StringIO(text))
    yield from (f"{path}: {place}: {a!r} or {b!r}" for place, a, b in differences(old, new))


def differences(
    one: object, other: object, place: str = ""
) -> Iterator[tuple[str, object, object]]:
    """Where two values differ, in type too."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if list(map(repr, one)) != list(map(repr, other)):
            yield place, list(one), list(other)
            return
        for key in one:
            yield from differences(one[key], other[key], f"{place}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differences(a, b, f"{place}/{n}")
    elif type(one) is not type(other) or one != other:
        yield place, one, other
