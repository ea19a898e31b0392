"""What git knows of another revision: its specs, its day, and the lines changed since."""

import io
import re
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from specgen.runner.tree import NoRevision, start_of

_PATIENCE = 60  # seconds
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def files_at(root: Path, revision: str, *, folder: str) -> Mapping[PurePosixPath, bytes]:
    """The files below ``folder`` at ``revision``, by path relative to ``root``; none where the
    folder was not there.

    Raises:
        NoRevision: git is missing, does not know ``revision``, or cannot read it.
    """
    known = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if known is None:
        raise NoRevision(f"git knows no revision `{revision}`")
    commit = known.decode().strip()
    listed = _git(root, "ls-tree", "--name-only", commit, "--", folder)
    if listed is not None and not listed.strip():
        return {}
    packed = _git(root, "archive", "--format=tar", commit, "--", folder)
    if listed is None or packed is None:
        raise NoRevision(f"git cannot read {folder} at `{revision}`")
    return dict(_members(packed))


def _members(packed: bytes) -> Iterator[tuple[PurePosixPath, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None:
                yield PurePosixPath(member.name), content.read()


def day_of_commit(root: Path) -> date:
    """The day on which the commit that is checked out was made, as its committer wrote it.

    Raises:
        NoRevision: git is missing, or there is no commit.
    """
    said = _git(root, "log", "-1", "--format=%cs", "HEAD")
    if not said:
        raise NoRevision("there is no commit whose day could be taken")
    return date.fromisoformat(said.decode().strip())


def changed_lines(root: Path, revision: str) -> Mapping[str, frozenset[int]]:
    """The lines of the working tree that are new or different since this branch left
    ``revision``, by path relative to ``root``.

    Raises:
        NoRevision: git is missing, or does not know ``revision``.
    """
    start = start_of(root, revision)
    diff = _git(
        root, "-c", "core.quotePath=off", "-c", "diff.noprefix=false", "diff", "--unified=0",
        "--no-color", "--no-ext-diff", "--no-renames", "--relative", "--src-prefix=a/",
        "--dst-prefix=b/", start, "--", ".",
    )  # fmt: skip
    found: dict[str, set[int]] = {}
    path, inside = "", 0
    for line in (diff or b"").decode("utf-8", "replace").split("\n"):
        if inside:  # a changed line may look like a heading
            inside -= not line.startswith("\\")
        elif line.startswith("+++ "):
            path = line[6:].rstrip("\t\r") if line.startswith("+++ b/") else ""
        elif path and (hunk := _HUNK.match(line)):
            first, count = int(hunk[2]), int(hunk[3] or 1)
            inside = int(hunk[1] or 1) + count
            found.setdefault(path, set()).update(range(first, first + count))
    return {name: frozenset(lines) for name, lines in sorted(found.items()) if lines}


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints; None where it fails or is missing."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], capture_output=True, timeout=_PATIENCE, check=True,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
