"""Relative imports, checked against the import system's own resolution."""

from importlib.util import resolve_name

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.surface.absolute import absolute

NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(".".join)


@given(NAMES, st.integers(1, 4), st.one_of(st.just(""), NAMES))
@settings(max_examples=examples(200))
def test_it_resolves_as_python_does(package: str, dots: int, rest: str) -> None:
    if dots > package.count(".") + 1:
        return
    expected = resolve_name("." * dots + rest, package).rstrip(".")
    assert absolute("." * dots + rest, package) == expected


def test_absolute_names_stay() -> None:
    assert absolute("a.b", "c") == "a.b"


def test_too_many_dots_lead_to_the_top() -> None:
    assert absolute("...x", "a") == "x"
