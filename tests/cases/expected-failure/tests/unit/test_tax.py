import pytest

from shop import tax

pytestmark = pytest.mark.xfail(strict=True)


def test_total():
    assert tax.total([1, 1]) == 3
