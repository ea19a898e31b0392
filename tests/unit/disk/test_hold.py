"""One lock per checkout: who waits, who is named, what a dead holder leaves."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from specgen.disk import hold
from specgen.disk.hold import Patience, at_rest

NOT_AT_ALL = Patience(0.0)


@contextmanager
def another(work: Callable[[Callable[[], None]], None]) -> Iterator[int]:
    """A child that has done what comes before the call it is handed, and waits in it until it is
    killed; yields its process id."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:

        def arrive() -> None:
            os.write(writing, b".")
            os.read(os.pipe()[0], 1)  # for ever

        try:
            work(arrive)
        finally:
            os._exit(1)
    os.close(writing)
    assert os.read(reading, 1) == b"."
    os.close(reading)
    try:
        yield child
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def holding(root: Path, *, alone: bool) -> Callable[[Callable[[], None]], None]:
    def work(arrive: Callable[[], None]) -> None:
        with at_rest(root, alone=alone, patience=Patience(name="specgen build")):
            arrive()

    return work


@pytest.mark.parametrize("alone", [True, False])
def test_while_somebody_writes_nobody_else_does_anything(tmp_path: Path, alone: bool) -> None:
    with another(holding(tmp_path, alone=True)) as child:
        with (
            pytest.raises(OSError, match=rf"in use by `specgen build`, process {child}, since \d"),
            at_rest(tmp_path, alone=alone, patience=NOT_AT_ALL),
        ):
            pass
        os.kill(child, 0)  # it was alive all the while


def test_readers_read_together_and_keep_writers_away(tmp_path: Path) -> None:
    with another(holding(tmp_path, alone=False)):
        with at_rest(tmp_path, alone=False, patience=NOT_AT_ALL):
            pass
        with (
            pytest.raises(OSError, match="in use by a command that reads this tree") as caught,
            at_rest(tmp_path, alone=True, patience=NOT_AT_ALL),
        ):
            pass
    assert caught.value.errno == errno.EBUSY


def test_a_dead_holder_holds_nothing(tmp_path: Path) -> None:
    with another(holding(tmp_path, alone=True)):
        pass
    assert (tmp_path / ".specgen/lock").read_text()  # it could not clean up
    with at_rest(tmp_path, alone=True, patience=NOT_AT_ALL):
        pass
    assert (tmp_path / ".specgen/lock").read_text() == ""


def test_one_who_waits_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "_SILENCE", 0.0)
    told: list[str] = []
    with another(holding(tmp_path, alone=True)) as child:

        def tell(what: str) -> None:
            told.append(what)
            os.kill(child, 9)

        with at_rest(tmp_path, alone=True, patience=Patience(tell=tell)):
            pass
        assert [what.startswith("waiting for `specgen build`, process ") for what in told] == [True]


def test_within_a_hold_nothing_more_is_held(tmp_path: Path) -> None:
    with (
        at_rest(tmp_path, alone=True, patience=NOT_AT_ALL),
        at_rest(tmp_path, alone=False, patience=NOT_AT_ALL),
        at_rest(tmp_path, alone=True, patience=NOT_AT_ALL),
    ):
        pass
    with (
        at_rest(tmp_path, alone=False),
        pytest.raises(RuntimeError, match="must not begin to write"),
        at_rest(tmp_path, alone=True),
    ):
        pass


def test_a_lock_that_was_deleted_meanwhile_is_not_taken_for_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the opening and the locking somebody deletes `.specgen`, which is safe to do."""
    lock = tmp_path / ".specgen/lock"
    real, calls = hold._try, [0]

    def deleting(descriptor: int, *, alone: bool) -> bool:
        calls[0] += 1
        if calls[0] == 1:
            lock.unlink()
        return real(descriptor, alone=alone)

    monkeypatch.setattr(hold, "_try", deleting)
    with at_rest(tmp_path, alone=True, patience=Patience(name="me")):
        assert lock.read_text().startswith("`me`")
    assert calls[0] == 2


@pytest.mark.parametrize("alone", [True, False])
def test_where_no_lock_can_be_made_one_goes_on(
    tmp_path: Path, alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(hold, "_open", refuse)
    with at_rest(tmp_path, alone=alone, patience=NOT_AT_ALL):
        assert not (tmp_path / ".specgen").exists()
