"""Patterns that specs hold are tried when they are read."""

import re
import warnings
from re import _parser as sre  # type: ignore[attr-defined]  # as `re` itself parses

from specgen.spec.units import QuantityError, shown

_LINE_FEED = (sre.LITERAL, 10)  # `$` also stands before one at the end


def regex(value: object) -> str:
    """A pattern that Python can search a text for; raises ``QuantityError``."""
    if not isinstance(value, str) or not value.strip():
        raise QuantityError(f"{shown(value)} is no pattern", "write a text", rule="wrong-type")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(value)
            never = _never_matches(value)
    except (re.error, RecursionError, OverflowError) as error:
        why = str(error) if isinstance(error, re.error) else "too deep or too large"
        raise QuantityError(
            f"{shown(value)} is no pattern: {why}",
            "escape with `\\` what is meant as it stands: `\\(`",
            rule="bad-pattern",
        ) from None
    if never:
        raise QuantityError(
            f"{shown(value)} can match nothing: {never}", "leave out the anchor", rule="bad-pattern"
        )
    return value


def _never_matches(text: str) -> str:
    """Why a pattern can match nothing, where the ends of the text in it show that; else empty."""
    parts = sre.parse(text)
    if parts.state.flags & re.MULTILINE:
        return ""
    for index, (what, where) in enumerate(parts):
        before, after = parts[:index].getwidth()[0], parts[index + 1 :].getwidth()[0]
        if what is not sre.AT:
            continue
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING) and before:
            return "the text begins after a part that must match before it"
        line_end = where is sre.AT_END and parts[index + 1 : index + 2].data == [_LINE_FEED]
        if where in (sre.AT_END, sre.AT_END_STRING) and after > line_end:
            return "the text ends before a part that must match after it"
    return ""
