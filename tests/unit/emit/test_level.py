"""What a planned test proves is known without reading it, and reading it comes to the same."""

import shutil
from pathlib import Path

import pytest

from specgen.emit.level import expects_error, level_of
from specgen.levels import Level
from specgen.pipeline import as_on_disk, compile_tree, write_tree
from specgen.plan import Element, Part, PartKind

CASES = Path(__file__).parents[2] / "cases"
# here pytest is told not to collect them, which is a finding of its own
UNCOLLECTED = "configuration-conflict"
GENERATED = sorted(
    path.parent.parent.name
    for path in CASES.glob("*/expected/generated_tests")
    if path.parent.parent.name != UNCOLLECTED
)


def element(body: str, table: str = "") -> Element:
    return Element("m.unit.x", (Part(PartKind.TABLE, table), Part(PartKind.BODY, body)), body)


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ('    pending("write it")\n', Level.SKELETON),
        ("    add(1, 2)\n", Level.WRITTEN),
        ("    with shop.opened(1):\n        pass\n", Level.WRITTEN),
        ('    say("assert it")\n', Level.WRITTEN),
        ("    assertions(1)\n", Level.WRITTEN),
        ("    result = add(1, 2)\n\n    assert result == 3\n", Level.WRITTEN),
        ("    if error is not None:\n        with pytest.raises(error):\n", Level.WRITTEN),
        ("    done = benchmark.pedantic(add, args=(1, 2))\n", Level.WRITTEN),
    ],
)
def test_by_its_text(body: str, level: Level) -> None:
    assert level_of(element(body)) is level
    assert expects_error(element(body)) is ("raises" in body)


def test_a_drawn_example_that_crashes_fails() -> None:
    assert level_of(element("    add(a)\n", table="@given(a=integers())\n")) is Level.WRITTEN


@pytest.mark.parametrize("case", GENERATED)
def test_reading_what_stands_as_planned_comes_to_the_same(tmp_path: Path, case: str) -> None:
    """So that the gap report, which does not read it, and the gate, which does, agree."""
    root = tmp_path / "it"
    shutil.copytree(CASES / case, root, ignore=shutil.ignore_patterns("expected"))
    write_tree(compile_tree(root))
    compiled = compile_tree(root)
    read = as_on_disk(compiled)
    for planned, there in zip(compiled.projects, read.projects, strict=True):
        assert [(s.id, s.level) for s in planned.report.standings] == [
            (s.id, s.level) for s in there.report.standings
        ]
        assert [c.level for c in planned.report.cells] == [c.level for c in there.report.cells]


def test_cases_without_an_outcome_are_among_them() -> None:
    assert "hollow-cases" in GENERATED
