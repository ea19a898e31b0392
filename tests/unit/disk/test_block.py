"""A marked region in a file that people own."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from specgen.plan import Ownership, PlannedFile

if TYPE_CHECKING:
    from tests.unit.disk.conftest import Project

TOML = PlannedFile(PurePosixPath("pyproject.toml"), Ownership.BLOCK, "[tool.x]\na = 1\n")
MINE = b'[project]\nname = "mine"\n'


def later(text: str) -> PlannedFile:
    return replace(TOML, text=text)


def test_the_region_is_added_replaced_and_cut_out(project: "Project") -> None:
    path = project.root / "pyproject.toml"
    path.write_bytes(MINE)
    assert project.check(TOML) == ["drift-missing pyproject.toml", "drift-missing specgen.lock"]
    project.build(TOML)
    assert path.read_bytes().startswith(MINE + b"\n# >>> specgen\n[tool.x]\na = 1\n# <<< specgen ")
    assert project.check(TOML) == []
    path.write_bytes(path.read_bytes() + b"\n[tool.mine]\n")
    project.build(later("[tool.x]\na = 2\n"))
    assert b"a = 2" in path.read_bytes()
    assert path.read_bytes().endswith(b"\n[tool.mine]\n")
    project.build()
    assert path.read_bytes() == MINE + b"\n\n[tool.mine]\n"


def test_a_file_of_nothing_but_the_region_comes_and_goes(project: "Project") -> None:
    project.build(TOML)
    assert project.tree()["pyproject.toml"].startswith(b"# >>> specgen\n")
    project.build()
    assert "pyproject.toml" not in project.tree()


def test_line_ends_and_a_missing_last_one_are_the_file_s(project: "Project") -> None:
    path = project.root / "pyproject.toml"
    path.write_bytes(b"[project]\r\nname = 'x'")
    project.build(TOML)
    data = path.read_bytes()
    assert data.startswith(b"[project]\r\nname = 'x'\r\n\r\n# >>> specgen\r\n[tool.x]\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert project.check(TOML) == []
    path.write_bytes(data[:-2])
    assert project.check(TOML) == []


def test_an_edit_inside_is_reported_and_kept_until_forced(project: "Project") -> None:
    project.build(TOML)
    path = project.root / "pyproject.toml"
    path.write_bytes(path.read_bytes().replace(b"a = 1", b"a = 3"))
    assert project.check(TOML) == ["drift-edited pyproject.toml"]
    assert project.check() == ["drift-orphan pyproject.toml"]
    project.build(TOML)
    assert b"a = 3" in path.read_bytes()
    project.site = replace(project.site, force=True)
    project.build(TOML)
    assert b"a = 1" in path.read_bytes()


def test_a_region_that_a_person_removed_is_added_again_or_forgotten(project: "Project") -> None:
    project.build(TOML)
    (project.root / "pyproject.toml").write_bytes(MINE)
    assert project.check() == []
    assert project.check(TOML) == ["drift-missing pyproject.toml"]


def test_two_regions_are_reported(project: "Project") -> None:
    project.build(TOML)
    path = project.root / "pyproject.toml"
    path.write_bytes(path.read_bytes() * 2)
    findings = project.plan([later("[tool.x]\na = 2\n")]).findings
    assert [d.rule for d in findings] == ["block-doubled"]
    assert "line 5" in findings[0].message


@pytest.mark.parametrize("before", [b"[tool.x]\nb = 2\n", b"[tool.x\n"])
def test_toml_that_would_break_is_not_written(project: "Project", before: bytes) -> None:
    path = project.root / "pyproject.toml"
    path.write_bytes(before)
    outcome, _ = project.build(TOML)
    assert [d.rule for d in outcome.findings] == (["block-clash"] if b"]" in before else [])
    assert (path.read_bytes() == before) == (b"]" in before)


def test_a_plan_with_its_own_markers_says_what_stands_around_them(project: "Project") -> None:
    text = "repos:\n  # >>> specgen\n  - repo: local\n  # <<< specgen\n"
    hooks = PlannedFile(PurePosixPath(".pre-commit-config.yaml"), Ownership.BLOCK, text)
    project.build(hooks)
    path = project.root / ".pre-commit-config.yaml"
    assert path.read_bytes().startswith(
        b"repos:\n  # >>> specgen\n  - repo: local\n  # <<< specgen "
    )
    path.write_bytes(b"repos:\n  - repo: mine\n")
    project.build(hooks)
    assert path.read_bytes().startswith(
        b"repos:\n  - repo: mine\n\n  # >>> specgen\n  - repo: local\n"
    )


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_new_region_goes_below_its_line(project: "Project", end: bytes) -> None:
    path = project.root / "hooks.yaml"
    path.write_bytes(end.join([b"x:", b"- a", b"y: 1", b""]))
    planned = PlannedFile(PurePosixPath("hooks.yaml"), Ownership.BLOCK, "- b\n", line=2)
    project.build(planned)
    assert project.check(planned) == []
    lines = path.read_bytes().split(end)
    assert [lines[0], lines[1], lines[3], lines[5]] == [b"x:", b"- a", b"- b", b"y: 1"]
    assert lines[2].startswith(b"# >>> specgen")


def test_markers_follow_the_file_type(project: "Project") -> None:
    readme = PlannedFile(PurePosixPath("README.md"), Ownership.BLOCK, "badge")
    project.build(readme)
    assert project.tree()["README.md"].startswith(b"<!-- >>> specgen -->\nbadge\n<!-- <<< specgen ")
