import time

from shop.cart import total


def test_waived():
    time.sleep(1)
    assert total([1, 2]) == 3
