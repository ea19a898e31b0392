"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


class TestCart:
    """Mine."""

    @pytest.mark.unit
    @pytest.mark.spec("cart.unit.add")
    def test_add(self, cart: Cart) -> None:
        """Adding."""
        pending("test add")

    @pytest.mark.unit
    @pytest.mark.spec("cart.unit.clear")
    def test_clear(self, cart: Cart) -> None:
        """Clear."""
        pending("test clear")

    @pytest.mark.component
    @pytest.mark.spec("cart.unit.remove")
    def test_remove(self, cart: Cart) -> None:
        """Remove."""
        pending("test remove")

    @pytest.mark.unit
    @pytest.mark.spec("cart.unit.total")
    def test_total(self, cart: Cart, clock: Clock) -> None:
        """Total of all items.

        Cents are exact
        """
        pending("test total")
