def total(*prices: int) -> int:
    return sum(prices)
