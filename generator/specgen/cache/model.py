"""A store of values by name and content key, that never runs what it reads."""

import gc
import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, is_dataclass
from operator import attrgetter
from pathlib import Path

from specgen import state_folder

_FORMAT = "12"  # raise when the meaning of a cached noun changes
_ALLOWED = {("pathlib", "PurePosixPath"), ("builtins", "frozenset"), ("builtins", "set")}


class _Nouns(pickle.Unpickler):
    """Builds specgen's own nouns and nothing else: a cache may come from a stranger's branch."""

    def find_class(self, module: str, name: str) -> object:
        parts = module.split(".")
        noun = parts[0] == "specgen" and (parts[-1].split("_")[0] == "model" or len(parts) == 2)
        if (module, name) not in _ALLOWED and not (
            noun and name[:1].isupper() and name.isidentifier()
        ):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        return super().find_class(module, name)


_Reducer = Callable[[object], tuple[type, tuple[object, ...]]]


class _Reducers(dict[type, _Reducer]):
    """How a noun is pickled: as a call of its class, three times as fast to read as slot states."""

    def __missing__(self, kind: type) -> _Reducer:
        names = getattr(kind, "__match_args__", ())
        if not is_dataclass(kind) or not names:
            raise KeyError(kind)
        get = attrgetter(*names)
        single = len(names) == 1
        self[kind] = lambda noun: (kind, (get(noun),) if single else get(noun))
        return self[kind]


def pack(value: object) -> bytes:
    """Nouns, and the plain containers that hold them, as bytes."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    pickler.dispatch_table = _Reducers()
    with without_gc():
        pickler.dump(value)
    return buffer.getvalue()


def unpack(data: bytes) -> object:
    """What ``pack`` was given.

    Raises:
        Exception: whatever damaged bytes make the reader raise, and ``UnpicklingError`` where they
            name anything that is no noun.
    """
    with without_gc():
        return _Nouns(io.BytesIO(data)).load()


@dataclass(frozen=True, slots=True)
class Store:
    """Keeps one value per name, valid for one key.  Without a ``root`` it keeps nothing.

    It stands below ``names`` in the folder `.specgen` of the checkout at ``root``.  Reading a
    missing, damaged, foreign or stale entry gives nothing; writing that fails (a read-only disk, a
    link in the way) is silent, since the next run only works it out again.
    """

    root: Path | None = None
    names: tuple[str, ...] = ()
    token: str = ""

    @classmethod
    def of(cls, root: Path, *names: str) -> "Store":
        """The store of the checkout at ``root``, whose token is part of every key: entries that a
        stranger's branch brings along are read by nobody."""
        try:
            return cls(root, names, state_folder.token(root, make=True))
        except OSError:
            return cls()

    def get(self, name: str, key: str) -> object:
        """The value kept under ``name`` for ``key``, or ``None``."""
        if self.root is None:
            return None
        try:
            data = state_folder.read(self.root, *self.names, f"{name}.cache")
            head, _, body = data.partition(b"\n")
            return unpack(body) if head == self._head(key) else None
        except Exception:  # whatever a damaged pickle raises: it is only a cache
            return None

    def put(self, name: str, key: str, *, value: object) -> None:
        """Keep ``value`` under ``name`` for ``key``, replacing what was there at once."""
        if self.root is None:
            return
        data = self._head(key) + b"\n" + pack(value)
        with suppress(OSError):
            state_folder.put(self.root, *self.names, f"{name}.cache", data=data)

    def _head(self, key: str) -> bytes:
        return f"{_FORMAT} {self.token} {key}".encode()


@contextmanager
def without_gc() -> Iterator[None]:
    """Garbage collection off while very many small values are made (halves the time)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
