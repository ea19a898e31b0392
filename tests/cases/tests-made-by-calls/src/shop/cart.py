"""What is bought."""


class Cart:
    """A cart."""

    def __init__(self) -> None:
        self.items: list[int] = []

    def add(self, count: int) -> None:
        """Add some items."""
        if count < 0:
            raise ValueError(count)
        self.items.append(count)
