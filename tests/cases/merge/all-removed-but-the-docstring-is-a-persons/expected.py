"""Unit tests for shop.cart (ours)."""


