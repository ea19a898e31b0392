"""Another revision of the repository, checked out beside it for a while."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from specgen.runner.tree import NoRevision, start_of

_HOOKLESS = ("-c", "core.hooksPath=/dev/null")  # what people do after a checkout is not for a copy


@contextmanager
def worktree(root: Path, revision: str) -> Iterator[tuple[Path, str]]:
    """The folder that is ``root`` at the commit where this branch left ``revision``, and that
    commit; gone again afterwards, whatever happens.

    Raises:
        NoRevision: git is missing, or does not know ``revision``, or cannot check it out.
    """
    commit = start_of(root, revision)
    prefix = (_git(root, "rev-parse", "--show-prefix") or "").strip()
    with tempfile.TemporaryDirectory(prefix="specgen-base-") as name:
        folder = Path(name).resolve() / "tree"
        try:
            added = _git(root, *_HOOKLESS, "worktree", "add", "--detach", str(folder), commit)
            if added is None:
                raise NoRevision(f"git cannot check {commit[:12]} out beside this tree")
            yield folder / prefix, commit
        finally:
            _git(root, "worktree", "remove", "--force", str(folder))


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *words], cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
