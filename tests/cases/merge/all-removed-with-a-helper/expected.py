"""Unit tests for shop.cart (business)."""



def helper() -> int:
    return 1
