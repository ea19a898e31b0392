"""Reading many files: each once, from the cache where known, in two processes where it pays."""

import os
from pathlib import Path

import pytest

from specgen.cache.model import Store
from specgen.syntax import workers
from specgen.syntax.listing import list_python, patterns
from specgen.syntax.load import Library
from specgen.syntax.model import FileFacts
from specgen.syntax.workers import parse, parse_many


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a/x.py", "a/b/y.py", "a/.hidden/z.py", "a/b/notes.txt", "top.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"NAME = {name!r}\n")
    return tmp_path


def test_files_are_listed_sorted(tree: Path) -> None:
    assert list_python(tree, ["."]).paths == ("a/.hidden/z.py", "a/b/y.py", "a/x.py", "top.py")
    assert list_python(tree, ["a/b", "top.py"]).paths == ("a/b/y.py", "top.py")


def test_folders_are_skipped_by_name_or_path(tree: Path) -> None:
    assert list_python(tree, ["a"], skip=patterns([".*", "a/b"])).paths == ("a/x.py",)


def test_environments_and_caches_are_never_entered(tree: Path) -> None:
    (tree / "a/b/pyvenv.cfg").write_text("")
    (tree / "a/__pycache__").mkdir()
    (tree / "a/__pycache__/x.py").write_text("")
    assert list_python(tree, ["a"]).paths == ("a/.hidden/z.py", "a/x.py")


def test_a_missing_folder_is_a_finding_and_the_others_go_on(tree: Path) -> None:
    found = list_python(tree, ["nowhere", "a/b"])
    assert found.paths == ("a/b/y.py",)
    assert [(f.rule, str(f.place.path)) for f in found.findings] == [("missing-folder", "nowhere")]


def test_a_symlink_loop_is_a_finding(tree: Path) -> None:
    (tree / "a/b/again").symlink_to(tree / "a", target_is_directory=True)
    found = list_python(tree, ["a"])
    assert [(f.rule, str(f.place.path)) for f in found.findings] == [("symlink-loop", "a/b/again")]
    assert "a/b/y.py" in found.paths


def test_a_link_to_nowhere_or_to_itself_is_read_as_unreadable(tree: Path) -> None:
    (tree / "a/gone.py").symlink_to(tree / "nowhere.py")
    (tree / "a/self").symlink_to(tree / "a/self")
    assert "a/gone.py" in list_python(tree, ["a"]).paths
    assert Library(tree).facts(["a/gone.py"])[0].problem.startswith("cannot be read: no such file")


def test_a_folder_that_cannot_be_opened_is_a_finding(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    found = list_python(tree, ["a"])
    assert [(f.rule, f.message) for f in found.findings] == [
        ("unreadable-folder", "cannot be read: permission denied")
    ]


def test_facts_come_in_the_order_asked(tree: Path) -> None:
    found = Library(tree).facts(["top.py", "a/x.py"])
    assert [f.path for f in found] == ["top.py", "a/x.py"]
    assert found[0].assignments[0].text == "'top.py'"


def test_known_content_is_not_parsed_again(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tree)
    first = Library(tree, store)
    before = first.facts(["top.py", "a/x.py"])
    first.save()
    (tree / "a/x.py").write_text("NAME = 'changed'\n")
    parsed: list[str] = []

    def spy(files: workers.Files, *, bodies: bool, processes: int) -> object:
        parsed.extend(path for path, _ in files)
        return parse(files, bodies=bodies), []

    monkeypatch.setattr("specgen.syntax.load.parse_many", spy)
    second = Library(tree, store)
    after = second.facts(["top.py", "a/x.py"])
    assert parsed == ["a/x.py"]
    assert after[0] == before[0]
    assert after[1].assignments[0].text == "'changed'"


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_saved_is_read_back(
    tree: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(workers, "FEW", 0)
    store, paths = Store(tree), ["top.py", "a/x.py", "a/b/y.py"]
    first = Library(tree, store, processes=processes)
    expected = first.facts(paths)
    first.save()
    monkeypatch.setattr("specgen.syntax.load.parse_many", lambda files, **_: ([], []))
    assert Library(tree, store).facts(paths) == expected


def test_many_small_edits_do_not_pile_up(tree: Path) -> None:
    store = Store(tree)
    sizes = []
    for n in range(30):
        (tree / "top.py").write_text(f"NAME = {n}\n")
        library = Library(tree, store)
        library.facts(["top.py", "a/x.py"])
        library.save()
        sizes.append((tree / ".specgen/tests.cache").stat().st_size)
    assert max(sizes[10:]) < 12 * sizes[0]


@pytest.mark.parametrize("damage", [3, [b"nothing"]])
def test_a_damaged_cache_is_read_anew(tree: Path, damage: object) -> None:
    store = Store(tree)
    store.put("tests", "bodies", value=damage)
    assert Library(tree, store).facts(["top.py"])[0].assignments[0].text == "'top.py'"


def test_overlaid_files_are_read_from_the_overlay(tree: Path) -> None:
    found = Library(tree, overlay={"top.py": b"NAME = 1"}).facts(["top.py"])
    assert found[0].assignments[0].text == "1"


def test_digests_change_with_content(tree: Path) -> None:
    one = Library(tree).digests(["top.py", "none.py"])
    (tree / "top.py").write_text("other")
    two = Library(tree).digests(["top.py", "none.py"])
    assert one[0] != two[0]
    assert one[1] == two[1] == ("none.py", "cannot be read: no such file or directory")


FILES = [(f"f{n}.py", f"def test_{n}(): assert {n}\n".encode()) for n in range(40)]


def test_two_processes_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "FEW", 0)
    both, packs = parse_many(FILES, bodies=True, processes=2)
    assert {f.path: f for f in both} == {f.path: f for f in parse(FILES, bodies=True)}
    assert [f for p in packs for f in workers.received(p)] == both


def test_a_worker_that_dies_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def fragile(files: workers.Files, *, bodies: bool) -> list[FileFacts]:
        if os.getpid() != here:
            os._exit(9)
        return parse(files, bodies=bodies)

    monkeypatch.setattr(workers, "FEW", 0)
    monkeypatch.setattr(workers, "parse", fragile)
    assert len(parse_many(FILES, bodies=True, processes=2)[0]) == len(FILES)
