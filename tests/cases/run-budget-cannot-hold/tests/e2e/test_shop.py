from shop.cart import total


def test_sells():
    assert total([]) == 0
