from shop.tax import tax


def test_tax():
    assert tax(5) == 1
