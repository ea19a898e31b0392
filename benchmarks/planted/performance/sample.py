"""Functions that must be quick."""

import asyncio
import re


def unique(values: list[int]) -> list[int]:
    """Each value once, in order."""
    seen: set[int] = set()
    found = []
    for value in values:
        if value not in seen:
            seen.add(value)
            found.append(value)
    return found


def valid(text: str) -> bool:
    """Whether it is words joined by hyphens."""
    return re.fullmatch(r"[a-z]+(-[a-z]+)*", text) is not None


def fibonacci(n: int) -> int:
    """The n-th number."""
    before, now = 0, 1
    for _ in range(n):
        before, now = now, before + now
    return before


def report(count: int) -> str:
    """One line per row."""
    rows = _rows(count)
    return "\n".join(rows)


def _rows(count: int) -> list[str]:
    return [f"row {n}" for n in range(count)]


class Cache:
    """Computed once."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def get(self, key: int) -> int:
        """The value of a key."""
        if key not in self._known:
            self._known[key] = sum(range(key))
        return self._known[key]


async def poll() -> int:
    """One round."""
    await asyncio.sleep(0)
    return 1
