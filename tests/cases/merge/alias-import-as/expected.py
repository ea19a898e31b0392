"""Unit tests for shop.cart (business)."""

import pytest as pt
from specgen.testing import pending

from shop.cart import Cart


@pt.mark.component
@pt.mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """New."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pt.mark.component
@pt.mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """New."""
    pending("test remove")


@pt.mark.component
@pt.mark.spec("cart.unit.total")
def test_total(cart: Cart) -> None:
    """New.

    Prices are in cents
    """
    pending("test total")
