from shop.cart import Cart


def test_nothing_is_checked() -> None:
    total = Cart().total()
    assert total == total
