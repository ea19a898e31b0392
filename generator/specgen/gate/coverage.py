"""What the judgements of coverage share: a share below its limit, and none at all."""

from collections.abc import Iterator

from specgen.gate.model import Complaint
from specgen.gate.model_results import Lines
from specgen.gate.reading import percent
from specgen.program.model_policy import Limit

_TIP = "record coverage: `specgen run`, or pytest with coverage, and pass on its data"


def below(
    limit: Limit, lines: Lines | None, *, subject: str, what: str, tier: str = ""
) -> Iterator[Complaint]:
    """The complaint where ``lines`` are below ``limit``, or where there are none to judge."""
    if lines is None:
        yield Complaint(
            subject, f"no coverage of {what} was recorded, {limit.text} is owed", limit.place,
            tip=_TIP, tier=tier, limit=limit.value, less=False,
        )  # fmt: skip
    elif lines.share < limit.value - 1e-12:
        short = -int(-(limit.value * lines.total - lines.executed) // 1)
        yield Complaint(
            subject,
            f"coverage of {what} is {percent(lines.share)}, {limit.text} is owed",
            limit.place,
            tip=f"execute {short:,} more of its {lines.total:,} lines and branches",
            tier=tier,
            measured=lines.share,
            limit=limit.value,
            less=False,
        )
