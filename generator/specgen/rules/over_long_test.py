"""A test of more than a screen or two tests several things."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import TestItem
from specgen.rules.hygiene import Fault, per_file
from specgen.rules.model import Facts, Rule

LIMIT = 100  # lines, decorators and docstring included


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    faults = (
        Fault(item, item.span.line, f"`{item.name}` has {_lines(item)} lines, more than {LIMIT}")
        for item in facts.inventory.live
        if _lines(item) > LIMIT
    )
    yield from per_file(
        OVER_LONG_TEST, facts, faults=faults, tip="split it by what it checks; share the set-up"
    )


def _lines(item: TestItem) -> int:
    return item.span.end_line - item.span.line + 1


OVER_LONG_TEST = Rule(
    id="over-long-test",
    severity=Severity.NOTE,
    summary=f"tests of more than {LIMIT} lines, per file",
    why="Its first failure hides the others, and nobody can tell what it is for.",
    example="# def test_everything() of 300 lines\nrules: {over-long-test: off}\n",
    judge=_judge,
)
