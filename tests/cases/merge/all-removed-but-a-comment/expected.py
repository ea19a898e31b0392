"""Unit tests for shop.cart (business)."""


# mine
