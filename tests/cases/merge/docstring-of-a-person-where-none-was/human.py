"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
def test_add(cart: Cart) -> None:
    """Mine."""
    assert cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """Remove."""
    pending("test remove")
