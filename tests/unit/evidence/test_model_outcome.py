"""The laws of what several ends add up to; their tables are executed in test_model.py."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.evidence.model_outcome import Outcome, of_attempts, without_parameters, worst


@given(st.lists(st.sampled_from(Outcome), min_size=1, max_size=6))
def test_order_of_parameters_and_attempts_means_nothing(outcomes: list[Outcome]) -> None:
    for verb in (worst, of_attempts):
        found = {verb(order) for order in itertools.islice(itertools.permutations(outcomes), 24)}
        assert len(found) == 1


@given(st.lists(st.sampled_from(Outcome), min_size=1), st.sampled_from(Outcome))
def test_only_passes_make_a_pass(outcomes: list[Outcome], other: Outcome) -> None:
    for verb in (worst, of_attempts):
        assert (verb([*outcomes, other]) is Outcome.PASS) == ({*outcomes, other} == {Outcome.PASS})


def test_nothing_is_not_reported() -> None:
    assert worst([]) is Outcome.NOT_REPORTED


@pytest.mark.parametrize(
    ("node_id", "bare"),
    [
        ("a[b]/t.py::T::test[1-[x]]", "a[b]/t.py::T::test"),
        ("t.py::test", "t.py::test"),
        ("t.py::test[a::b]", "t.py::test"),
        ("t.py", "t.py"),
    ],
)
def test_parameters_are_what_stands_in_brackets(node_id: str, bare: str) -> None:
    assert without_parameters(node_id) == bare
