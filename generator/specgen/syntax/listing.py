"""The Python files below a folder, without ignored folders and symlink loops."""

import os
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.syntax.model import Listing

_NEVER = frozenset({"__pycache__", ".git", ".hg", ".svn", "node_modules", ".specgen"})


def list_python(
    root: Path, folders: Iterable[str], *, skip: Callable[[str, str], bool] | None = None
) -> Listing:
    """Every ``*.py`` below ``folders`` (or one of them itself), relative to ``root``.

    ``skip`` is asked for each sub-folder with its relative path and name.  A folder that is not
    there, cannot be read, or leads back into itself is a finding.
    """
    walk = _Walk(root, skip or (lambda _path, _name: False))
    for folder in folders:
        walk.start(folder)
    return Listing(tuple(sorted(walk.paths)), tuple(walk.findings))


def patterns(globs: Iterable[str]) -> Callable[[str, str], bool]:
    """A ``skip`` that asks whether a folder's name or path matches any of ``globs``."""
    wanted = tuple(g.rstrip("/") for g in globs)

    def skip(path: str, name: str) -> bool:
        return any(fnmatchcase(path if "/" in g else name, g) for g in wanted)

    return skip


class _Walk:
    def __init__(self, root: Path, skip: Callable[[str, str], bool]) -> None:
        self._root = root
        self._skip = skip
        self.paths: set[str] = set()
        self.findings: list[Diagnostic] = []

    def start(self, folder: str) -> None:
        relative = PurePosixPath(folder).as_posix()
        relative = "" if relative == "." else relative
        path = self._root / relative
        if path.is_file():
            self.paths.add(relative)
        elif not path.is_dir():
            self._say(
                relative,
                "missing-folder",
                message="is not there",
                tip="create it or mend `source:`",
            )
        else:
            self._folder(path, relative, above=frozenset())

    def _folder(self, path: Path, relative: str, *, above: frozenset[tuple[int, int]]) -> None:
        try:
            status = path.stat()
            entries = sorted(os.scandir(path), key=lambda e: e.name)
        except OSError as error:
            reason = (error.strerror or "i/o error").lower()
            self._say(relative, "unreadable-folder", message=f"cannot be read: {reason}", tip="")
            return
        here = (status.st_dev, status.st_ino)
        if here in above:
            self._say(
                relative, "symlink-loop", message="leads back into itself", tip="remove the symlink"
            )
            return
        for entry in entries:
            self._entry(
                entry, f"{relative}/{entry.name}" if relative else entry.name, above=above | {here}
            )

    def _entry(
        self, entry: "os.DirEntry[str]", name: str, *, above: frozenset[tuple[int, int]]
    ) -> None:
        if entry.name.endswith(".py"):
            if _is(entry.is_file) or entry.is_symlink():
                self.paths.add(name)
        elif _is(entry.is_dir) and not self._ignored(entry, name):
            self._folder(Path(entry.path), name, above=above)

    def _ignored(self, entry: "os.DirEntry[str]", name: str) -> bool:
        if entry.name in _NEVER or self._skip(name, entry.name):
            return True
        return os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))

    def _say(self, path: str, rule: str, *, message: str, tip: str) -> None:
        place = Place(PurePosixPath(path or "."))
        self.findings.append(Diagnostic(rule, Severity.FINDING, place, message, tip))


def _is(question: Callable[[], bool]) -> bool:
    """The answer of ``is_dir`` or ``is_file``, no where the file system cannot tell."""
    try:
        return question()
    except OSError:
        return False
