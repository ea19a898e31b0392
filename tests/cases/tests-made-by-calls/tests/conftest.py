from pytest_bdd import given

from shop.cart import Cart


@given("a cart", target_fixture="cart")
def cart():
    return Cart()
