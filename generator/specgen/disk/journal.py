"""The journal of a write: enough to take back what a killed build has half done.

It is believed only where this checkout wrote it, which git cannot carry from elsewhere.
"""

import errno
import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath

from specgen import calls, state_folder
from specgen.diagnostics import Diagnostic, Place, Severity

_JOURNAL, _DONE = state_folder.JOURNAL, "done.json"
_OFF_LIMITS = frozenset({".git", state_folder.FOLDER})
_STUCK = (
    "a build was killed half way here, and what it left cannot be taken back; run `specgen build`"
    " where the tree can be written"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a write, by the digests of what stood there and of what is put there.

    An empty ``before`` is a creation, an empty ``after`` a deletion.
    """

    path: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps of one write, and the folders that it makes, parents first.

    ``id`` is in the names of its temporaries, so that these are like no other file's;
    ``checkout`` is the token of the checkout that wrote it, and ``roots`` are the only files and
    folders that its steps may lie in.
    """

    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()
    id: str = ""
    checkout: str = ""
    roots: tuple[str, ...] = (".",)

    def new(self, step: Step) -> str:
        """The temporary that becomes the step's file, in the same folder."""
        return self._beside(step.path, "new")

    def old(self, step: Step) -> str:
        """The second name that keeps what stood there."""
        return self._beside(step.path, "old")

    def _beside(self, path: str, role: str) -> str:
        folder, slash, name = path.rpartition("/")
        return f"{folder}{slash}.{name}.specgen-{self.id}-{role}"


def digest_of(data: bytes) -> str:
    """The full digest by which a journal knows a file's content."""
    return hashlib.sha256(data).hexdigest()


def open_journal(root: Path, journal: Journal) -> Journal:
    """Put ``journal`` on disk, whole or not at all, before anything else is written.

    Returns it with the id and the token with which it was written.
    """
    token = state_folder.token(root, make=True)
    journal = replace(journal, id=os.urandom(4).hex(), checkout=token)
    data = json.dumps(asdict(journal)).encode()
    state_folder.put(root, _JOURNAL, data=data, durable=True)
    calls.settle(state_folder.path_to(root))
    return journal


def finish(root: Path) -> None:
    """Make the write final: from here on it is not taken back."""
    calls.replace(
        state_folder.path_to(root, _JOURNAL), os.path.join(root, state_folder.FOLDER, _DONE)
    )


def clear(root: Path, journal: Journal) -> None:
    """Clear away what a final write needed, and the folders that it has left empty."""
    _sweep(root, journal)
    for path in sorted(PurePosixPath(step.path) for step in journal.steps if not step.after):
        for folder in list(path.parents)[:-1]:
            if not calls.rmdir(os.path.join(root, folder)):
                break
    calls.unlink(state_folder.path_to(root, _DONE))


def is_torn(root: Path) -> bool:
    """Whether a build of this checkout was killed before all was written; one look at the disk
    where none was."""
    return state_folder.there(root, _JOURNAL) and _load(root, _JOURNAL) is not None


def heal(root: Path) -> bool:
    """Take back what a killed write left half done; whether there was anything.

    A write that was final is only cleared away.  A file that somebody changed after the kill keeps
    that change.  Nobody else may be writing.

    Raises:
        OSError: the disk refused, and the tree is still half written.
    """
    done, pending = _load(root, _DONE), _load(root, _JOURNAL)
    try:
        if pending is not None:
            roll_back(root, pending)
        if done is not None:
            clear(root, done)
    except OSError as error:
        if pending is None:  # all is in place, and temporaries do no harm
            return False
        raise OSError(error.errno or errno.EIO, _STUCK, error.filename) from error
    return done is not None or pending is not None


def roll_back(root: Path, journal: Journal) -> None:
    """Put every file back as it stood before ``journal``, and drop the journal."""
    for step in reversed(journal.steps):
        path, old = os.path.join(root, step.path), os.path.join(root, journal.old(step))
        if not _holds(path, step.after):
            continue
        if not step.before:
            calls.unlink(path)
        elif _holds(old, step.before):  # else nothing was replaced yet, or all is back
            calls.replace(old, path)
    _sweep(root, journal)
    for folder in reversed(journal.folders):
        calls.rmdir(os.path.join(root, folder))
    calls.unlink(state_folder.path_to(root, _JOURNAL))


def _holds(path: str, digest: str) -> bool:
    """Whether ``path`` holds what has ``digest``; for an empty one, whether nothing is there."""
    if os.path.islink(path):
        return False
    try:
        with open(path, "rb") as file:
            return digest_of(file.read()) == digest
    except (FileNotFoundError, NotADirectoryError):
        return not digest


def _sweep(root: Path, journal: Journal) -> None:
    for step in journal.steps:
        for name in (journal.new(step), journal.old(step)):
            if os.path.lexists(os.path.join(root, name)):
                calls.unlink(os.path.join(root, name))


def strangers(root: Path) -> tuple[Diagnostic, ...]:
    """What stands in `.specgen`, or in its place, that this checkout did not put there."""
    try:
        state_folder.path_to(root)
    except OSError as error:
        place = Place(PurePosixPath(state_folder.FOLDER))
        tip = "delete it; a build makes a folder there, and git ignores that"
        message = f"{(error.strerror or '').partition(',')[0]}; nothing in it is read or written"
        return (Diagnostic("state-linked", Severity.FINDING, place, message, tip),)
    found = (name for name in (_JOURNAL, _DONE) if state_folder.there(root, name))
    return tuple(_stranger(name) for name in found if _load(root, name) is None)


def _stranger(name: str) -> Diagnostic:
    return Diagnostic(
        "journal-of-another-checkout",
        Severity.FINDING,
        Place(PurePosixPath(state_folder.FOLDER, name)),
        "was not written by a build of this checkout, so nothing was taken back; nothing is"
        " written while it is there",
        "restore with git what `git status` shows as half written, then delete it; `git rm` it if"
        " it is checked in",
    )


def _load(root: Path, name: str) -> Journal | None:
    """The journal called ``name``, where a build of this very checkout wrote it."""
    try:
        found = json.loads(state_folder.read(root, name))
        steps = tuple(Step(s["path"], s["before"], s["after"]) for s in found["steps"])
        journal = Journal(
            steps, tuple(found["folders"]), found["id"], found["checkout"], tuple(found["roots"])
        )
        ours = journal.checkout == state_folder.token(root) != ""
        names = (*journal.folders, *(step.path for step in steps))
        ours = ours and all(_may_heal(root, name, roots=journal.roots) for name in names)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return journal if ours else None


def _may_heal(root: Path, name: str, *, roots: tuple[str, ...]) -> bool:
    """Whether ``name`` stays below one of ``roots``, with no symlink on its way."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name:
        return False
    if any(part.casefold() in _OFF_LIMITS for part in path.parts):
        return False
    if any(os.path.islink(os.path.join(root, folder)) for folder in path.parents):
        return False
    return any(path.is_relative_to(r) or PurePosixPath(r).is_relative_to(path) for r in roots)
