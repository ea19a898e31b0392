"""Prices, orders and where they are kept."""

import sys
from collections.abc import Sequence


def discount(price: float, percent: float) -> float:
    """``price`` less ``percent``."""
    if not 0 <= percent <= 100:
        raise ValueError("percent out of range")
    return price * (100 - percent) / 100


def encode(text: str) -> str:
    """``text`` with its runs counted."""
    return text.encode().hex()


def decode(text: str) -> str:
    """What :func:`encode` was given."""
    return bytes.fromhex(text).decode()


class Store:
    """Orders, by number."""

    def __init__(self) -> None:
        self.orders: list[str] = []

    def add(self, name: str) -> int:
        """Keep an order; its number."""
        if not name:
            raise ValueError("an order has a name")
        self.orders.append(name)
        return len(self.orders)


def main(words: Sequence[str]) -> int:
    """Sell each of ``words``."""
    store = Store()
    for word in words:
        print(f"sold {word} as {store.add(word)}")
    return 0 if words else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
