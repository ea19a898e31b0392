"""TOML that reads back as what went in, whatever the specs hold."""

import math
import re
from collections.abc import Iterable, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_WIDTH = 100


def table(name: Iterable[str], entries: Mapping[str, object]) -> str:
    """One table: its heading and a line per entry; long lists take a line per item.

    TOML has no null: entries without a value are left out.
    """
    lines = [f"[{'.'.join(map(key, name))}]"]
    for word, value in entries.items():
        if value is not None:
            lines += _entry(word, value)
    return "\n".join(lines) + "\n"


def key(text: str) -> str:
    """A key, in quotes where it needs them."""
    return text if _BARE.fullmatch(text) else string(text)


def string(text: str) -> str:
    """A basic string.  What would look like a marker of our region is escaped too."""
    body = "".join(map(_escaped, text)).replace("<<<", "<\\u003C<").replace(">>>", ">\\u003E>")
    return f'"{body}"'


def inline(value: object) -> str:
    """A value on one line; what TOML has no form for becomes its text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        pairs = (f"{key(str(k))} = {inline(v)}" for k, v in value.items() if v is not None)
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(v) for v in value if v is not None) + "]"
    return string(str(value))


def _entry(word: str, value: object) -> list[str]:
    line = f"{key(word)} = {inline(value)}"
    if isinstance(value, list | tuple) and value and len(line) > _WIDTH:
        items = (f"  {inline(item)}," for item in value if item is not None)
        return [f"{key(word)} = [", *items, "]"]
    return [line]


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    code = ord(char)
    if code >= 0x20 and char.isprintable():
        return char
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
