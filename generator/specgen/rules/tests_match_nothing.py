"""Tests that a spec names and that are not there."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    if not facts.readable:
        return
    known = {item.node_id for item in facts.inventory.items}
    files = {item.path for item in facts.inventory.items}
    folders = {str(p) for f in files for p in PurePosixPath(f).parents}
    exact = known | files | folders
    for entry, place in _entries(facts):
        if entry.rstrip("/") not in exact and not facts.inventory.matching((entry,)):
            yield TESTS_MATCH_NOTHING.says(
                place,
                f"no test is called `{entry}`",
                tip=suggestion(entry, known if "::" in entry else files)
                or "write a file, `file::Class`, `file::Class::test`, a folder or a pattern",
            )


def _entries(facts: Facts) -> Iterator[tuple[str, Place]]:
    """What hand-written tests are said to be; where a scenario says where its tests *will* be,
    their absence is a gap and not a mistake."""
    program = facts.program
    for module in program.modules:
        for i, entry in enumerate(module.tests):
            yield entry, module.place.at("tests", i)
    for skip in program.skips:
        for i, entry in enumerate(skip.tests):
            yield entry, skip.place.at("tests", i)
    for task in program.tasks:
        for mends in task.mends:
            for entry in mends.tests:
                yield entry, task.place.at("mends")


TESTS_MATCH_NOTHING = Rule(
    id="tests-match-nothing",
    severity=Severity.FINDING,
    summary="`tests` of modules, skips and `mends` that match no test",
    why="The tests were renamed or deleted, and what they were counted for is not tested.",
    example='module: shop.cart\ntests: ["tests/test_crat.py"]\n',
    judge=_judge,
)
