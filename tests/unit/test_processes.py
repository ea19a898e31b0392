"""Work in a second process gives what it gives in one."""

import os

import pytest

from specgen.processes import beside


@pytest.mark.parametrize("worth", [False, True])
def test_the_result_is_that_of_the_work(worth: bool) -> None:
    result = beside(lambda: [1, 2], worth=worth)
    assert result() == [1, 2]
    assert result() is result()


def test_it_is_done_elsewhere_where_it_is_worth_it() -> None:
    assert beside(os.getpid)() != os.getpid()
    assert beside(os.getpid, worth=False)() == os.getpid()


def test_more_than_a_pipe_holds() -> None:
    assert beside(lambda: "x" * 10**6)() == "x" * 10**6


def test_a_fork_that_dies_is_made_up_for() -> None:
    here = os.getpid()

    def fragile() -> str:
        if os.getpid() != here:
            os._exit(9)
        return "done here"

    assert beside(fragile)() == "done here"


def test_what_the_work_raises_is_raised_here() -> None:
    result = beside(lambda: "abc".index("x"))
    with pytest.raises(ValueError, match="substring"):
        result()


def test_without_fork_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert beside(os.getpid)() == os.getpid()
