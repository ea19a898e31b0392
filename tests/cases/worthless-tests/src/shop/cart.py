"""What is bought."""


class Cart:
    """A cart."""

    def charge(self, gateway: object) -> int:
        """Have the gateway charge."""
        return gateway.charge(1)


def total(*items: int) -> int:
    """What all of it costs."""
    return sum(items)


async def fetch(item: int) -> int:
    """Read one item."""
    return item


def _round(item: int) -> int:
    return item
