"""``-m`` and ``-k`` expressions, against Python's own ``eval`` as the oracle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.inventory.select import selects

NAMES = ("slow", "fast", "wide")
EXPRESSIONS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.one_of(
        inner.map(lambda x: f"not {x}"),
        inner.map(lambda x: f"({x})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, st.sets(st.sampled_from(NAMES)))
@settings(max_examples=examples(200))
def test_it_means_what_python_means(expression: str, names: set[str]) -> None:
    expected = eval(expression, {name: name in names for name in NAMES})
    assert selects(expression, names) is expected


@pytest.mark.parametrize(
    ("expression", "selected"),
    [("CART", True), ("cart and not bank", True), ("bank", False), ("test_c", True), ("", True)],
)
def test_keywords_match_inside_names(expression: str, selected: bool) -> None:
    assert selects(expression, ["TestCart", "test_cart"], inside=True) is selected


@pytest.mark.parametrize("expression", ["and", "not", "(slow", "slow )", "slow and"])
def test_what_cannot_be_understood_selects_everything(expression: str) -> None:
    assert selects(expression, ["slow"])
