"""Say how the checked-in tree differs from the compilation: one finding and diff per file."""

import difflib
import re
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.disk.model import Action, Cause, Operation, Outcome

_MOST = 400  # lines of one diff: more is not read
_WORDS = {
    Cause.MISSING: "is generated, but does not exist",
    Cause.STALE: "is not what the specs compile to",
    Cause.EDITED: "was changed by hand, but is generated",
    Cause.ORPHAN: "holds what is no longer generated",
    Cause.TOTALS: "has totals that do not follow from its rows",
}
_MEND = "run `specgen build`"
_HUNK = re.compile(r"^@@ -(\d+)")


def drift(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """What ``check`` reports: each operation that a build would do, and each finding of it."""
    pending = tuple(_drift(op) for op in outcome.operations if op.cause is not Cause.TIDY)
    return pending + outcome.findings


def _drift(operation: Operation) -> Diagnostic:
    note = operation.cause is Cause.TOTALS
    words = _WORDS[operation.cause]
    if operation.action is Action.MOVE:
        words = f"is generated here now, but stands at {operation.source}"
    before = operation.before or b""
    return _diagnostic(
        Diagnostic(
            f"drift-{operation.cause}",
            Severity.NOTE if note else Severity.FINDING,
            Place(operation.path),
            words,
            _MEND,
        ),
        have=before,
        want=operation.data,
    )


def hand_edit(path: PurePosixPath, *, have: bytes, want: bytes) -> Diagnostic:
    """The finding for a file that the machine owns and a person changed; nothing is written."""
    return _diagnostic(
        Diagnostic(
            "drift-edited",
            Severity.FINDING,
            Place(path),
            _WORDS[Cause.EDITED],
            "change the spec instead, then `specgen build --force` discards the edit",
        ),
        have=have,
        want=want,
    )


def _diagnostic(plain: Diagnostic, *, have: bytes, want: bytes) -> Diagnostic:
    diff = unified(plain.place.path, have=have, want=want)
    line = next((int(m[1]) for m in map(_HUNK.match, diff) if m), 0)
    place = Place(plain.place.path, span=Span(line, 1, line, 1)) if line else plain.place
    return Diagnostic(
        plain.rule, plain.severity, place, plain.message, plain.tip, detail="\n".join(diff)
    )


def unified(path: PurePosixPath, *, have: bytes, want: bytes) -> list[str]:
    """The unified diff from ``have`` to ``want``, without line ends and not longer than is read."""
    one, other = (_lines(data) for data in (have, want))
    diff = list(difflib.unified_diff(one, other, f"a/{path}", f"b/{path}", n=2, lineterm=""))
    if len(diff) > _MOST:
        diff[_MOST:] = [f"... {len(diff) - _MOST} more lines"]
    return diff


def _lines(data: bytes) -> list[str]:
    """The lines of ``data``, a carriage return and a missing last line end shown as such."""
    lines = data.decode("utf-8", "replace").replace("\r", "\\r").split("\n")
    last = lines.pop()
    return [*lines, f"{last} (no line end)"] if last else lines
