"""Work in two processes gives what it gives in one."""

import os
from collections.abc import Sequence

import pytest

from specgen.processes import in_two


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


@pytest.mark.parametrize("worth", [1, 10**9])
def test_the_results_are_in_order(worth: int) -> None:
    assert in_two(doubled, range(7), worth=worth) == [0, 2, 4, 6, 8, 10, 12]


def test_the_second_half_is_done_elsewhere() -> None:
    def where(items: Sequence[int]) -> list[int]:
        return [os.getpid() for _ in items]

    first, second = in_two(where, range(2), worth=1)
    assert first == os.getpid() != second


def test_a_fork_that_dies_is_made_up_for() -> None:
    here = os.getpid()

    def fragile(items: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os._exit(9)
        return list(items)

    assert in_two(fragile, range(4), worth=1) == [0, 1, 2, 3]


def test_without_fork_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert in_two(doubled, range(3), worth=1) == [0, 2, 4]
