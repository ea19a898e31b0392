"""Carry out operations: every file is as before or as planned, and all are the same of the two."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from specgen import calls
from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.disk.hold import Patience, at_rest
from specgen.disk.journal import (
    Journal,
    Step,
    clear,
    digest_of,
    finish,
    open_journal,
    roll_back,
    strangers,
)
from specgen.disk.model import Action, Operation

EVERYWHERE = (PurePosixPath("."),)


def write(
    root: Path, operations: Sequence[Operation], *, roots: Iterable[PurePosixPath] = EVERYWHERE
) -> tuple[Diagnostic, ...]:
    """Write ``operations`` below ``root``, all or none; files that no operation names stay as is.

    Holds the checkout while it does, and first takes back what a killed write left half done.
    A later command may take back, or finish, only what lies in ``roots``.

    Returns:
        Nothing, or one ``changed-meanwhile`` finding per file that is not what the operations were
        planned for, or what a stranger put into `.specgen`; then nothing is written.

    Raises:
        OSError: the disk refused (full, read-only, no permission), and all is put back first, now
            or by the next command; or another command holds the checkout.
    """
    with at_rest(root, alone=True, patience=Patience()):
        strange = strangers(root)
        if strange or not operations:
            return strange
        changed = tuple(_changed(op) for op in operations if not _as_planned(root, op))
        return changed or _write(root, operations, roots=tuple(map(str, roots)))


def _write(
    root: Path, operations: Sequence[Operation], *, roots: tuple[str, ...]
) -> tuple[Diagnostic, ...]:
    steps = tuple(step for op in operations for step in _steps(op))
    journal = open_journal(root, Journal(steps, tuple(_folders(root, operations)), roots=roots))
    try:
        changed = _stage_and_replace(root, operations, journal=journal)
        if not changed:
            finish(root)
    except BaseException:
        roll_back(root, journal)
        raise
    if changed:
        roll_back(root, journal)
        return changed
    with suppress(OSError):  # the write stands; the next command clears away
        clear(root, journal)
    return ()


def _stage_and_replace(
    root: Path, operations: Sequence[Operation], *, journal: Journal
) -> tuple[Diagnostic, ...]:
    for folder in journal.folders:
        calls.mkdir(os.path.join(root, folder))
    for op in operations:
        if op.action is not Action.DELETE:
            _stage(root, op, journal=journal)
    for op in operations:
        if not _as_planned(root, op):
            return (_changed(op),)
        for step in _steps(op):
            _replace(root, step, journal=journal)
    return ()


def _stage(root: Path, op: Operation, *, journal: Journal) -> None:
    """Write the temporary in the folder of its target, with the mode it is to have.

    What replaces a file that stood there is on the disk before it does: people's text may be in it.
    """
    new = os.path.join(root, journal.new(_steps(op)[0]))
    mode = None
    if op.before is not None:
        mode = stat.S_IMODE(os.stat(root / (op.source or op.path)).st_mode)
    calls.create(new, op.data, mode=mode, durable=op.before is not None)
    if op.executable:
        mode = stat.S_IMODE(os.stat(new).st_mode)
        calls.chmod(new, mode | (mode & 0o444) >> 2)


def _replace(root: Path, step: Step, *, journal: Journal) -> None:
    """Keep what stands at the step's path under its second name, then put the new file there."""
    path = os.path.join(root, step.path)
    if step.before:
        calls.link(path, os.path.join(root, journal.old(step)))
    if step.after:
        calls.replace(os.path.join(root, journal.new(step)), path)
    else:
        calls.unlink(path)


def _steps(op: Operation) -> tuple[Step, ...]:
    """The journal's steps for ``op``: a move is a creation and a deletion."""
    before = "" if op.before is None else digest_of(op.before)
    if op.action is Action.DELETE:
        return (Step(str(op.path), before),)
    after = digest_of(op.data)
    if op.source is not None:
        return (Step(str(op.path), "", after), Step(str(op.source), before))
    return (Step(str(op.path), before, after),)


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
