"""A cart."""


class Cart:
    """Holds lines."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    def add(self, price: int) -> None:
        """Add a line."""
        if price < 0:
            raise ValueError("a price is never negative")
        self.lines.append(price)

    def total(self) -> int:
        """The sum of all lines."""
        return sum(self.lines)


def discount(price: int, percent: int = 10) -> int:
    """The price without its discount."""
    return price - price * percent // 100
