"""A store of values by name and content key, that never runs what it reads."""

import gc
import io
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, is_dataclass
from operator import attrgetter
from pathlib import Path

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
    """Keeps one value per name, valid for one key.  Without a folder it keeps nothing.

    Reading a missing, damaged, foreign or stale entry gives nothing; writing that fails (a
    read-only disk) is silent, since the next run only works it out again.
    """

    folder: Path | None = None

    def get(self, name: str, key: str) -> object:
        """The value kept under ``name`` for ``key``, or ``None``."""
        if self.folder is None:
            return None
        try:
            data = (self.folder / f"{name}.cache").read_bytes()
            head, _, body = data.partition(b"\n")
            if head.decode("ascii", "replace") != f"{_FORMAT} {key}":
                return None
            return unpack(body)
        except Exception:  # whatever a damaged pickle raises: it is only a cache
            return None

    def put(self, name: str, key: str, *, value: object) -> None:
        """Keep ``value`` under ``name`` for ``key``, replacing what was there at once."""
        if self.folder is None:
            return
        target = self.folder / f"{name}.cache"
        partial = target.with_suffix(f".{os.getpid()}")
        try:
            data = f"{_FORMAT} {key}\n".encode() + pack(value)
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", "utf-8")  # not for committing
            partial.write_bytes(data)
            os.replace(partial, target)
        except OSError:
            with suppress(OSError):
                partial.unlink()


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
