import pytest

pytestmark = pytest.mark.spec("cart.unit.add")


def test_mine() -> None:
    assert 1
