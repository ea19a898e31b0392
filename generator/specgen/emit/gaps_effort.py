"""Working time in a document: exact minutes to text and back."""

import re

UNKNOWN = "unknown"

_PART = re.compile(r"(\d+(?:\.\d+)?)([hm])")


def effort_text(low: int, high: int) -> str:
    """Minutes as ``2h``, ``80m`` or ``2h..4h``: hours where they come out even to a quarter."""
    return _text(low) if low == high else f"{_text(low)}..{_text(high)}"


def effort_minutes(text: str) -> tuple[int, int] | None:
    """What ``effort_text`` was made of, or nothing where the text states no effort."""
    low, _, high = text.strip().partition("..")
    bounds = [_PART.fullmatch(part) for part in (low, high or low)]
    found = [round(float(b[1]) * (60 if b[2] == "h" else 1)) for b in bounds if b]
    return (found[0], found[1]) if len(found) == 2 else None


def _text(minutes: int) -> str:
    if minutes % 15:
        return f"{minutes}m"
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".") + "h"
