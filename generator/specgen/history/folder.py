"""The ledger on disk: a folder of files that are written once and never changed."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.history.merge import merged
from specgen.history.model import History
from specgen.history.text import as_text, from_text, name_of

_PATTERN = "*.ledger"
_RULE = "evidence-unreadable"


def read_folder(folder: Path) -> tuple[History, tuple[Diagnostic, ...]]:
    """Everything that is remembered in ``folder``; files that are no ledger's are findings."""
    read = list(_read(folder))
    wrong = tuple(_unreadable(path) for path, history in read if history is None)
    return merged(history for _, history in read if history is not None), wrong


def append(folder: Path, history: History) -> Path:
    """Write ``history`` as a file of its own; where the very same is there, nothing changes.

    Raises:
        OSError: the folder cannot be written.
    """
    text = as_text(history)
    path = folder / name_of(text, history)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}.part")
        aside.write_text(text, "utf-8", newline="\n")
        os.replace(aside, path)
    return path


def compact(folder: Path) -> tuple[int, int]:
    """One file in place of all; how many files and bytes are gone.

    The new file is whole before the first old one goes, and what is in both counts once, so a
    compaction that is cut off, or two of them on two branches, lose and change nothing.  Files that
    cannot be read stay.

    Raises:
        OSError: the folder cannot be written.
    """
    read = [(path, history) for path, history in _read(folder) if history is not None]
    if len(read) < 2:
        return 0, 0
    before = sum(path.stat().st_size for path, _ in read)
    kept = append(folder, merged(history for _, history in read))
    for path, _ in read:
        if path != kept:
            with suppress(FileNotFoundError):
                path.unlink()
    return len(read) - 1, before - kept.stat().st_size


def _read(folder: Path) -> Iterator[tuple[Path, History | None]]:
    for path in sorted(folder.glob(_PATTERN)):
        try:
            yield path, from_text(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            yield path, None


def _unreadable(path: Path) -> Diagnostic:
    place = Place(PurePosixPath(path.as_posix()))
    tip = "restore it from history, or delete it; the other files still count"
    return Diagnostic(_RULE, Severity.FINDING, place, "is no file of a ledger", tip)
