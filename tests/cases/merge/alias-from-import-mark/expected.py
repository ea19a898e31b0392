"""Unit tests for shop.cart (business)."""

from pytest import mark
from specgen.testing import pending

from shop.cart import Cart


@mark.unit
@mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """Adding puts an item in."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@mark.unit
@mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """Removing takes it out."""
    pending("test remove")


@mark.unit
@mark.spec("cart.unit.total")
def test_total(cart: Cart) -> None:
    """Sum.

    Prices are in cents
    """
    pending("test total")
