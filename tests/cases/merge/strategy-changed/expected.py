"""Unit tests for shop.cart (business)."""

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.unit
@pytest.mark.spec("cart.unit.add")
@settings(max_examples=50)
@given(n=st.integers(min_value=0))
def test_add(n: int) -> None:
    """Add."""
    assert n or not n
