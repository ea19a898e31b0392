def total(prices):
    """The sum."""
    return sum(prices)
