"""The journal of a write: enough to take back what a killed build has half done."""

import errno
import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

FOLDER = ".specgen"
_JOURNAL, _DONE = "journal.json", "done.json"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a write: whether something stood there, and the digest of what is put there.

    An empty ``after`` is a deletion.  The temporary ``new`` and the second name ``old`` of what
    stood there follow from ``path``, so that a journal can name no other files.
    """

    path: str
    stood: bool
    after: str = ""

    @property
    def new(self) -> str:
        """The temporary that becomes ``path``, in the same folder."""
        return _beside(self.path, "new")

    @property
    def old(self) -> str:
        """The second name that keeps what stood at ``path``."""
        return _beside(self.path, "old")


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps of one write, and the folders that it makes, parents first."""

    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()


def _beside(path: str, role: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.specgen-{role}" if folder else f".{name}.specgen-{role}"


def digest_of(data: bytes) -> str:
    """The full digest by which a journal knows a file's content."""
    return hashlib.sha256(data).hexdigest()


def open_journal(root: Path, journal: Journal) -> None:
    """Put ``journal`` on disk, whole or not at all, before anything else is written."""
    folder = root / FOLDER
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "is a symlink", str(folder))
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_bytes(b"*\n")
    draft = folder / "draft.json"
    draft.write_bytes(json.dumps(asdict(journal)).encode())
    os.replace(draft, folder / _JOURNAL)


def finish(root: Path) -> None:
    """Make the write final: from here on it is not taken back."""
    os.replace(root / FOLDER / _JOURNAL, root / FOLDER / _DONE)


def clear(root: Path, journal: Journal) -> None:
    """Clear away what a final write needed."""
    _sweep(root, journal)
    (root / FOLDER / _DONE).unlink(missing_ok=True)


def heal(root: Path) -> bool:
    """Take back what a killed write left half done; whether there was anything.

    A write that was final is only cleared away.  A file that somebody changed after the kill keeps
    that change.
    """
    done, pending = _load(root / FOLDER / _DONE), _load(root / FOLDER / _JOURNAL)
    if done is not None:
        clear(root, done)
    if pending is not None:
        roll_back(root, pending)
    return done is not None or pending is not None


def roll_back(root: Path, journal: Journal) -> None:
    """Put every file back as it stood before ``journal``, and drop the journal."""
    for step in reversed(journal.steps):
        path, old = root / step.path, root / step.old
        ours = _is(path, step.after)
        if step.stood and ours and old.exists():
            os.replace(old, path)
        elif not step.stood and ours:
            path.unlink(missing_ok=True)
    _sweep(root, journal)
    for folder in reversed(journal.folders):
        with suppress(OSError):
            (root / folder).rmdir()
    (root / FOLDER / _JOURNAL).unlink(missing_ok=True)


def _is(path: Path, digest: str) -> bool:
    """Whether ``path`` holds what the write put there; for a deletion, nothing."""
    try:
        return digest_of(path.read_bytes()) == digest
    except FileNotFoundError:
        return not digest


def _sweep(root: Path, journal: Journal) -> None:
    for step in journal.steps:
        (root / step.new).unlink(missing_ok=True)
        (root / step.old).unlink(missing_ok=True)


def _load(path: Path) -> Journal | None:
    """The journal at ``path``, unless something else stands there than what a build writes."""
    try:
        found = json.loads(path.read_bytes())
        steps = tuple(
            Step(str(s["path"]), bool(s["stood"]), str(s["after"])) for s in found["steps"]
        )
        folders = tuple(map(str, found["folders"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    names = [*folders, *(step.path for step in steps)]
    return Journal(steps, folders) if all(_is_inside(path.parents[1], n) for n in names) else None


def _is_inside(root: Path, name: str) -> bool:
    """Whether ``name`` stays below ``root``, with no symlink on its way."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        return False
    return not any(os.path.islink(root / folder) for folder in path.parents)
