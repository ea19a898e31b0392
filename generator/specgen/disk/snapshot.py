"""Read what stands at the paths that a plan and a lock speak of."""

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from specgen.disk.model import Snapshot

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FLAGS |= getattr(os, "O_NONBLOCK", 0)  # a named pipe must not stop the build
_ABSENT = {errno.ENOENT, errno.ENOTDIR}
_REASONS = {errno.ELOOP: "is a symlink", errno.EISDIR: "is a directory"}


def snapshot(
    root: Path, paths: Iterable[PurePosixPath], *, found: Mapping[str, PurePosixPath]
) -> Snapshot:
    """The bytes at each of ``paths`` below ``root``; what cannot be read is refused, with why.

    No symlink is followed, neither as a file nor as a folder on the way.
    """
    files: dict[PurePosixPath, bytes] = {}
    refused: dict[PurePosixPath, str] = {}
    executable: set[PurePosixPath] = set()
    folders: dict[PurePosixPath, str] = {PurePosixPath("."): ""}
    for path in dict.fromkeys(paths):
        why = _folder(root, path.parent, known=folders)
        if why:
            refused[path] = why
            continue
        try:
            data, mode = _read(os.path.join(root, path))
        except OSError as error:
            if error.errno not in _ABSENT:
                refused[path] = _reason(error)
            continue
        files[path] = data
        if mode & stat.S_IXUSR:
            executable.add(path)
    return Snapshot(files, refused, frozenset(executable), found)


def _read(path: str) -> tuple[bytes, int]:
    """The bytes and mode of the regular file at ``path``; anything else is an ``OSError``."""
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL, path)
        data = os.read(descriptor, status.st_size + 1)
        while more := os.read(descriptor, 1 << 20):
            data += more
        return data, status.st_mode
    finally:
        os.close(descriptor)


def _folder(root: Path, folder: PurePosixPath, *, known: dict[PurePosixPath, str]) -> str:
    """Why nothing below ``folder`` may be touched, remembered in ``known``; empty if it may."""
    if folder not in known:
        above = _folder(root, folder.parent, known=known) if folder.parent != folder else ""
        link = not above and os.path.islink(os.path.join(root, folder))
        known[folder] = "has a symlink on its way" if link else above
    return known[folder]


def _reason(error: OSError) -> str:
    words = os.strerror(error.errno or 0).lower()
    return _REASONS.get(error.errno or 0, f"cannot be read: {words}")
