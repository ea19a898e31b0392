import random

from shop.cart import total


def test_is_no_chaos():
    assert total([random.random()]) >= 0
