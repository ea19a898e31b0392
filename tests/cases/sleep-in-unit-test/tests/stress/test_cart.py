import time

from shop.cart import total


def test_waits_where_it_may():
    time.sleep(0.5)
    assert total([1, 2]) == 3
