"""The selection language of ``-m`` and ``-k``: names, ``and``, ``or``, ``not``, brackets."""

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


def selects(expression: str, names: Iterable[str], *, inside: bool = False) -> bool:
    """Whether a test with these names is selected; ``inside``: part of a name is enough (``-k``).

    What cannot be understood selects everything.
    """
    if not expression.strip():
        return True
    known = [n.lower() for n in names] if inside else list(names)
    tokens = _TOKEN.findall(expression)
    try:
        value, rest = _either(tokens, known, inside=inside)
    except IndexError:
        return True
    return value or bool(rest)


def _either(tokens: list[str], names: list[str], *, inside: bool) -> tuple[bool, list[str]]:
    value, tokens = _both(tokens, names, inside=inside)
    while tokens and tokens[0] == "or":
        right, tokens = _both(tokens[1:], names, inside=inside)
        value = value or right
    return value, tokens


def _both(tokens: list[str], names: list[str], *, inside: bool) -> tuple[bool, list[str]]:
    value, tokens = _one(tokens, names, inside=inside)
    while tokens and tokens[0] == "and":
        right, tokens = _one(tokens[1:], names, inside=inside)
        value = value and right
    return value, tokens


def _one(tokens: list[str], names: list[str], *, inside: bool) -> tuple[bool, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first == "not":
        value, rest = _one(rest, names, inside=inside)
        return not value, rest
    if first == "(":
        value, rest = _either(rest, names, inside=inside)
        return value, rest[1:]
    if first in ("and", "or", ")"):
        raise IndexError(first)
    if inside:
        return any(first.lower() in n for n in names), rest
    return first in names, rest
