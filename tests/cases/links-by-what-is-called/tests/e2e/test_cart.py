from shop.cart import Cart


def test_nothing_is_checked() -> None:
    Cart().total()
