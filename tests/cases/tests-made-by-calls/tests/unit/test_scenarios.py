from pytest_bdd import given, parsers, scenario, scenarios, then, when

from tests.steps.words import *


@scenario("features/cart.feature", "Adds one")
def test_adds():
    """The first of them."""


scenarios("features/cart.feature")
scenarios("features/more.feature")


@when(parsers.parse("I add {n:d} items"))
def add(cart, n):
    cart.add(n)


@then(parsers.re(r"it holds (?P<n>\d+) items"))
def holds(cart, n):
    assert sum(cart.items) == int(n)


@then("it is refused")
def refused(cart):
    assert not cart.items
