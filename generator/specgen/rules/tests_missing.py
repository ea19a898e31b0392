"""A folder of tests that is not there hides every test in the folder that was meant."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule

_DEFAULT = PurePosixPath("tests")  # nobody wrote it: a project without tests yet is no mistake


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    for position, folder in enumerate(project.source.tests):
        if folder in facts.absent and folder != _DEFAULT and not project.source.elsewhere:
            yield TESTS_MISSING.says(
                project.place.at("source", "tests", position),
                f"there is no folder `{folder}`",
                tip="correct `source.tests`, or take the folder out until it exists",
            )


TESTS_MISSING = Rule(
    id="tests-missing",
    severity=Severity.WARNING,
    summary="folders of `source.tests` that are not there, but for the default one",
    why="The tests that were meant are not read, and all their cells count as missing.",
    example="project: shop\nsource: {package: shop, tests: [test]}\n",
    judge=_judge,
)
