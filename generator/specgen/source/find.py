"""Find the spec files of a repository."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity

FOLDER = "specs"
_SPEC, _OTHER = ".yaml", ".yml"


def find_specs(root: Path) -> tuple[tuple[PurePosixPath, ...], tuple[Diagnostic, ...]]:
    """The paths of all spec files below ``root/specs``, sorted, and what looks like one but is
    not read: a ``.yml`` file, or a symlink (which could lead out of the repository)."""
    found = sorted(_walk(str(root / FOLDER), FOLDER))
    specs = tuple(PurePosixPath(path) for path, link in found if path.endswith(_SPEC) and not link)
    return specs, tuple(
        _unread(path, link) for path, link in found if link or path.endswith(_OTHER)
    )


def _walk(folder: str, name: str) -> Iterator[tuple[str, bool]]:
    """Every file that ends like a spec file: its path from the root, and whether it is a link."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, path)
        elif entry.name.endswith((_SPEC, _OTHER)):
            yield path, entry.is_symlink()


def _unread(path: str, link: bool) -> Diagnostic:
    message = "a symlink is not read as a spec" if link else "not read: spec files end in `.yaml`"
    tip = (
        "put the file itself here"
        if link
        else f"rename it to `{path.rpartition('/')[2][:-4]}.yaml`"
    )
    severity = Severity.ERROR if link else Severity.WARNING
    return Diagnostic("unread-spec", severity, Place(PurePosixPath(path)), message, tip)
