"""The system calls that change the disk, each behind one point at which a test can stop it.

Whatever must survive a kill or a full disk changes the disk through here and nowhere else.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NEW |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _go_on(call: str, path: str) -> None:
    """Do nothing: the call takes place."""


point: Callable[[str, str], None] = _go_on  # told of each call right before it; tests replace it


def create(path: str, data: bytes, *, mode: int | None = None, durable: bool = False) -> None:
    """Write a file that must not exist yet, with the permissions ``mode`` where they are given.

    With ``durable`` its content is on the disk, not only on its way there, once this returns.
    """
    point("create", path)
    descriptor = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            point("write", path)
            rest = rest[os.write(descriptor, rest) :]
        if durable:
            point("fsync", path)
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if mode is not None:
        chmod(path, mode)


def chmod(path: str, mode: int) -> None:
    """Give ``path`` the permissions ``mode``."""
    point("chmod", path)
    os.chmod(path, mode)


def replace(source: str, target: str) -> None:
    """Give the file ``source`` the name ``target`` in one step, whatever stood there."""
    point("replace", target)
    os.replace(source, target)


def link(path: str, second: str) -> None:
    """Give the file ``path`` a second name; a copy where the file system has no hard links."""
    point("link", second)
    try:
        os.link(path, second)
    except OSError:
        point("copy", second)
        shutil.copy2(path, second)


def unlink(path: str) -> None:
    """Remove the file ``path``; nothing where it is gone already."""
    point("unlink", path)
    with suppress(FileNotFoundError):
        os.unlink(path)


def mkdir(path: str) -> None:
    """Make the folder ``path``; nothing where it is there already."""
    point("mkdir", path)
    with suppress(FileExistsError):
        os.mkdir(path)


def rmdir(path: str) -> bool:
    """Remove the folder ``path`` if it is empty; whether it was."""
    point("rmdir", path)
    try:
        os.rmdir(path)
    except OSError:
        return False
    return True


def settle(folder: str) -> None:
    """Have the names in ``folder`` on the disk once this returns, where the system can tell."""
    if os.name == "nt":
        return
    point("settle", folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems know no such thing of folders
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
