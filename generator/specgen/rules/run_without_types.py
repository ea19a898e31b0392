"""A moment at which nothing runs."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for run in facts.program.runs:
        if not run.types:
            yield RUN_WITHOUT_TYPES.says(
                run.place.at("types"),
                f"nothing runs at `{run.moment}`",
                tip="say `types: all` or list them, or delete the moment",
            )


RUN_WITHOUT_TYPES = Rule(
    id="run-without-types",
    severity=Severity.FINDING,
    summary="moments whose list of types is empty",
    why="Its CI job would be green because it has nothing to do.",
    example="runs: {pre_push: {types: []}}\n",
    judge=_judge,
)
