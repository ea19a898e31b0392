"""A client that must come through failures."""

import asyncio
import threading


class Unavailable(Exception):
    """All attempts failed."""


def fetch(key: str) -> str:
    """The remote call."""
    return key.upper()


async def fetch_later(key: str) -> str:
    """The remote call, async."""
    await asyncio.sleep(0)
    return key.upper()


def store(value: str) -> int:
    """Another remote call."""
    return len(value)


def get(key: str) -> str:
    """Fetch with two retries."""
    for _ in range(3):
        try:
            return fetch(key)
        except TimeoutError:
            continue
    raise Unavailable(key)


async def get_later(key: str) -> str:
    """Fetch with two retries, async."""
    for _ in range(3):
        try:
            return await fetch_later(key)
        except TimeoutError:
            continue
    raise Unavailable(key)


class Client:
    """Remembers what it fetched."""

    lock = threading.Lock()

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def send(self, key: str) -> str:
        """The remote call."""
        return fetch(key)

    def read(self, key: str) -> str:
        """From memory, else remote; a fault is told as Unavailable."""
        if not Client.lock.acquire(timeout=0.2):
            raise RuntimeError("locked for ever")
        try:
            if key not in self._known:
                self._known[key] = self.send(key)
            return self._known[key]
        except ConnectionError as error:
            raise Unavailable(key) from error
        finally:
            Client.lock.release()

    def save(self, value: str) -> str:
        """Store, and say so; a fault is no reason to fail."""
        try:
            store(value)
        except OSError:
            return "queued"
        return "queued" if value == "later" else "stored"
