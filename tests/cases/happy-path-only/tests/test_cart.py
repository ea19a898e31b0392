from shop.cart import total


def test_1():
    assert total([1]) == 1


def test_2():
    assert total([2]) == 2


def test_3():
    assert total([3]) == 3
