"""One part of the shop."""


def total(items: list[int]) -> int:
    """What all of it costs."""
    return sum(items)
