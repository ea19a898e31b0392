"""Judge what builds wrote and no longer generate: removed only if nobody has changed it."""

from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.disk.block import without_block
from specgen.disk.model import Action, Cause, Context, Operation, Verdict
from specgen.disk.proof import in_conflict, proven
from specgen.disk.shared import emptied
from specgen.lock.model_record import Record
from specgen.plan import Ownership


def judge_leftover(path: PurePosixPath, context: Context, *, ownership: Ownership) -> Verdict:
    """Delete, cut out or keep what stands at ``path`` and is planned no longer."""
    have = context.snapshot.files.get(path)
    if have is None:
        return Verdict()
    if ownership is Ownership.SHARED:
        return _shared(path, context, have=have)
    if ownership is Ownership.BLOCK:
        return _block(path, context, have=have)
    text = have.decode("utf-8", "replace")
    if proven(text) or in_conflict(text) or context.site.force:
        return Verdict(Operation(Action.DELETE, path, Cause.ORPHAN, before=have))
    return Verdict(None, (_orphan(path),), Record(path, ownership))


def _block(path: PurePosixPath, context: Context, *, have: bytes) -> Verdict:
    after, ours = without_block(have)
    if after == have:
        return Verdict()
    if not (ours or context.site.force):
        return Verdict(None, (_orphan(path),), Record(path, Ownership.BLOCK))
    action = Action.UPDATE if after.strip() else Action.DELETE
    data = after if after.strip() else b""
    return Verdict(Operation(action, path, Cause.ORPHAN, data, have))


def _shared(path: PurePosixPath, context: Context, *, have: bytes) -> Verdict:
    merged = context.merge(emptied(path), have, lock=context.lock)
    if merged.vacant:
        return Verdict(Operation(Action.DELETE, path, Cause.ORPHAN, before=have), merged.findings)
    if merged.data == have:
        return Verdict(None, merged.findings, merged.record)
    operation = Operation(Action.UPDATE, path, Cause.ORPHAN, merged.data, have)
    return Verdict(operation, merged.findings, merged.record)


def _orphan(path: PurePosixPath) -> Diagnostic:
    return Diagnostic(
        "drift-orphan",
        Severity.FINDING,
        Place(path),
        "no longer generated, and changed by hand since a build wrote it",
        f"delete it (`git rm {path}`), or `specgen build --force` does",
    )
