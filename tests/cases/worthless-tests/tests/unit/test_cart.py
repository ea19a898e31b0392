import asyncio
import unittest
from contextlib import suppress
from unittest.mock import Mock

import pytest

from shop import cart


class TestTotal(unittest.TestCase):
    def test_true(self):
        cart.total(1)
        self.assertTrue(True)


@pytest.mark.parametrize("n", [])
def test_no_set(n):
    assert cart.total(n) == n


@pytest.mark.xfail(run=False)
def test_never_run():
    assert cart.total(1) == 1


def check_total(n):
    assert cart.total(n) == n


def test_helper_named():
    check_total


def test_mock_not_asked():
    gateway = Mock()
    cart.Cart().charge(gateway)
    assert gateway.charge.assert_called_once


def test_double_alone():
    double = Mock(spec=cart.Cart)
    double.charge.return_value = 3
    assert double.charge(1) == 3


def test_coroutine_compared():
    assert cart.fetch(1) != 2


async def test_coroutine_scheduled():
    task = asyncio.create_task(cart.fetch(1))
    assert task


def test_if_false():
    if False:
        assert cart.total(1) == 1


def test_itself():
    found = cart.total(1)
    assert found == found


def test_over_nothing():
    for n in []:
        assert cart.total(n) == n


def test_return_first():
    cart.total(1)
    return
    assert cart.total(1) == 1


def test_circular():
    expected = cart.total(1)
    assert cart.total(1) == expected


def test_tuple():
    assert (cart.total(1) == 1, "wrong")


def test_own_error():
    with pytest.raises(ValueError):
        raise ValueError


def test_suppressed():
    with suppress(AssertionError):
        assert cart.total(1) == 1
