import pytest

from shop import cart


@pytest.mark.xfail(reason="#12")
def test_total():
    assert cart.total([1, 1]) == 3
