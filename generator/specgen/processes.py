"""Work split over two processes, each of which returns finished nouns."""

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_two(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], *, worth: int) -> list[R]:
    """``work(items)``, its second half done by a fork where there are at least ``worth`` items.

    The fork shares the memory of this process as it is, so nothing has to be handed over; its
    results come back pickled.  Where there is no fork, or it dies, all is done here.
    """
    if len(items) < worth or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return work(items)
    middle = len(items) // 2
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _serve(work, items[middle:], writing=writing)
    os.close(writing)
    first = work(items[:middle])
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    try:
        second: list[R] = pickle.loads(answer)
    except (EOFError, pickle.UnpicklingError):
        second = work(items[middle:])
    return first + second


def _serve(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], *, writing: int) -> None:
    """Be the fork: write the results and leave without any of the parent's clean-up."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(items), pipe, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)
