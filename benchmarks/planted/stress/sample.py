"""A service under load."""

import asyncio
import threading

_SLOTS = threading.Semaphore(8)
_SEEN: dict[int, int] = {}
_LEFT = iter(range(10**9))


def handle(size: int) -> int:
    """One request."""
    with _SLOTS:
        number = next(_LEFT)
        data = bytes(size)
        _SEEN[number % 64] = len(data)
        return len(_SEEN)


def search(needle: int) -> bool:
    """Look something up."""
    return needle in _INDEX


_INDEX = frozenset(range(5000))


async def answer(size: int) -> int:
    """One request, async."""
    await asyncio.sleep(0)
    return size * 2
