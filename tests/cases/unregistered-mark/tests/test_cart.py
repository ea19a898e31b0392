import pytest

from shop.cart import total


@pytest.mark.solw
def test_mistyped():
    assert total([1, 2]) == 3


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.race
@pytest.mark.parametrize("n", [1])
def test_registered(n):
    assert total([n]) == n


@pytest.mark.odd
def test_waived():
    assert total([1]) == 1
