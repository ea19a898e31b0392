"""A store of values by name and content key, that never runs what it reads."""

import gc
import io
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_FORMAT = "1"  # raise when the meaning of a cached noun changes
_ALLOWED = {("pathlib", "PurePosixPath"), ("builtins", "frozenset"), ("builtins", "set")}


class _Nouns(pickle.Unpickler):
    """Builds specgen's own nouns and nothing else: a cache may come from a stranger's branch."""

    def find_class(self, module: str, name: str) -> object:
        parts = module.split(".")
        noun = parts[0] == "specgen" and (parts[-1] == "model" or len(parts) == 2)
        if (module, name) not in _ALLOWED and not (noun and name[:1].isupper()):
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")
        return super().find_class(module, name)


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
            with without_gc():
                return _Nouns(io.BytesIO(body)).load()
        except Exception:  # whatever a damaged pickle raises: it is only a cache
            return None

    def put(self, name: str, key: str, value: object) -> None:
        """Keep ``value`` under ``name`` for ``key``, replacing what was there at once."""
        if self.folder is None:
            return
        target = self.folder / f"{name}.cache"
        partial = target.with_suffix(f".{os.getpid()}")
        try:
            with without_gc():
                data = f"{_FORMAT} {key}\n".encode() + pickle.dumps(value, 5)
            self.folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            os.replace(partial, target)
        except OSError:
            partial.unlink(missing_ok=True)


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
