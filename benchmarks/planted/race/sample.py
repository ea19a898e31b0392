"""Objects that threads share."""

import asyncio
import threading


class Counter:
    """Counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.value = 0

    def _read(self) -> int:
        return self.value

    def _next(self, number: int) -> int:
        return number + 1

    def increment(self) -> int:
        """One more."""
        with self._lock:
            self.value = self._next(self._read())
            return self.value


class Tickets:
    """Gives out numbers, none twice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given: dict[int, str] = {}

    def take(self) -> int:
        """The next number."""
        with self._lock:
            number = len(self._given) + 1
            self._given[number] = str(number)
        return number


class Account:
    """Money that must not run below zero."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.balance = 100
        self.paid = 0

    def _covers(self, amount: int) -> bool:
        return self.balance >= amount

    def _move(self, amount: int) -> None:
        self.balance = self.balance - self._same(amount)
        self.paid = self._same(self.paid) + amount

    def _same(self, amount: int) -> int:
        return amount

    def withdraw(self, amount: int) -> bool:
        """Take money out, if there is enough."""
        with self._lock:
            if self._covers(amount):
                self._move(amount)
                return True
            return False


class Settings:
    """Loaded once, on first use."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: object | None = None
        self.loads = 0

    def get(self) -> int:
        """The identity of the loaded object."""
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = self._load()
        return id(self._loaded)

    def _load(self) -> object:
        self.loads = len(range(self.loads)) + 1
        return object()


class Journal:
    """A bounded list of lines."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.lines: dict[int, str] = {}
        self.written = 0

    def write(self, text: str) -> int:
        """Add a line; how many there are."""
        with self._lock:
            self.written = len(list(range(self.written))) + 1
            self.lines[self.written % 50] = text
            return len([line for line in self.lines.values() if line])


class Pool:
    """Seats that async workers share."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self.used = 0

    async def seat(self) -> int:
        """Take one more seat."""
        async with self._lock:
            before = self.used
            await asyncio.sleep(0)
            self.used = before + 1
            return self.used
