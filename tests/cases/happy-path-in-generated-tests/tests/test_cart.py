from shop.cart import total


def test_one():
    assert total(1) == 1


def test_two():
    assert total(2) == 2


def test_three():
    assert total(3) == 3
