"""One lock per checkout: a build works alone, and nobody reads the tree while it writes.

The system keeps the lock and lets go of it when its holder dies, however that happens; the file
only names the holder, and is never deleted.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from specgen import state_folder
from specgen.disk.journal import heal, is_torn

_LOCK = "lock"
_PAUSE, _SILENCE = 0.05, 1.0  # s between two tries, and before it is said who is waited for
_NAMED = 200  # bytes of a holder's name that are read
_OPEN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds to wait for others, and who is told that one waits, or of a tree healed.

    ``name`` is the command at hand, for those who come to wait for it.
    """

    seconds: float = 600.0
    tell: Callable[[str], None] = lambda _: None
    name: str = "specgen"


_held: dict[str, bool] = {}  # the roots that this process holds: whether alone


@contextmanager
def at_rest(root: Path, *, alone: bool, patience: Patience | None = None) -> Iterator[None]:
    """Hold the checkout at ``root``, healed of what a killed build left half done.

    ``alone`` for those who write; any number may read together.  Within a hold of the same
    process nothing more is held.  Where nothing can be written, readers go on without a lock, for
    no build can be at work.

    Raises:
        OSError: another command holds it for longer than ``patience`` lasts (it is named), or the
            tree is half written and cannot be healed.
    """
    patience = patience or Patience()
    key = os.path.realpath(root)
    if key in _held:
        if alone and not _held[key]:
            raise RuntimeError("a reader of the tree must not begin to write")
        yield
        return
    descriptor = _settled(root, alone=alone, patience=patience)
    _held[key] = alone
    try:
        yield
    finally:
        del _held[key]
        _release(descriptor, alone=alone)


def _settled(root: Path, *, alone: bool, patience: Patience) -> int | None:
    """The lock of a tree that is not half written: where it was, this has mended it."""
    while True:
        descriptor = _acquire(root, alone=alone, patience=patience)
        try:
            if not alone and not is_torn(root):
                return descriptor
            if alone:
                _heal(root, patience)
                return descriptor
        except BaseException:
            _release(descriptor, alone=alone)
            raise
        _release(descriptor, alone=alone)
        with at_rest(root, alone=True, patience=patience):
            pass  # which heals


def _heal(root: Path, patience: Patience) -> None:
    torn = is_torn(root)
    heal(root)
    if torn:
        patience.tell("took back what a killed build had half done")
    with suppress(OSError):
        state_folder.tidy(root)


def _acquire(root: Path, *, alone: bool, patience: Patience) -> int | None:
    """The descriptor of the lock; none where this place has no locks."""
    begun, told = time.monotonic(), False
    while True:
        try:
            descriptor = _attempt(root, alone=alone)
        except OSError:  # a disk that cannot be written, a file system without locks
            return None
        if descriptor is not None:
            _sign(descriptor, patience.name if alone else "")
            return descriptor
        waited = time.monotonic() - begun
        if waited >= patience.seconds:
            raise OSError(errno.EBUSY, f"in use by {_holder(root)}; nothing was done", str(root))
        if not told and waited >= _SILENCE:
            patience.tell(f"waiting for {_holder(root)}")
            told = True
        time.sleep(_PAUSE)


def _attempt(root: Path, *, alone: bool) -> int | None:
    """The descriptor of the lock if it is to be had."""
    descriptor = _open(root)
    try:
        if _try(descriptor, alone=alone) and _stands(root, descriptor):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)  # held, or deleted meanwhile: whoever comes next locks another file
    return None


def _open(root: Path) -> int:
    path = state_folder.path_to(root, _LOCK)
    with suppress(OSError):
        state_folder.prepare(root)
        return os.open(path, os.O_RDWR | os.O_CREAT | _OPEN, 0o666)
    return os.open(path, os.O_RDONLY | _OPEN)  # another user's, or on a disk that is read-only


def _stands(root: Path, descriptor: int) -> bool:
    """Whether the lock is still the file that others open."""
    try:
        path = state_folder.path_to(root, _LOCK)
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except OSError:
        return False


def _sign(descriptor: int, name: str) -> None:
    """Say in the lock who holds it, for those who wait; readers say nothing."""
    if name:
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"`{name}`, process {os.getpid()}".encode(), 0)


def _holder(root: Path) -> str:
    """Who holds the lock: its name, process and since when; of readers only that they read."""
    try:
        descriptor = _open(root)
    except OSError:
        return "another command"
    with os.fdopen(descriptor, "rb") as file:
        with suppress(OSError):
            if _try(descriptor, alone=False):
                return "a command that reads this tree"
        since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, UTC).strftime("%H:%M:%S")
        named = file.read(_NAMED).decode("utf-8", "replace")
    return f"{named or 'another command'}, since {since} UTC"


def _release(descriptor: int | None, *, alone: bool) -> None:
    if descriptor is not None:
        if alone:
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30  # what is locked cannot be read by others, so a byte is that nobody reads

    def _try(descriptor: int, *, alone: bool) -> bool:
        """Take the lock if nobody has it; this system has none that readers share."""
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try(descriptor: int, *, alone: bool) -> bool:
        """Take the lock if those who have it allow."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
