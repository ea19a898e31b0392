"""What of a region of ours is a person's, once a formatter has sorted the tables of a file."""

import tomllib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from specgen.disk.tables import foreign_tables
from specgen.plan import Ownership, PlannedFile

if TYPE_CHECKING:
    from tests.unit.disk.conftest import Project

OURS = b"# >>> specgen\n# Why.\n[tool.pytest.ini_options]\na = 1\n\n[tool.x]\n"


@pytest.mark.parametrize(
    ("body", "theirs"),
    [
        (b"# Why.\n[tool.pytest.ini_options]\na = 2\nb = 3\n[tool.x]\n", []),
        (b"[tool.pytest]\nini_options.a = 1\n", []),
        (b"[tool.x.more]\n", []),
        (b"[tool.pytest]\nini_options.a = 1\nother = 1\n", ["tool.pytest"]),
        (b"[tool.pytest]\n", ["tool.pytest"]),
        (b"[tool.xy]\n", ["tool.xy"]),
        (b'[ "tool" . x ]\na = 1\n[[tool.z]]\n', ["tool.z"]),
        (b"[tool.x]\na = [\n  1,\n]\n[broken\n[tool.z]\na = = 1\n", ["tool.z"]),
    ],
)
def test_a_table_is_ours_by_what_it_holds(body: bytes, theirs: list[str]) -> None:
    assert [name for name, _ in foreign_tables(body, OURS)] == theirs


def test_the_comments_above_a_table_go_with_it() -> None:
    body = b"# Why.\n[tool.x]\na = 1\n\n# Mine.\n[tool.z]\nb = 1\n"
    assert foreign_tables(body, OURS) == (("tool.z", b"\n# Mine.\n[tool.z]\nb = 1\n"),)


def test_a_table_that_was_sorted_into_the_region_is_never_discarded(project: "Project") -> None:
    block = PlannedFile(
        PurePosixPath("pyproject.toml"), Ownership.BLOCK, "[tool.x]\na = 1\n\n[tool.y]\nb = 1\n"
    )
    project.build(block)
    path = project.root / "pyproject.toml"
    sorted_in = b"# Mine.\n[tool.xz]\nkeep = true\n\n[tool.y]"
    path.write_bytes(path.read_bytes().replace(b"[tool.y]", sorted_in))
    assert project.check(block) == ["block-holds-yours pyproject.toml"]
    project.site = replace(project.site, force=True)
    project.build(block)
    text = path.read_text()
    assert tomllib.loads(text)["tool"] == {"x": {"a": 1}, "y": {"b": 1}, "xz": {"keep": True}}
    assert "\n# Mine.\n[tool.xz]\n" in text.partition("<<< specgen")[2]
    project.site = replace(project.site, force=False)
    assert project.check(block) == []


def test_a_region_that_starts_inside_a_table_is_not_even_touched_by_force(
    project: "Project",
) -> None:
    block = PlannedFile(
        PurePosixPath("pyproject.toml"), Ownership.BLOCK, "# Why.\n[tool.x.y]\na = 1\n"
    )
    project.build(block)
    path = project.root / "pyproject.toml"
    text = path.read_text().replace("[tool.x.y]\na = 1", "y.a = 1\n[tool.z]")
    path.write_text("[tool.x]\n" + text)
    project.site = replace(project.site, force=True)
    assert project.check(block) == ["block-torn pyproject.toml"]
    project.build(block)
    assert path.read_text() == "[tool.x]\n" + text
    path.write_text(text.replace("y.a", "[tool.x]\ny.a"))
    project.build(block)
    assert tomllib.loads(path.read_text()) == {"tool": {"x": {"y": {"a": 1}}, "z": {}}}
    assert project.check(block) == []
