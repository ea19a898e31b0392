"""The YAML 1.2 core schema: what a plain scalar means, and nothing more than the standard says."""

import math
import re

from specgen.source.model import Value

MAX_NUMBER_LENGTH = 100

# A number starts with one of these; every other value that is not text is one of the words.
_NUMERIC = frozenset("-+.0123456789")
_WORDS: dict[str, Value] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    **{
        f"{sign}{word}": float(f"{sign}inf")
        for sign in ("", "+", "-")
        for word in (".inf", ".Inf", ".INF")
    },
    ".nan": math.nan,
    ".NaN": math.nan,
    ".NAN": math.nan,
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_BASES = {"0o": 8, "0x": 16}


class NumberTooLarge(Exception):
    """The text is a number by the schema, but too long or too large to be meant."""


def value_of(text: str) -> Value:
    """What plain ``text`` stands for.

    Raises:
        NumberTooLarge: more than ``MAX_NUMBER_LENGTH`` characters, or beyond what a float holds.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if len(text) > MAX_NUMBER_LENGTH:
        return _text_or_too_large(text)
    if _INTEGER.fullmatch(text):
        base = _BASES.get(text[:2], 10)
        return int(text if base == 10 else text[2:], base)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if math.isinf(number):
            raise NumberTooLarge
        return number
    return text


def _text_or_too_large(text: str) -> str:
    if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
        raise NumberTooLarge
    return text
