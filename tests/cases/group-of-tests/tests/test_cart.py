import pytest

from shop.cart import Cart


class TestAdding:
    def test_one(self) -> None:
        cart = Cart()
        cart.add(3)
        assert cart.lines == [3]

    def test_negative(self) -> None:
        with pytest.raises(ValueError):
            Cart().add(-1)


class TestTotals:
    def test_empty(self) -> None:
        assert Cart().total() == 0
