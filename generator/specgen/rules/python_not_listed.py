"""A run on a Python version that the project does not list."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    listed = facts.program.project.python
    for run in facts.program.runs:
        for position, version in enumerate(run.python):
            if listed and version not in listed:
                yield PYTHON_NOT_LISTED.says(
                    run.place.at("python", position),
                    f"`{run.moment}` runs on {version}, which the project does not list",
                    tip=f"add it to `python` ({', '.join(listed)}), or take it out here",
                )


PYTHON_NOT_LISTED = Rule(
    id="python-not-listed",
    severity=Severity.FINDING,
    summary="versions of Python in `runs` that the project's `python` leaves out",
    why="What the project supports and what it proves would not be the same.",
    example='python: ["3.12", "3.13"]\nruns: {nightly: {types: all, python: ["3.11"]}}\n',
    judge=_judge,
)
