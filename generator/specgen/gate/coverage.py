"""What the judgements of coverage share: a share against its limit, or none at all."""

from dataclasses import replace

from specgen.gate.model import Complaint, Measured
from specgen.gate.model_results import Lines
from specgen.gate.reading import percent
from specgen.program.model_policy import Limit

_TIP = "record coverage: `specgen run`, or pytest with coverage, and pass on its data"


def covered(
    limit: Limit, lines: Lines | None, *, subject: str, what: str, tier: str = ""
) -> Measured:
    """``lines`` by ``limit``; with a complaint where they are below, or where there are none."""
    if lines is None:
        complaint = Complaint(
            subject, f"no coverage of {what} was recorded, {limit.text} is owed", limit.place,
            tip=_TIP, tier=tier, limit=limit.value, less=False,
        )  # fmt: skip
        return Measured(subject, limit, why="no coverage was recorded", complaints=(complaint,))
    found = Measured(subject, limit, lines.share, percent(lines.share))
    if found.holds:
        return found
    short = -int(-(limit.value * lines.total - lines.executed) // 1)
    complaint = Complaint(
        subject,
        f"coverage of {what} is {percent(lines.share)}, {limit.text} is owed",
        limit.place,
        tip=f"execute {short:,} more of its {lines.total:,} lines and branches",
        tier=tier,
        measured=lines.share,
        limit=limit.value,
        less=False,
    )
    return replace(found, complaints=(complaint,))
