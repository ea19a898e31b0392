"""Values as YAML that no reader of YAML 1.1 or 1.2 takes for anything else, laid out for people.

Mappings keep their order.  A text stands bare only where every reader sees the same text: letters
first, no word that means something (`on`, `no`, `null`), nothing that looks like a number, a date
or a time.  All else is in double quotes, a script of several lines in a block.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment behind it, and lines of comment above its entry."""

    value: "Yaml"
    behind: str = ""
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A list of scalars in one line."""

    items: tuple[str | int, ...]


Scalar: TypeAlias = str | int | bool | None
Yaml: TypeAlias = "Scalar | Noted | Row | Sequence[Yaml] | Mapping[str, Yaml]"

_BARE = re.compile(r"[A-Za-z_./$(-][\w./@=+$(){}'!&|,*~^>< -]*", re.ASCII)
_FLOWING = re.compile(r"[A-Za-z_/][\w./@=+-]*", re.ASCII)
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"}
_NUMBER = re.compile(r"[-+.]*(?:\d|\.?(?:inf|nan)\b)", re.IGNORECASE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def dump(document: Mapping[str, Yaml]) -> str:
    """``document`` as block YAML, ending in a line end."""
    return "\n".join(_mapping(document, 0)) + "\n"


def _mapping(value: Mapping[str, Yaml], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, below in value.items():
        yield from (f"{pad}# {_comment(line)}".rstrip() for line in _above(below))
        first, *rest = _entry(below, depth)
        yield f"{pad}{text(key)}:{first}"
        yield from rest


def _entry(value: Yaml, depth: int) -> Iterator[str]:
    """What stands behind ``key:``, and the lines below it."""
    plain = value.value if isinstance(value, Noted) else value
    note = f"  # {_comment(value.behind)}" if isinstance(value, Noted) and value.behind else ""
    if isinstance(plain, Noted):
        yield from _entry(plain, depth)
    elif isinstance(plain, Mapping):
        yield f"{note}" if plain else f" {{}}{note}"
        yield from _mapping(plain, depth + 1)
    elif isinstance(plain, Sequence) and not isinstance(plain, str):
        yield f"{note}" if plain else f" []{note}"
        yield from _items(plain, depth + 1)
    elif isinstance(plain, str) and _is_script(plain):
        yield f" |{note}"
        pad = "  " * (depth + 1)
        yield from ((pad + line if line else "") for line in plain.rstrip("\n").split("\n"))
    else:
        yield f" {_scalar(plain)}{note}"


def _items(value: Sequence[Yaml], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in value:
        yield from (f"{pad}# {_comment(line)}".rstrip() for line in _above(item))
        plain = item.value if isinstance(item, Noted) else item
        if isinstance(plain, Mapping) and plain:
            first, *rest = _mapping(plain, depth + 1)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            first, *rest = _entry(item, depth)
            yield f"{pad}-{first}"
            yield from rest


def _above(value: Yaml) -> tuple[str, ...]:
    return value.above if isinstance(value, Noted) else ()


def _scalar(value: Scalar | Row) -> str:
    if isinstance(value, Row):
        items = (text(i, flow=True) if isinstance(i, str) else str(i) for i in value.items)
        return f"[{', '.join(items)}]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else str(value)


def text(value: str, *, flow: bool = False) -> str:
    """``value`` as one scalar that every reader takes for this very text."""
    return value if _is_bare(value, _FLOWING if flow else _BARE) else f'"{_escaped(value)}"'


def _is_bare(value: str, form: re.Pattern[str]) -> bool:
    return (
        form.fullmatch(value) is not None
        and value.casefold() not in _WORDS
        and not _NUMBER.match(value)
        and not value.startswith(("- ", "---", "..."))
        and value not in ("-", ".", "..")
        and value == value.strip()
    )


def _escaped(value: str) -> str:
    return "".join(_ESCAPES.get(c) or (c if c.isprintable() else _code(ord(c))) for c in value)


def _code(point: int) -> str:
    if point <= 0xFF:
        return f"\\x{point:02X}"
    return f"\\u{point:04X}" if point <= 0xFFFF else f"\\U{point:08X}"


def _is_script(value: str) -> bool:
    """Whether ``value`` can stand in a literal block, and is better there."""
    lines = value.split("\n")
    return (
        value.endswith("\n")
        and not value.endswith("\n\n")
        and lines[0] == lines[0].lstrip()
        and lines[0] != ""
        and all(line == line.rstrip() and line.isprintable() for line in lines)
    )


def _comment(words: str) -> str:
    return "".join(c if c.isprintable() else " " for c in words)
