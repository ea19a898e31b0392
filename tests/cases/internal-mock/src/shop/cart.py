"""Carts."""

import json

PLACES = 0


class Price(int):
    """A price."""


def rounded(value):
    """To whole units."""
    return round(value, PLACES)


def total(prices):
    """The sum."""
    return rounded(sum(json.loads(json.dumps(prices))))
