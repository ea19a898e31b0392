import sys

import pytest

from shop import bank


@pytest.mark.xfail(sys.platform == "win32", reason="#12")
def test_total():
    assert bank.total([1, 1]) == 2
