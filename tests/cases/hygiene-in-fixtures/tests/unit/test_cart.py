import time

import pytest

from shop.cart import total
from tests.helpers import Clock, settle


@pytest.fixture(autouse=True)
def no_prices(monkeypatch):
    monkeypatch.setattr("shop.cart.prices", lambda shop: [2])


class TestCart:
    def setup_method(self):
        time.sleep(0.3)
        self.clock = Clock()

    def test_total(self, slow_shop):
        assert total(slow_shop) == 2

    def test_again(self, slow_shop, known):
        settle()
        self._pause()
        assert total(slow_shop) == 2

    def _pause(self):
        time.sleep(0.4)
