from shop.cart import total
from tests.helpers import Clock


def test_many(slow_shop):
    assert [total(slow_shop) for _ in range(99)] == [1] * 99
    assert Clock()
