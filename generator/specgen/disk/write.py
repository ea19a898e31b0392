"""Carry out operations: every file is as before or as planned, and all are the same of the two."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.disk.journal import (
    Journal,
    Step,
    clear,
    digest_of,
    finish,
    heal,
    open_journal,
    roll_back,
)
from specgen.disk.model import Action, Operation

Hook = Callable[[str], None]


def write(
    root: Path, operations: Sequence[Operation], *, before_step: Hook = lambda _: None
) -> tuple[Diagnostic, ...]:
    """Write ``operations`` below ``root``, all or none; files that no operation names stay as is.

    First takes back what a killed write left half done.  ``before_step`` is called with a short
    name right before each step that changes the disk.

    Returns:
        Nothing, or one ``changed-meanwhile`` finding per file that is not what the operations were
        planned for; then nothing is written.

    Raises:
        OSError: the disk refused (full, read-only, no permission); all is put back first.
    """
    heal(root)
    if not operations:
        return ()
    changed = tuple(_changed(op) for op in operations if not _as_planned(root, op))
    if changed:
        return changed
    steps = [_steps(op) for op in operations]
    journal = Journal(tuple(s for pair in steps for s in pair), tuple(_folders(root, operations)))
    before_step("journal")
    open_journal(root, journal)
    try:
        changed = _stage_and_replace(root, operations, journal=journal, before_step=before_step)
        if not changed:
            before_step("finish")
            finish(root)
    except BaseException:
        roll_back(root, journal)
        raise
    if changed:
        roll_back(root, journal)
        return changed
    clear(root, journal)
    _prune(root, operations)
    return ()


def _stage_and_replace(
    root: Path, operations: Sequence[Operation], *, journal: Journal, before_step: Hook
) -> tuple[Diagnostic, ...]:
    for folder in journal.folders:
        before_step(f"mkdir {folder}")
        (root / folder).mkdir(exist_ok=True)
    for op in operations:
        if op.action is not Action.DELETE:
            before_step(f"stage {op.path}")
            _stage(root, op)
    for op in operations:
        if not _as_planned(root, op):
            return (_changed(op),)
        for step in _steps(op):
            _replace(root, step, before_step=before_step)
    return ()


def _stage(root: Path, op: Operation) -> None:
    """Write the temporary in the folder of its target, with the mode it is to have."""
    new = root / _steps(op)[0].new
    new.unlink(missing_ok=True)
    with open(new, "xb") as file:
        file.write(op.data)
    stood = root / (op.source or op.path)
    mode = stat.S_IMODE(os.stat(stood if op.before is not None else new).st_mode)
    if op.executable:
        mode |= (mode & 0o444) >> 2
    os.chmod(new, mode)


def _replace(root: Path, step: Step, *, before_step: Hook) -> None:
    """Keep what stands at the step's path under its second name, then put the new file there."""
    path, new, old = root / step.path, root / step.new, root / step.old
    if step.stood:
        before_step(f"keep {step.path}")
        old.unlink(missing_ok=True)
        _link(path, old)
    before_step(f"replace {step.path}")
    if step.after:
        os.replace(new, path)
    else:
        path.unlink()


def _link(path: Path, old: Path) -> None:
    """Give ``path`` a second name; a copy where the file system has no hard links."""
    try:
        os.link(path, old)
    except OSError:
        shutil.copy2(path, old)


def _steps(op: Operation) -> tuple[Step, ...]:
    """The journal's steps for ``op``: a move is a creation and a deletion."""
    if op.action is Action.DELETE:
        return (Step(str(op.path), stood=True),)
    after = digest_of(op.data)
    if op.source is not None:
        return (Step(str(op.path), False, after), Step(str(op.source), stood=True))
    return (Step(str(op.path), op.before is not None, after),)


def _as_planned(root: Path, op: Operation) -> bool:
    """Whether the disk still holds what ``op`` was planned for, and no symlink leads there."""
    if op.source is not None and os.path.lexists(root / op.path):
        return False
    stood = root / (op.source or op.path)
    if any(os.path.islink(root / p) for p in (op.path, *op.path.parents)):
        return False
    if op.before is None:
        return not os.path.lexists(stood)
    try:
        return stood.read_bytes() == op.before
    except (FileNotFoundError, NotADirectoryError):
        return False


def _changed(op: Operation) -> Diagnostic:
    return Diagnostic(
        "changed-meanwhile",
        Severity.FINDING,
        Place(op.path),
        "changed on disk between planning and writing; nothing was written",
        "run `specgen build` again",
    )


def _folders(root: Path, operations: Sequence[Operation]) -> Iterator[str]:
    """The folders that ``operations`` need and that do not exist, parents first."""
    wanted = {p for op in operations if op.action is not Action.DELETE for p in op.path.parents}
    for folder in sorted(wanted, key=lambda p: (len(p.parts), p)):
        if not (root / folder).is_dir():
            yield str(folder)


def _prune(root: Path, operations: Sequence[Operation]) -> None:
    """Remove the folders that deletions and moves have left empty."""
    gone = {op.source or op.path for op in operations if op.action in (Action.DELETE, Action.MOVE)}
    for path in sorted(gone):
        for folder in list(path.parents)[:-1]:
            with suppress(OSError):
                (root / folder).rmdir()
