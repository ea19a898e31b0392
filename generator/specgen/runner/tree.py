"""The state of the working tree: its hash, its commit, and what changed since a revision."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

_IGNORED = {"__pycache__", "node_modules"}


class NoRevision(Exception):
    """git does not know the revision that was asked for; the message says so."""


def commit_of(root: Path) -> str:
    """The commit that is checked out, or nothing without git."""
    return (_git(root, "rev-parse", "HEAD") or "").strip()


def tree_hash(root: Path, *, without: Iterable[str] = ()) -> str:
    """A hash of all files that are not ignored, but for the files and folders ``without``.

    It speaks of content and names alone, so equal trees on two machines have equal hashes.
    """
    return _hash(root, _files(root), without=without)


def tracked_hash(root: Path, *, without: Iterable[str] = ()) -> str:
    """The same of what git tracks; empty without git.

    It stays when a run leaves new files behind (reports, caches).
    """
    listed = _git(root, "ls-files", "-z", "--cached")
    return _hash(root, set(listed.split("\0")), without=without) if listed else ""


def _hash(root: Path, paths: Iterable[str], *, without: Iterable[str]) -> str:
    skipped = tuple(f"{folder.rstrip('/')}/" for folder in without)
    digest = hashlib.sha256()
    for path in sorted(paths):
        if f"{path}/".startswith(skipped) or not (root / path).is_file():  # a pipe has no end
            continue
        try:
            data = (root / path).read_bytes()
        except OSError:  # deleted meanwhile, or not ours to read
            continue
        digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The paths that differ from where this branch left ``revision``, untracked ones too.

    Those above ``root``, in a repository of which it is a part, begin with ``../``.

    Raises:
        NoRevision: git is missing, or does not know ``revision``.
    """
    start = start_of(root, revision)
    top = (_git(root, "rev-parse", "--show-cdup") or "").strip()
    prefix = (_git(root, "rev-parse", "--show-prefix") or "").rstrip("\n")
    words = ("diff", "--name-only", "-z", "--no-renames", "--no-relative", start)
    changed = filter(None, (_git(root, *words) or "").split("\0"))
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard") or ""
    below = {p.removeprefix(prefix) if p.startswith(prefix) else f"{top}{p}" for p in changed}
    return frozenset(below | set(filter(None, new.split("\0"))))


def start_of(root: Path, revision: str) -> str:
    """The commit where this branch left ``revision``.

    Raises:
        NoRevision: git is missing, or does not know ``revision``.
    """
    if shutil.which("git") is None:
        raise NoRevision(f"git is not installed, so nobody knows a revision `{revision}`")
    start = _git(root, "merge-base", "HEAD", "--end-of-options", revision)
    if start is None:
        raise NoRevision(f"git knows no revision `{revision}` that this branch comes from")
    return start.strip()


def _files(root: Path) -> list[str]:
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is not None:
        return sorted(set(filter(None, listed.split("\0"))))
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if f not in _IGNORED and not f.startswith(".")]
        found += [(Path(folder) / n).relative_to(root).as_posix() for n in names]
    return [path for path in found if not path.endswith(".pyc")]


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
