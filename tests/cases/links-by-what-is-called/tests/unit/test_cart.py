from shop.cart import Cart


def test_total() -> None:
    assert Cart().total() == 0
