"""What is used by many at once, and what fails at times."""

import threading


def handle(number: int) -> int:
    """The sum of the digits of ``number``."""
    return sum(int(digit) for digit in str(number))


class Counter:
    """A counter that threads share."""

    def __init__(self) -> None:
        self.value = 0
        self._lock = threading.Lock()

    def increment(self) -> int:
        """One more; the new value."""
        with self._lock:
            self.value += 1
            return self.value


def unique(items: list[int]) -> list[int]:
    """``items`` without repetitions, in their order."""
    return list(dict.fromkeys(items))


def fetch(name: str) -> str:
    """What the outer service says."""
    return name.upper()


def get(name: str) -> str:
    """What :func:`fetch` says, tried three times."""
    for _ in range(2):
        try:
            return fetch(name)
        except TimeoutError:
            continue
    return fetch(name)
