import random

from shop.cart import total


def test_draws():
    prices = [random.randint(1, 9), random.random()]
    assert total(prices) == sum(prices)


def test_seeded():
    source = random.Random(7)
    random.seed(7)
    assert total([source.random(), random.random()]) > 0


def test_waived():
    assert total([random.random()]) >= 0
