"""What a build does to each kind of file, and what check says of it."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from specgen.disk.model import Action, Cause, Site
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.merge.model import Merged
from specgen.plan import Element, Ownership, Part, PartKind, PlannedFile

if TYPE_CHECKING:
    from tests.unit.disk.conftest import Project

GAPS = PlannedFile(PurePosixPath("docs/GAPS.md"), Ownership.OWNED, "# Gaps\n\nrow\n")
CI = PlannedFile(PurePosixPath(".github/ci.yml"), Ownership.OWNED, "on: push\n")
SEEDED = PlannedFile(PurePosixPath("tests/conftest.py"), Ownership.SEEDED, "import pytest\n")
TEST = PlannedFile(
    PurePosixPath("out/unit/test_a_unit.py"),
    Ownership.SHARED,
    "def test_a(): ...\n",
    elements=(Element("a.unit.x", (Part(PartKind.NAME, "test_a"),), "def test_a(): ...\n"),),
    module="a",
)
ALL = (GAPS, CI, SEEDED, TEST)


def with_text(planned: PlannedFile, text: str) -> PlannedFile:
    return replace(planned, text=text)


def test_check_after_build_is_clean_and_a_second_build_does_nothing(project: "Project") -> None:
    assert project.check(*ALL) == [
        "drift-missing .github/ci.yml",
        "drift-missing docs/GAPS.md",
        "drift-missing out/unit/test_a_unit.py",
        "drift-missing specgen.lock",
        "drift-missing tests/conftest.py",
    ]
    project.build(*ALL)
    assert project.check(*ALL) == []
    assert project.plan(ALL).operations == ()


def test_a_stale_file_is_updated(project: "Project") -> None:
    project.build(*ALL)
    newer = with_text(GAPS, "# Gaps\n\nother row\n")
    assert project.check(newer, CI, SEEDED, TEST) == ["drift-stale docs/GAPS.md"]
    outcome, _ = project.build(newer, CI, SEEDED, TEST)
    assert [op.action for op in outcome.operations] == [Action.UPDATE]
    assert b"other row" in project.tree()["docs/GAPS.md"]


def test_a_hand_edit_is_reported_and_kept_until_forced(project: "Project") -> None:
    project.build(*ALL)
    path = project.root / "docs/GAPS.md"
    path.write_bytes(path.read_bytes().replace(b"row", b"my row"))
    for plan in (GAPS, with_text(GAPS, "# Gaps\n\nother row\n")):
        assert project.check(plan, CI, SEEDED, TEST) == ["drift-edited docs/GAPS.md"]
        outcome, _ = project.build(plan, CI, SEEDED, TEST)
        assert b"my row" in path.read_bytes()
        assert "-my row" in outcome.findings[0].detail
    project.site = replace(project.site, force=True)
    project.build(*ALL)
    assert b"my row" not in path.read_bytes()


def test_a_document_in_conflict_is_built_again(project: "Project") -> None:
    project.build(*ALL)
    path = project.root / "docs/GAPS.md"
    path.write_bytes(b"<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n")
    assert project.check(*ALL) == ["drift-stale docs/GAPS.md"]
    project.build(*ALL)
    assert project.check(*ALL) == []


def test_stale_totals_alone_are_a_note(project: "Project") -> None:
    text = "row\n<!-- specgen-totals -->\nsum: {}\n<!-- /specgen-totals -->\n"
    project.build(with_text(GAPS, text.format(1)))
    assert project.check(with_text(GAPS, text.format(2))) == ["drift-totals docs/GAPS.md"]
    project.build(with_text(GAPS, text.format(2)))
    assert b"sum: 2" in project.tree()["docs/GAPS.md"]


@pytest.mark.parametrize("edit", [False, True])
def test_what_is_no_longer_generated_goes_only_if_unchanged(project: "Project", edit: bool) -> None:
    project.build(*ALL)
    path = project.root / ".github/ci.yml"
    if edit:
        path.write_bytes(b"# mine\n" + path.read_bytes())
    expected = ["drift-orphan .github/ci.yml"]
    assert project.check(GAPS, SEEDED, TEST) == expected
    project.build(GAPS, SEEDED, TEST)
    assert path.exists() == edit
    assert path.parent.exists() == edit
    assert project.check(GAPS, SEEDED, TEST) == (expected if edit else [])
    project.site = replace(project.site, force=True)
    project.build(GAPS, SEEDED, TEST)
    assert not path.exists()


def test_a_seeded_file_is_written_once(project: "Project") -> None:
    project.build(SEEDED)
    path = project.root / "tests/conftest.py"
    path.write_bytes(b"mine\n")
    assert project.check(with_text(SEEDED, "new\n")) == []
    assert project.check() == []


def test_a_changed_shared_file_is_merged(project: "Project") -> None:
    project.build(*ALL)
    path = project.root / TEST.path
    path.write_bytes(b"def test_a(): assert True\n")
    seen: list[tuple[bytes, bool]] = []

    def merge(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
        seen.append((existing, lock.knows("a.unit.x")))
        return Merged(existing + b"# merged\n", Record(planned.path, planned.ownership, "a"))

    project.merge = merge
    assert project.check(*ALL) == ["drift-stale out/unit/test_a_unit.py"]
    project.build(*ALL)
    assert path.read_bytes() == b"def test_a(): assert True\n# merged\n"
    assert seen == [(b"def test_a(): assert True\n", True)] * 2


@pytest.mark.parametrize("vacant", [False, True])
def test_a_shared_file_that_is_planned_no_longer_is_merged_away(
    project: "Project", vacant: bool
) -> None:
    project.build(*ALL)

    def merge(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
        assert planned.elements == ()
        return Merged(b"" if vacant else b"x", Record(planned.path, Ownership.SHARED), (), vacant)

    project.merge = merge
    project.build(GAPS, CI, SEEDED)
    assert (project.root / TEST.path).exists() != vacant


def test_a_file_that_a_merge_leaves_as_it_is_needs_no_operation(project: "Project") -> None:
    project.build(TEST)
    (project.root / TEST.path).write_bytes(b"mine\n")
    assert [op.cause for op in project.plan([TEST]).operations] == [Cause.TIDY]


def test_a_shared_file_moves_with_its_tests(project: "Project") -> None:
    project.build(TEST)
    (project.root / TEST.path).write_bytes(b"def test_a(): mine\n")
    project.found = {"a.unit.x": TEST.path}
    moved = replace(TEST, path=PurePosixPath("out/new/test_a_unit.py"))
    operation = project.plan([moved]).operations[0]
    assert (operation.action, operation.source) == (Action.MOVE, TEST.path)
    assert project.check(moved)[0] == "drift-stale out/new/test_a_unit.py"
    project.build(moved)
    assert project.tree()["out/new/test_a_unit.py"] == b"def test_a(): mine\n"
    assert not (project.root / "out/unit").exists()


def test_a_test_that_stands_in_another_file_is_not_created_again(project: "Project") -> None:
    project.found = {"a.unit.x": PurePosixPath("tests/test_mine.py")}
    assert project.plan([TEST]).operations == ()


def test_executable_bit(project: "Project") -> None:
    hook = PlannedFile(PurePosixPath("hooks/run"), Ownership.OWNED, "#!/bin/sh\n", executable=True)
    project.build(hook)
    path = project.root / "hooks/run"
    assert path.stat().st_mode & 0o100
    path.chmod(0o644)
    assert project.check(hook) == ["drift-stale hooks/run"]
    project.build(hook)
    assert path.stat().st_mode & 0o100


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../x.md", "leaves"),
        ("/etc/x.md", "leaves"),
        ("C:/x.md", "leaves"),
        (".git/hooks/pre-commit", "belongs"),
        ("src/x.md", "outside"),
        ("docs/link.md", "symlink"),
        ("docs/folder.md", "directory"),
        ("docs/linked/x.md", "symlink on its way"),
    ],
)
def test_paths_that_are_refused(project: "Project", path: str, why: str) -> None:
    (project.root / "docs/folder.md").mkdir(parents=True)
    (project.root / "docs/link.md").symlink_to(project.root / "target.md")
    (project.root / "docs/linked").symlink_to(project.root)
    project.site = Site(PurePosixPath("specgen.lock"), (PurePosixPath("docs"),))
    outcome, _ = project.build(PlannedFile(PurePosixPath(path), Ownership.OWNED, "x\n"))
    assert outcome.operations == ()
    assert [d.rule for d in outcome.findings] == ["refused-path"]
    assert why in outcome.findings[0].message
    assert not (project.root / "target.md").exists()


def test_the_lock_keeps_what_it_knew_of_a_refused_file(project: "Project") -> None:
    project.build(TEST)
    before = project.tree()["specgen.lock"]
    path = project.root / TEST.path
    path.unlink()
    path.symlink_to(project.root / "elsewhere.py")
    project.build(TEST)
    assert project.tree()["specgen.lock"] == before


def test_a_lock_that_says_too_much_is_tidied_but_no_drift(project: "Project") -> None:
    project.build(*ALL)
    path = project.root / "specgen.lock"
    tidy = path.read_bytes()
    path.write_bytes(tidy + b"gone.unit.x\n  body:000000000000\n")
    assert project.check(*ALL) == []
    project.build(*ALL)
    assert path.read_bytes() == tidy


def test_a_lock_that_has_nothing_to_say_goes(project: "Project") -> None:
    project.build(GAPS)
    assert project.check() == ["drift-orphan docs/GAPS.md"]
    project.build()
    assert project.tree() == {}


@pytest.mark.parametrize("drop", [b"owned docs/GAPS.md\n", b"  name:"])
def test_a_lock_that_says_too_little_is_stale(project: "Project", drop: bytes) -> None:
    project.build(*ALL)
    path = project.root / "specgen.lock"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(drop)))
    assert project.check(*ALL) == ["drift-stale specgen.lock"]
