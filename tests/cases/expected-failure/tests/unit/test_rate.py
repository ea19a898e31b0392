from shop import rate


def test_accepts():
    rate.total([1, 1])
