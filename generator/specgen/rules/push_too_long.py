"""Tests before a push that take longer than the connection lasts."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule

_LASTS = 360.0  # seconds that an idle SSH connection is kept by the large code hosts, about
_TIP = "declare at most 5m: `budget: {total: 5m}`; what it leaves out runs in CI"


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    hooks = project.hooks or {"pre_push": "pre-push"}
    for run in facts.program.runs if "hooks" in project.ci else ():
        if hooks.get(run.moment) != "pre-push":
            continue
        total = next((x for x in run.budget if x.measure == "total"), None)
        if total is None:
            yield PUSH_TOO_LONG.says(
                run.place,
                f"nothing limits `{run.moment}`, and an SSH push dies after some six idle minutes",
                tip=_TIP,
            )
        elif total.value > _LASTS:
            yield PUSH_TOO_LONG.says(
                total.place,
                f"an SSH push dies after some six idle minutes, before {total.text} are over",
                tip=_TIP,
            )


PUSH_TOO_LONG = Rule(
    id="push-too-long",
    severity=Severity.FINDING,
    summary="runs before a push that may take longer than the connection of the push lasts",
    why=(
        "git opens the connection first and then runs the hook; the server closes it when nothing "
        "comes for some six minutes, and the push fails after all tests have passed."
    ),
    example="runs: {pre_push: {types: all, budget: {total: 10m}}}\nci: {hooks: true}\n",
    judge=_judge,
)
