"""CI that runs tests and goes on when they fail."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.hygiene import at, waived
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for command in facts.repository.commands:
        if command.tolerated and not waived(CI_IGNORES_FAILURE, facts, path=command.path):
            yield CI_IGNORES_FAILURE.says(
                at(command.path, command.why_line),
                f"tests may fail unnoticed: `{command.tolerated}`",
                tip="delete it, and waive by name the tests that may fail",
                related=(Related(at(command.path, command.line), f"`{command.text[:60]}`"),),
            )


CI_IGNORES_FAILURE = Rule(
    id="ci-ignores-failure",
    severity=Severity.WARNING,
    summary="`continue-on-error`, `allow_failure` or `|| true` around tests in CI files",
    why="The job is green whatever the tests say.",
    example="# run: pytest || true in a workflow\nrules: {ci-ignores-failure: blocking}\n",
    judge=_judge,
)
