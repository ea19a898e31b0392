"""A reason that is none."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.rules.model import Facts, Rule

_SAYS_NOTHING = re.compile(
    r"(?i)\W*(?:to ?do|tbd|fixme|wip|n/?a|none|nil|null|no reason|because|reason|later"
    r"|temp(?:orary)?|flaky|broken|skip(?:ped)?|x+|)\W*"
)


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for what, reason, place in _reasons(facts):
        if _SAYS_NOTHING.fullmatch(reason):
            yield EMPTY_REASON.says(
                place,
                f"the reason of {what} says nothing: {reason!r}",
                tip="say what would have to change for it to go",
            )


def _reasons(facts: Facts) -> Iterator[tuple[str, str, Place]]:
    program = facts.program
    for waiver in program.waivers:
        yield "this waiver", waiver.reason, waiver.place.at("reason")
    for skip in program.skips:
        yield "this skip", skip.reason, skip.place.at("reason")
    for module in program.modules:
        for name, reason in module.exempt.items():
            yield "this exemption", reason, module.place.at("exempt", name)


EMPTY_REASON = Rule(
    id="empty-reason",
    severity=Severity.FINDING,
    summary="waivers, skips and exemptions whose reason is a placeholder",
    why="Nobody can later judge whether the exception is still right.",
    example="module: shop.cart\nexempt: {race: TODO}\n",
    judge=_judge,
)
