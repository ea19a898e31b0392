"""Working time as a document states it, read back into exact minutes."""

import re

_PART = re.compile(r"(\d+(?:\.\d+)?)([hm])")


def effort_minutes(text: str) -> tuple[int, int] | None:
    """What ``effort_text`` was made of, or nothing where the text states no effort."""
    low, _, high = text.strip().partition("..")
    bounds = [_PART.fullmatch(part) for part in (low, high or low)]
    found = [round(float(b[1]) * (60 if b[2] == "h" else 1)) for b in bounds if b]
    return (found[0], found[1]) if len(found) == 2 else None
