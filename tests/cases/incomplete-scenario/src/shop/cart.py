"""A cart."""

from contextlib import contextmanager
from collections.abc import Iterator


class Cart:
    """Holds lines for one owner."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.lines: list[int] = []

    def add(self, price: int) -> None:
        """Add a line."""
        self.lines.append(price)


class Counter:
    """Counts."""

    def __init__(self) -> None:
        self.value = 0

    def add(self, amount: int) -> int:
        """Count on."""
        self.value += amount
        return self.value


def total(prices: list[int], rate: float = 0.0) -> float:
    """The sum."""
    return sum(prices) * (1 + rate)


@contextmanager
def locked() -> Iterator[None]:
    """Nobody else."""
    yield


def untyped(value):
    """Anything."""
    return value
