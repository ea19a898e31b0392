"""What a clean check or a scan printed, remembered for exactly the same tree: the warm path.

A tree is the same if every watched file has the path, size, time of change and inode that it had.
Nothing is remembered where a file changed while the check ran, or too shortly before to tell.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from specgen import __version__, state_folder

_GRAIN = 20_000_000  # ns; file systems tell times apart no finer than a timer tick
_CONFIGURATION = (
    "pyproject.toml", "pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "tox.ini",
    "setup.cfg", "conftest.py",
)  # fmt: skip
_UNREAD = frozenset({"__pycache__", "node_modules"})
_PACKAGE = str(Path(__file__).parent.parent)


Begun = tuple[int, frozenset[str]]


def begin(root: Path) -> Begun:
    """The time, in ns since the epoch, and the names at the top of the tree, before it is read."""
    return time.time_ns(), _names(root)


def _names(root: Path) -> frozenset[str]:
    return frozenset(os.listdir(root)) - {state_folder.FOLDER}


def recall(root: Path, request: str) -> tuple[str, str] | None:
    """What the same ``request`` printed for this tree, to stdout and stderr, if that was
    remembered; else nothing.  A tree that a killed build has left is not recalled."""
    if state_folder.there(root, state_folder.JOURNAL):
        return None
    try:
        kept = json.loads(state_folder.read(root, _name(request)))
        watched = [str(folder) for folder in kept["watched"]]
        stamp, _ = _stamp(root, watched)
        return (str(kept["text"]), str(kept["said"])) if kept["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(
    root: Path, request: str, *, printed: tuple[str, str], watched: Iterable[str], begun: Begun
) -> None:
    """Keep what was ``printed``, to stdout and stderr, for the tree as it is.

    ``watched`` are the folders that were read, relative to ``root``; ``begun`` is what ``begin``
    returned before the first of them was read.
    """
    folders = sorted(set(watched))
    stamp, newest = _stamp(root, folders)
    started, names = begun
    if newest + _GRAIN >= started or _names(root) != names:
        return
    kept = {"watched": folders, "stamp": stamp, "text": printed[0], "said": printed[1]}
    with suppress(OSError):  # it is only a cache: the next check works it out again
        state_folder.put(root, _name(request), data=json.dumps(kept).encode())


def _name(request: str) -> str:
    return f"clean-{hashlib.sha256(request.encode()).hexdigest()[:16]}.json"


def _stamp(root: Path, watched: Iterable[str]) -> tuple[str, int]:
    """A hash over all that tells one state of the tree from another, and its newest change."""
    digest = hashlib.sha256(f"{__version__} {sys.hexversion}".encode())  # grammars differ
    newest = 0
    for line, changed in _states(root, watched):
        digest.update(line.encode("utf-8", "surrogateescape"))
        newest = max(newest, changed)
    return digest.hexdigest(), newest


def _states(root: Path, watched: Iterable[str]) -> Iterator[tuple[str, int]]:
    for name in _CONFIGURATION:
        path = os.path.join(root, name)
        if os.path.lexists(path):
            yield _state(path, os.lstat(path))
    yield from _below(_PACKAGE, frozenset())
    for folder in watched:
        yield f"{folder}\n", 0
        top = folder == "."  # whose time tells nothing: `.specgen` is made there
        yield from _below(os.path.join(root, folder), frozenset(), timed=not top)


def _below(folder: str, above: frozenset[str], *, timed: bool = True) -> Iterator[tuple[str, int]]:
    """Every file below a folder; also the time of the folder itself, so that a file that vanished
    while the command ran is noticed.  Links are followed, for the readers follow them."""
    try:
        status = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        if os.path.lexists(folder):
            yield _state(folder, os.lstat(folder))
        return
    if timed:
        yield "", max(status.st_mtime_ns, status.st_ctime_ns)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _UNREAD:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, above)
            continue
        yield _state(entry.path, entry.stat(follow_symlinks=False))
        if entry.is_symlink():
            yield from _behind(entry.path, above)


def _behind(link: str, above: frozenset[str]) -> Iterator[tuple[str, int]]:
    """What a link leads to, each place once on the way down."""
    real = os.path.realpath(link)
    if os.path.isdir(real) and real not in above:
        yield from _below(real, above | {real})
    elif os.path.isfile(real):
        yield _state(real, os.stat(real))


def _state(path: str, status: os.stat_result) -> tuple[str, int]:
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    known = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode)
    return f"{path} {known}\n", changed
