from unittest.mock import patch

from shop import cart
from shop.cart import total


@patch("shop.cart.rounded")
def test_by_name(rounded):
    rounded.return_value = 3
    assert total([1, 2]) == 3


def test_by_object(monkeypatch):
    monkeypatch.setattr("shop.cart.Price", float)
    assert total([1, 2]) == 3


def test_outer_boundary(monkeypatch):
    monkeypatch.setattr("shop.cart.json.dumps", str)
    monkeypatch.setattr("shop.cart.PLACES", 2)
    assert total([1, 2]) == 3


def test_waived():
    with patch("shop.cart.rounded"):
        assert cart.total([1, 2])
