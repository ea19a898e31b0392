"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
@pytest.mark.parametrize("n", [1, 2, 99])
def test_add(cart: Cart, n: int) -> None:
    """Add."""
    assert cart.add(n) == n


@pytest.mark.unit
@pytest.mark.spec("cart.unit.remove")
def test_remove(cart: Cart) -> None:
    """Remove."""
    pending("test remove")
