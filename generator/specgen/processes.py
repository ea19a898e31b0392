"""Work done in a second process, which returns finished nouns."""

import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from typing import TypeVar

R = TypeVar("R")


def beside(work: Callable[[], R], *, worth: bool = True) -> Callable[[], R]:
    """Begin ``work`` in a fork, if it is ``worth`` one; what is returned gives its result.

    The fork shares the memory of this process as it is, so nothing has to be handed over; its
    result comes back pickled.  Where there is no fork, or it dies, the work is done here.
    """
    if not worth or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return cache(work)
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _serve(work, writing)
    os.close(writing)

    @cache
    def result() -> R:
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(child, 0)
        try:
            found: R = pickle.loads(answer)
        except (EOFError, pickle.UnpicklingError):
            return work()
        return found

    return result


def _serve(work: Callable[[], R], writing: int) -> None:
    """Be the fork: write the result and leave without any of the parent's clean-up."""
    code = 1
    try:
        answer = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)  # whole: a pipe holds but little
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)
