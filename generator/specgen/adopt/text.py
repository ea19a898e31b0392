"""YAML as text, so that comments stand where they belong; every text reads back as it was."""

import re

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:[./-][A-Za-z0-9_]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_COMMENT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")


def scalar(text: str) -> str:
    """``text`` as a YAML scalar: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    code = ord(char)
    if char in '"\\':
        return f"\\{char}"
    if 0xD800 <= code <= 0xDFFF:
        return "?"  # half of a character: no text can hold it
    if char.isprintable():
        return char
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}"


def flow(*items: str) -> str:
    """A list on one line."""
    return f"[{', '.join(map(scalar, items))}]"


def comment(text: str) -> str:
    """``text`` fit to stand behind ``#`` on one line."""
    return _COMMENT.sub(" ", text).strip()


def beside(rows: list[tuple[str, str]]) -> list[str]:
    """Lines with their comments in one column; no comment, no column."""
    width = max((len(line) for line, why in rows if why), default=0)
    return [f"{line:<{width}}  # {comment(why)}" if why else line for line, why in rows]
