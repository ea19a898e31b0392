"""Small functions of every shape."""

from collections.abc import Iterator
from contextlib import contextmanager


class Busy(Exception):
    """The name is taken."""


def discount(price: float, percent: float) -> float:
    """The price less a percentage."""
    if not 0 <= percent <= 100:
        raise ValueError("percent out of range")
    return price - price * percent / 100


def pages(items: int, size: int) -> int:
    """How many pages hold that many items."""
    if size < 1:
        raise ValueError("size must be positive")
    return (items + size - 1) // size


def windows(values: list[int], size: int) -> Iterator[list[int]]:
    """All runs of neighbours."""
    for start in range(len(values) - size + 1):
        yield values[start : start + size]


@contextmanager
def locked(name: str) -> Iterator[str]:
    """Holds a lock by name."""
    if not name:
        raise Busy("no name")
    yield name.upper()


async def _look_up(name: str) -> str:
    return f"Hello {name}"


async def greet(name: str) -> str:
    """A greeting."""
    return await _look_up(name)


class Basket:
    """Things to buy."""

    def __init__(self) -> None:
        self._items: list[str] = []

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return not self._items

    def add(self, name: str, count: int = 1) -> int:
        """Put something in; how much is in it then."""
        self._items.extend([name] * count)
        return len(self._items)

    @classmethod
    def parse(cls, text: str) -> list[str]:
        """The names in a comma-separated text."""
        return [part.strip() for part in text.split(",") if part.strip()]

    @staticmethod
    def label(count: int) -> str:
        """A count in words."""
        return "1 thing" if count == 1 else f"{count} things"


class Till:
    """A till of one currency, with what it may hold at most."""

    def __init__(self, currency: str, limit: int, *, opening: int = 0) -> None:
        self._currency = currency
        self._limit = limit
        self._held = opening

    def deposit(self, amount: int) -> int:
        """Put money in; how much is in it then."""
        if self._held + amount > self._limit:
            raise ValueError(f"more than {self._limit} {self._currency}")
        self._held += amount
        return self._held

    @property
    def label(self) -> str:
        """What is in it, in words."""
        return f"{self._held} {self._currency}"

    @contextmanager
    def counting(self) -> Iterator[int]:
        """The till is closed while it is counted."""
        yield self._held
