import unittest

import pytest
from hypothesis.stateful import RuleBasedStateMachine, rule

from shop.tax import Cart


def pytest_generate_tests(metafunc):
    if "count" in metafunc.fixturenames:
        metafunc.parametrize("count", range(3))


def test_counts(count):
    cart = Cart()
    cart.add(count)
    assert cart.items == [count]


def make_test(count):
    def test():
        assert Cart().add(count) is None

    return test


test_made = make_test(3)

for number in (1, 2):
    globals()[f"test_global_{number}"] = make_test(number)


class TestSet(unittest.TestCase):
    def test_each(self):
        for count in (1, 2):
            with self.subTest(count=count):
                self.assertIsNone(Cart().add(count))


for number in (1, 2):
    setattr(TestSet, f"test_set_{number}", lambda self: None)

TestTyped = type("TestTyped", (unittest.TestCase,), {"test_typed": lambda self: None})


class Machine(RuleBasedStateMachine):
    @rule()
    def adds(self):
        assert Cart().items == []


TestMachine = Machine.TestCase


def load_tests(loader, tests, pattern):
    return tests
