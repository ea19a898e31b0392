import pytest

from shop import cart


@pytest.mark.unit
def test_totals() -> None:
    assert cart.total([1, 2]) == 3


@pytest.mark.unit
def test_rounding() -> None:
    assert cart.total([1, 1]) == 2


@pytest.mark.unit
def test_taxes() -> None:
    assert cart.total([1]) == 1


@pytest.mark.unit
def test_empty() -> None:
    assert cart.total([]) == 0
