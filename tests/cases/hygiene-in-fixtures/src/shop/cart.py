def prices(shop):
    return [1]


def total(shop):
    return sum(prices(shop))
