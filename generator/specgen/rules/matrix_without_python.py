"""A CI run that names no Python, in a project that names none either."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule

_HOSTS = {"github", "gitlab"}
_HOOKS = {"commit", "pre_push"}  # run on whatever Python the person has


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    if project.source.elsewhere or not _HOSTS.intersection(project.ci):
        return
    for run in facts.program.runs:
        if run.moment not in _HOOKS and not run.python:
            yield MATRIX_WITHOUT_PYTHON.says(
                run.place.key(),
                f"`{run.moment}` runs in CI, and no Python is named for it",
                tip='add `python: ["3.12", "3.13"]` to the project',
            )


MATRIX_WITHOUT_PYTHON = Rule(
    id="matrix-without-python",
    severity=Severity.ERROR,
    summary="runs of generated CI for which neither they nor the project name a Python",
    why="Nobody could say which Python the tests have passed on, and it would change by itself.",
    example="python: []\nci: {github: true}\nruns: {pull_request: {types: all}}\n",
    judge=_judge,
)
