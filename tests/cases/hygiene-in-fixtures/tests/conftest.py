import random
import time
from unittest.mock import Mock

import pytest


@pytest.fixture
def shop():
    return Mock()


@pytest.fixture
def slow_shop(shop):
    time.sleep(0.5)
    return shop


@pytest.fixture
def known():
    time.sleep(0.1)


@pytest.fixture
def noise():
    return random.random()


@pytest.fixture
def seeded():
    random.seed(7)
    return random.random()


@pytest.fixture
def nobody_asks():
    time.sleep(9)
