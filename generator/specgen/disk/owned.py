"""Judge a file that the machine owns whole."""

from specgen.diagnostics import Diagnostic
from specgen.disk.drift import hand_edit
from specgen.disk.model import Action, Cause, Context, Operation, Verdict
from specgen.disk.proof import in_conflict, proven, same_but_totals, seal
from specgen.lock.model_record import Record
from specgen.plan import PlannedFile


def judge_owned(planned: PlannedFile, context: Context) -> Verdict:
    """Create it, update what a build wrote, report what a person changed."""
    planned = seal(planned)
    record = Record(planned.path, planned.ownership, planned.module)
    want = planned.text.encode()
    have = context.snapshot.files.get(planned.path)
    bit = planned.executable == (planned.path in context.snapshot.executable)
    if have == want and bit:
        return Verdict(record=record)
    cause = cause_of(have, planned.text)
    if cause is Cause.EDITED and not context.site.force:
        return Verdict(None, (_report(planned, have or b""),), record)
    action = Action.CREATE if have is None else Action.UPDATE
    operation = Operation(action, planned.path, cause, want, have, executable=planned.executable)
    return Verdict(operation, (), record)


def cause_of(have: bytes | None, want: str) -> Cause:
    """Why ``have`` is not ``want``: nothing stands there, a build is due, or a person wrote it."""
    if have is None:
        return Cause.MISSING
    text = have.decode("utf-8", "replace")
    if same_but_totals(text, want):
        return Cause.TOTALS if text != want else Cause.STALE
    return Cause.STALE if proven(text) or in_conflict(text) else Cause.EDITED


def _report(planned: PlannedFile, have: bytes) -> Diagnostic:
    return hand_edit(planned.path, have=have, want=planned.text.encode())
