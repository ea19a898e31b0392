"""A coverage gate that lets everything pass."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.hygiene import at, waived
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    tolerated = {(c.path, c.line): c.tolerated for c in facts.repository.commands if c.tolerated}
    for gate in facts.repository.gates:
        excuse = tolerated.get((gate.path, gate.line), "")
        toothless = "0 never fails" if gate.percent <= 0 else excuse
        if toothless and not waived(COVERAGE_GATE_CANNOT_FAIL, facts, path=gate.path):
            yield COVERAGE_GATE_CANNOT_FAIL.says(
                at(gate.path, gate.line),
                f"the coverage gate `{gate.setting}` cannot fail: {toothless}",
                tip="set it to what is reached today, or delete it: `budget: {coverage: ...}`",
            )


COVERAGE_GATE_CANNOT_FAIL = Rule(
    id="coverage-gate-cannot-fail",
    severity=Severity.WARNING,
    summary="coverage gates of 0 percent, and those whose failure CI ignores",
    why="Everybody believes that coverage is held, and nothing holds it.",
    example="# fail_under = 0 in pyproject.toml\nrules: {coverage-gate-cannot-fail: blocking}\n",
    judge=_judge,
)
