"""A pointer to a document that is not there."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for reference in facts.program.references:
        path = reference.to.partition("#")[0]
        if PurePosixPath(path) in facts.absent:
            yield REFERENCE_MISSING.says(
                reference.place.at("to"),
                f"there is no file `{path}`",
                tip="correct the path or delete the reference",
            )


REFERENCE_MISSING = Rule(
    id="reference-missing",
    severity=Severity.WARNING,
    summary="references to files of this repository that are not there",
    why="Documents link to them, and readers end nowhere.",
    example="references:\n  - {to: docs/STRATEGY.md, why: Source of the eight types}\n",
    judge=_judge,
)
