"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.total")
def test_total(cart: Cart) -> None:
    """Total of all items.

    Prices are in cents
    """
    pending("test total")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add-item")
def test_remove(cart: Cart) -> None:
    """Add item."""
    pending("test add-item")
