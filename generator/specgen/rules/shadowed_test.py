"""A test with the name of a later one never runs."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.rules.hygiene import at, waived
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for shadow in facts.inventory.shadows:
        if not waived(SHADOWED_TEST, facts, path=f"{shadow.path}::{shadow.name}"):
            yield SHADOWED_TEST.says(
                at(shadow.path, shadow.line),
                f"`{shadow.name}` never runs: another of its name replaces it",
                tip="give one of them another name",
                related=(Related(at(shadow.path, shadow.by_line), "the one that runs"),),
            )


SHADOWED_TEST = Rule(
    id="shadowed-test",
    severity=Severity.WARNING,
    summary="tests that a later one of the same name replaces",
    why="The test looks alive, and what it protects is not protected.",
    example="# def test_total() twice in one file\nrules: {shadowed-test: blocking}\n",
    judge=_judge,
)
