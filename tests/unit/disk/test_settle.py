"""Tests that stand in another file than the spec says: moved by people, renamed or retyped."""

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from specgen.disk.model import Action
from specgen.merge.merge import merge
from specgen.plan import Element, Ownership, Part, PartKind, PlannedFile

if TYPE_CHECKING:
    from tests.unit.disk.conftest import Project

SPEC = re.compile(r"""spec\(["'](.*?)["']\)""")


def element(id: str, title: str = "Title", *earlier: str) -> Element:
    name = "test_" + id.rpartition(".")[2]
    parts = (
        Part(PartKind.MARKS, "@pytest.mark.unit"),
        Part(PartKind.SPEC, f'@pytest.mark.spec("{id}")'),
        Part(PartKind.NAME, name),
        Part(PartKind.PARAMETERS, "cart: Cart"),
        Part(PartKind.DOCSTRING, f'"""{title}."""'),
        Part(PartKind.BODY, '    pending("do")\n'),
    )
    marks = f"{parts[0].text}\n{parts[1].text}\n"
    text = f'{marks}def {name}(cart: Cart) -> None:\n    """{title}."""\n    pending("do")\n'
    return Element(id, parts, text, earlier)


def planned(path: str, *elements: Element) -> PlannedFile:
    prelude = (
        f'"""Tests of {path}."""\n\nimport pytest\nfrom specgen.testing import pending\n\n'
        "from shop.cart import Cart\n"
    )
    text = prelude + "".join(f"\n\n{e.text}" for e in elements)
    return PlannedFile(PurePosixPath(path), Ownership.SHARED, text, prelude, elements, "m")


def look(project: "Project") -> None:
    """Find the ids in the tree, as the inventory does."""
    project.merge = merge
    project.found = {
        id: PurePosixPath(path)
        for path, data in project.tree().items()
        if path.endswith(".py")
        for id in SPEC.findall(data.decode())
    }


def fill(project: "Project", path: str) -> None:
    target = project.root / path
    target.write_text(target.read_text().replace('pending("do")', "assert cart  # mine", 1))


A = planned("out/a.py", element("m.unit.x"))
B = planned("out/b.py", element("m.unit.y"))


@pytest.mark.parametrize("home", ["out/b.py", "tests/mine.py"])
def test_a_test_that_a_person_moved_is_not_generated_again(project: "Project", home: str) -> None:
    project.build(A, B)
    fill(project, "out/a.py")
    text = (project.root / "out/a.py").read_text()
    body = text[text.index("@pytest") :]
    (project.root / "out/a.py").unlink()
    target = project.root / home
    target.parent.mkdir(exist_ok=True)
    old = target.read_text() if target.exists() else "import pytest\n"
    target.write_text(f"{old}\n\n{body}")
    look(project)
    later = planned("out/a.py", element("m.unit.x", "Another title"))
    project.build(later, B)
    tree = project.tree()
    assert "out/a.py" not in tree
    assert b"assert cart  # mine" in tree[home]
    assert (b"Another title" in tree[home]) == home.startswith("out")
    look(project)
    assert project.check(later, B) == []


def test_a_moved_test_leaves_its_siblings_behind(project: "Project") -> None:
    both = planned("out/a.py", element("m.unit.x"), element("m.unit.z"))
    project.build(both, B)
    path = project.root / "out/a.py"
    text = path.read_text()
    start, end = text.index("@pytest"), text.index("\n\n@pytest", text.index("def test_x"))
    path.write_text(text[:start] + text[end + 2 :])
    with (project.root / "out/b.py").open("a") as file:
        file.write("\n\n" + text[start:end])
    look(project)
    project.build(both, B)
    tree = project.tree()
    assert SPEC.findall(tree["out/a.py"].decode()) == ["m.unit.z"]
    assert SPEC.findall(tree["out/b.py"].decode()) == ["m.unit.y", "m.unit.x"]


def test_a_retyped_test_moves_with_its_file(project: "Project") -> None:
    project.build(A)
    fill(project, "out/a.py")
    look(project)
    moved = planned("out/race/a.py", element("m.race.x", "Title", "m.unit.x"))
    outcome, _ = project.build(moved)
    assert [op.action for op in outcome.operations if op.source] == [Action.MOVE]
    tree = project.tree()
    assert "out/a.py" not in tree
    assert SPEC.findall(tree["out/race/a.py"].decode()) == ["m.race.x"]
    assert b"# mine" in tree["out/race/a.py"]
    look(project)
    assert project.check(moved) == []


def test_a_retyped_test_is_renamed_where_it_stands_beside_others(project: "Project") -> None:
    both = planned("out/a.py", element("m.unit.x"), element("m.unit.z"))
    project.build(both)
    fill(project, "out/a.py")
    look(project)
    stays = planned("out/a.py", element("m.unit.z"))
    moved = planned("out/race/a.py", element("m.race.x", "Title", "m.unit.x"))
    project.build(stays, moved)
    tree = project.tree()
    assert "out/race/a.py" not in tree
    assert SPEC.findall(tree["out/a.py"].decode()) == ["m.race.x", "m.unit.z"]
    look(project)
    assert project.check(stays, moved) == []


def test_two_files_that_could_be_the_old_one_stay(project: "Project") -> None:
    project.build(A, B)
    fill(project, "out/a.py")
    fill(project, "out/b.py")
    look(project)
    joined = planned("out/c.py", element("m.unit.x"), element("m.unit.y"))
    project.build(joined)
    assert set(project.tree()) == {"out/a.py", "out/b.py", "specgen.lock"}
    look(project)
    assert project.check(joined) == []


def test_an_untouched_file_that_is_planned_no_longer_goes(project: "Project") -> None:
    project.build(A, B)
    look(project)
    assert project.check(B) == ["drift-orphan out/a.py"]
    project.build(B)
    assert set(project.tree()) == {"out/b.py", "specgen.lock"}


def test_a_filled_file_that_is_planned_no_longer_stays_and_is_reported(project: "Project") -> None:
    project.build(A, B)
    fill(project, "out/a.py")
    look(project)
    outcome, _ = project.build(B)
    assert [d.rule for d in outcome.findings] == ["orphan"]
    assert b"# mine" in project.tree()["out/a.py"]
    for _ in range(2):
        assert project.check(B) == ["orphan out/a.py"]
        project.build(B)
    back = replace(A, elements=(element("m.unit.x", "Back again"),))
    project.build(back, B)
    assert b"Back again" in project.tree()["out/a.py"]


def test_a_copy_in_another_file_changes_nothing_at_home(project: "Project") -> None:
    project.build(A)
    (project.root / "copy.py").write_text(A.text)
    look(project)
    project.found = {"m.unit.x": PurePosixPath("copy.py")}
    assert project.check(A) == []


def test_a_file_that_a_person_deleted_is_forgotten_when_nothing_is_planned(
    project: "Project",
) -> None:
    project.build(A, B)
    (project.root / "out/a.py").unlink()
    assert project.check(B) == []
