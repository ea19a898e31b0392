"""The pure plan of operations that build, check and ``--dry-run`` share."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.disk.block import judge_block
from specgen.disk.leftovers import judge_leftover
from specgen.disk.model import Action, Cause, Context, Operation, Outcome, Verdict
from specgen.disk.owned import judge_owned
from specgen.disk.seeded import judge_seeded
from specgen.disk.settle import settled
from specgen.disk.shared import judge_move, judge_shared, moves
from specgen.lock.model import hashes_in
from specgen.lock.model_record import Record
from specgen.plan import Ownership, Plan, PlannedFile

JUDGES: Mapping[Ownership, Callable[[PlannedFile, Context], Verdict]] = {
    Ownership.OWNED: judge_owned,
    Ownership.SHARED: judge_shared,
    Ownership.BLOCK: judge_block,
    Ownership.SEEDED: judge_seeded,
}


def operations(plan: Plan, context: Context) -> Outcome:
    """What a build does to turn ``context.snapshot`` into ``plan``, the lock included.

    A file that equals its plan is neither parsed nor hashed.  What is refused, or was changed by
    hand, is left alone and reported.
    """
    verdicts = list(_verdicts(plan, context))
    records = [v.record for v in verdicts if v.record is not None]
    found = [v.operation for v in verdicts if v.operation is not None]
    lock = _lock(records, context)
    if lock is not None:
        found.append(lock)
    findings = tuple(finding for v in verdicts for finding in v.findings)
    altered = frozenset(id for v in verdicts for id in v.altered)
    return Outcome(tuple(sorted(found, key=lambda op: str(op.path))), findings, altered)


def _verdicts(plan: Plan, context: Context) -> Iterator[Verdict]:
    moved = moves(plan, context)
    plan = settled(plan, context, moved=frozenset(moved))
    for planned in plan.files:
        why = refusal(planned.path, context)
        if why:
            known = planned.path in context.lock.owners
            record = Record.kept(planned, context.lock) if known else None
            yield Verdict(None, (_refused(planned.path, why),), record)
        elif planned.path in moved:
            yield judge_move(planned, context, source=moved[planned.path])
        else:
            yield JUDGES[planned.ownership](planned, context)
    done = {str(path) for path in (*(file.path for file in plan.files), *moved.values())}
    left = (item for item in context.lock.owners.items() if str(item[0]) not in done)
    for path, kinds in sorted(left, key=lambda item: str(item[0])):
        if path != context.site.lock and not refusal(path, context):
            for ownership in sorted(kinds)[:1]:
                yield judge_leftover(path, context, ownership=ownership)


def refusal(path: PurePosixPath, context: Context) -> str:
    """Why a build must not touch ``path``; empty where it may."""
    parts, text = path.parts, str(path)
    if path.is_absolute() or ".." in parts or "\\" in text or ":" in text:
        return "leaves the repository"
    if not parts or parts[0] in (".git", ".specgen"):
        return "belongs to a tool"
    if not any(parts[: len(root.parts)] == root.parts for root in context.site.roots):
        return "is outside the output roots"
    return context.snapshot.refused.get(path, "")


def _refused(path: PurePosixPath, why: str) -> Diagnostic:
    return Diagnostic(
        "refused-path",
        Severity.FINDING,
        Place(path),
        f"not written: the path {why}",
        "change `outputs`, or remove what stands there, then run `specgen build`",
    )


def _lock(records: list[Record], context: Context) -> Operation | None:
    """The write that brings the lock up to date; ``TIDY`` where it only says too much."""
    path = context.site.lock
    have = context.snapshot.files.get(path)
    if not records:
        return have and Operation(Action.DELETE, path, Cause.TIDY, before=have) or None
    want = context.write_lock(records).encode()
    if have == want:
        return None
    if have is None:
        return Operation(Action.CREATE, path, Cause.MISSING, want)
    cause = Cause.TIDY if _says_all(records, context) else Cause.STALE
    return Operation(Action.UPDATE, path, cause, want, have)


def _says_all(records: list[Record], context: Context) -> bool:
    """Whether the lock already says all that ``records`` do."""
    lock = context.lock
    for record in records:
        if record.ownership not in lock.owners.get(record.path, ()):
            return False
        for key, line in ((str(record.path), record.line), *record.elements):
            known = lock.hashes(key)
            wanted = hashes_in((line,)).items()
            if any(not digests <= known.get(kind, frozenset()) for kind, digests in wanted):
                return False
    return True
