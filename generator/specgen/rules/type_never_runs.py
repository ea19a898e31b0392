"""A required type that no moment runs."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    program = facts.program
    run = {name for moment in program.runs for name in moment.types}
    if not program.runs:
        return
    for tier in program.tiers:
        unrun = [name for name in tier.requires if name not in run]
        if unrun:
            yield TYPE_NEVER_RUNS.says(
                tier.place.at("requires"),
                f"no moment runs {', '.join(unrun)}, and tier `{tier.name}` requires it",
                tip="add them to the `types` of a moment under `runs`",
            )


TYPE_NEVER_RUNS = Rule(
    id="type-never-runs",
    severity=Severity.WARNING,
    summary="types that a tier requires and that run at no moment, in a project that has `runs`",
    why="Tests that never run prove nothing, and nobody notices when they break.",
    example="tiers: {core: {requires: [unit, chaos]}}\nruns: {pull_request: {types: [unit]}}\n",
    judge=_judge,
)
