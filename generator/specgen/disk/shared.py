"""Judge a generated test file, which people edit: unchanged, missing, moved, or to be merged."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from specgen.disk.model import Action, Cause, Context, Operation, Verdict
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.plan import Ownership, Plan, PlannedFile


def judge_shared(planned: PlannedFile, context: Context) -> Verdict:
    """Nothing where the file is as planned, else its merge; never parsed where it is as planned."""
    have = context.snapshot.files.get(planned.path)
    want = planned.text.encode()
    if have == want:
        return Verdict(record=Record.of(planned, context.lock))
    if have is None and not planned.elements:
        return Verdict()
    if have is None and planned.text:
        operation = Operation(Action.CREATE, planned.path, Cause.MISSING, want)
        return Verdict(operation, (), Record.of(planned, context.lock))
    merged = context.merge(planned, have or b"", lock=context.lock)
    if merged.vacant and have is not None:
        gone = Operation(Action.DELETE, planned.path, Cause.ORPHAN, before=have)
        return Verdict(gone, merged.findings)
    if merged.data == (have or b""):
        record = merged.record if have is not None else None
        return Verdict(None, merged.findings, record, merged.altered)
    action, cause = (
        (Action.UPDATE, Cause.STALE) if have is not None else (Action.CREATE, Cause.MISSING)
    )
    operation = Operation(action, planned.path, cause, merged.data, have)
    return Verdict(operation, merged.findings, merged.record, merged.altered)


def judge_move(planned: PlannedFile, context: Context, *, source: PurePosixPath) -> Verdict:
    """Move the file at ``source``, merged, to where ``planned`` wants it."""
    have = context.snapshot.files[source]
    lines = {**context.lock.lines, str(planned.path): context.lock.lines.get(str(source), ())}
    merged = context.merge(planned, have, lock=Lock(lines, context.lock.owners))
    operation = Operation(Action.MOVE, planned.path, Cause.STALE, merged.data, have, source)
    return Verdict(operation, merged.findings, merged.record, merged.altered)


def moves(plan: Plan, context: Context) -> Mapping[PurePosixPath, PurePosixPath]:
    """Which planned files are old ones under a new path: new path -> old path.

    A file has moved if no build writes to its path any more, nothing stands at the new one, and
    every id in it is wanted, under its own or an earlier name, in that one new file.
    """
    planned = {str(file.path) for file in plan.files}  # text compares faster than paths
    gone = {
        path: {id for id, at in context.snapshot.found.items() if at == path}
        for path in context.lock.paths(Ownership.SHARED)
        if str(path) not in planned and path in context.snapshot.files
    }
    moved: dict[PurePosixPath, PurePosixPath] = {}
    for file in plan.files if gone else ():
        if file.ownership is Ownership.SHARED and file.path not in context.snapshot.files:
            wanted = {id for e in file.elements for id in (e.id, *e.renamed_from)}
            old = [p for p, ids in gone.items() if ids and ids <= wanted]
            if len(old) == 1:
                moved[file.path] = old[0]
                del gone[old[0]]
    return moved


def emptied(path: PurePosixPath) -> PlannedFile:
    """The plan for a shared file that no element is planned for any more."""
    return PlannedFile(path, Ownership.SHARED, "")
