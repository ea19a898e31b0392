"""The folder `.specgen`: what a checkout keeps for itself.  The one place that opens files in it.

A stranger's branch may hold a `.specgen` of its own: no link in it is followed, and what git can
carry is told from what this checkout has written by a token that git cannot carry.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from specgen import calls

FOLDER = ".specgen"
JOURNAL = "journal.json"
_TOKEN, _IGNORE, _PARTIAL = "checkout", ".gitignore", ".new-"
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ |= getattr(os, "O_NONBLOCK", 0)  # a named pipe must not stop the reader


def path_to(root: Path, *names: str) -> str:
    """The path of ``names`` below the folder; neither it nor any folder on its way is a link.

    Raises:
        OSError: a link stands on the way, or something else that is not a folder.
    """
    path = os.path.join(root, FOLDER)
    for name in names:
        _refuse(path, within=True)
        path = os.path.join(path, name)
    _refuse(path, within=not names)
    return path


def _refuse(path: str, *, within: bool) -> None:
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", False):
        raise OSError(errno.ELOOP, "is a symlink, which nothing follows; delete it", path)
    if within and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.ENOTDIR, "stands where a folder is needed; delete it", path)


def there(root: Path, *names: str) -> bool:
    """Whether anything stands at ``names``, with one look at the disk; links are not followed."""
    return os.path.lexists(os.path.join(root, FOLDER, *names))


def read(root: Path, *names: str) -> bytes:
    """The bytes of a file below the folder.

    Raises:
        OSError: it is missing, or anything but a regular file, or behind a link.
    """
    path = path_to(root, *names)
    descriptor = os.open(path, _READ)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "is not a regular file", path)
        return file.read()


def put(root: Path, *names: str, data: bytes, durable: bool = False) -> None:
    """Write a file below the folder, whole or not at all, replacing what was there.

    Raises:
        OSError: the disk refused, or a link stands on the way.
    """
    prepare(root)
    for depth in range(1, len(names)):
        folder = path_to(root, *names[:depth])
        if not os.path.isdir(folder):
            calls.mkdir(folder)
    _put(root, path_to(root, *names), data=data, durable=durable)


def _put(root: Path, target: str, *, data: bytes, durable: bool = False) -> None:
    partial = os.path.join(root, FOLDER, f"{_PARTIAL}{os.urandom(8).hex()}")
    try:
        calls.create(partial, data, durable=durable)
        calls.replace(partial, target)
    except OSError:
        with suppress(OSError):
            calls.unlink(partial)
        raise


def prepare(root: Path) -> None:
    """Make the folder, and tell git to ignore it.

    Raises:
        OSError: it cannot be made, or a link stands in its place.
    """
    folder = path_to(root)
    if not os.path.isdir(folder):
        calls.mkdir(folder)
    ignore = os.path.join(folder, _IGNORE)
    if not os.path.lexists(ignore):
        _put(root, ignore, data=b"*\n")


def tidy(root: Path) -> None:
    """Remove what killed commands have left half written; nobody else may be writing."""
    folder = os.path.join(root, FOLDER)
    for name in os.listdir(folder):
        if name.startswith(_PARTIAL):
            calls.unlink(os.path.join(folder, name))


def token(root: Path, *, make: bool = False) -> str:
    """What tells this checkout from every other; empty where it has none yet.

    It is the inode of a file and the nanosecond of its creation: a clone, a copy or an unpacked
    archive of this folder has another, and nobody can know it before.  ``make`` one where there is
    none.

    Raises:
        OSError: the folder cannot be written, or a link stands on the way.
    """
    path = path_to(root, _TOKEN)
    if make and not os.path.lexists(path):
        prepare(root)
        with suppress(FileExistsError):
            calls.create(path, b"", durable=True)
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return ""
    return f"{status.st_ino:x}-{status.st_ctime_ns:x}"
