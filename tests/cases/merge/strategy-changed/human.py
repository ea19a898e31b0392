"""Unit tests for shop.cart (business)."""

import pytest

from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
@given(n=st.integers())
def test_add(n: int) -> None:
    """Add."""
    assert n or not n
