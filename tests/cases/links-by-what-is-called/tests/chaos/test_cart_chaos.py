def test_cart_survives() -> None:
    assert 1 + 1 == 2
