from shop.cart import total


def test_total():
    assert total([1, 2]) == 3


def test_twice():
    assert total([1]) == 1


def test_total():
    assert total([]) == 0


def test_twice():
    assert total([2]) == 2
