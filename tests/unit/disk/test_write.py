"""All or nothing: killed, refused or changed meanwhile, the tree is before or after."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from specgen.disk.journal import FOLDER, heal
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write

if TYPE_CHECKING:
    pass


def path(name: str) -> PurePosixPath:
    return PurePosixPath(name)


BEFORE = {"a/keep": b"keep", "a/update": b"old", "a/delete": b"gone", "b/move": b"moved"}
AFTER = {"a/keep": b"keep", "a/update": b"new", "c/d/create": b"made", "c/moved": b"moved too"}
OPERATIONS = (
    Operation(Action.UPDATE, path("a/update"), Cause.STALE, b"new", b"old"),
    Operation(Action.DELETE, path("a/delete"), Cause.ORPHAN, before=b"gone"),
    Operation(Action.CREATE, path("c/d/create"), Cause.MISSING, b"made"),
    Operation(Action.MOVE, path("c/moved"), Cause.STALE, b"moved too", b"moved", path("b/move")),
)


def lay(root: Path) -> None:
    for name, data in BEFORE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def tree(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and FOLDER not in p.relative_to(root).parts
    }


def folders(root: Path) -> set[str]:
    return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_dir() and p.name != FOLDER}


def steps(root: Path) -> list[str]:
    lay(root)
    seen: list[str] = []
    assert write(root, OPERATIONS, before_step=seen.append) == ()
    return seen


def test_operations_are_carried_out_and_nothing_else_is_touched(tmp_path: Path) -> None:
    lay(tmp_path)
    os.utime(tmp_path / "a/keep", ns=(1, 1))
    (tmp_path / "a/update").chmod(0o751)
    assert write(tmp_path, OPERATIONS) == ()
    assert tree(tmp_path) == AFTER
    assert folders(tmp_path) == {"a", "c", "c/d"}
    assert (tmp_path / "a/keep").stat().st_mtime_ns == 1
    assert (tmp_path / "a/update").stat().st_mode & 0o777 == 0o751
    assert sorted(p.name for p in (tmp_path / FOLDER).iterdir()) == [".gitignore"]


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, ()) == ()
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_write import OPERATIONS
from specgen.disk.write import write
left = int(sys.argv[2])
def hook(name):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
write(Path(sys.argv[1]), OPERATIONS, before_step=hook)
"""


def test_kill_at_every_step_then_heal_and_build(tmp_path: Path) -> None:
    count = len(steps(tmp_path / "probe"))
    assert count > 12
    for number in range(count):
        root = tmp_path / str(number)
        lay(root)
        arguments = [str(root), str(number), str(Path(__file__).parent)]
        done = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
        assert done.returncode == -signal.SIGKILL
        for data in tree(root).values():
            assert data in {*BEFORE.values(), *AFTER.values()}  # no file is half written
        heal(root)
        assert tree(root) == BEFORE
        assert write(root, OPERATIONS) == ()
        assert tree(root) == AFTER


def test_killed_while_clearing_away_the_write_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("specgen.disk.journal._sweep", die)
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path, OPERATIONS)
    assert tree(tmp_path) != AFTER
    assert heal(tmp_path)
    assert tree(tmp_path) == AFTER
    assert not heal(tmp_path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_at_any_step_leaves_the_tree_as_before(
    tmp_path: Path, number: int
) -> None:
    names = steps(tmp_path / "probe")
    for refused in range(len(names)):
        root = tmp_path / str(refused)
        lay(root)
        left = [refused]

        def hook(name: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(number, os.strerror(number), name)

        with pytest.raises(OSError, match=os.strerror(number)):
            write(root, OPERATIONS, before_step=hook)
        assert tree(root) == BEFORE
        assert folders(root) == {"a", "b"}
        assert write(root, OPERATIONS) == ()
        assert tree(root) == AFTER


def test_a_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    replace_file = os.replace

    def refuse(one: Path, other: Path) -> None:
        if other.name == "update":
            raise PermissionError(errno.EACCES, "denied", str(other))
        replace_file(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(PermissionError):
            write(tmp_path, OPERATIONS[1:] + OPERATIONS[:1])
    assert tree(tmp_path) == BEFORE


def test_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    lay(tmp_path)
    assert write(tmp_path, OPERATIONS) == ()
    assert tree(tmp_path) == AFTER


@pytest.mark.parametrize("when", ["before", "between"])
@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("a/update", b"person"),
        ("a/delete", b"person"),
        ("a/delete", None),
        ("c/d/create", b"person"),
        ("c/moved", b"person"),
        ("b/move", b"person"),
    ],
)
def test_what_a_person_changed_meanwhile_is_kept(
    tmp_path: Path, name: str, edit: bytes | None, when: str
) -> None:
    lay(tmp_path)

    def change() -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        if edit is None:
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_bytes(edit)

    def hook(step: str) -> None:
        if when == "between" and step == "keep a/update":
            change()

    if when == "before":
        change()
    operations = OPERATIONS
    if name == "a/update" and when == "between":
        operations = (OPERATIONS[1], *OPERATIONS[2:], OPERATIONS[0])
        hook = lambda step: change() if step == "keep a/delete" else None  # noqa: E731 - one line
    found = write(tmp_path, operations, before_step=hook)
    assert [d.rule for d in found] == ["changed-meanwhile"]
    expected = {**BEFORE, name: edit}
    assert tree(tmp_path) == {k: v for k, v in expected.items() if v is not None}


def test_a_file_changed_after_the_kill_keeps_the_change(tmp_path: Path) -> None:
    lay(tmp_path)
    arguments = [
        str(tmp_path),
        str(len(steps(tmp_path.parent / "p")) - 1),
        str(Path(__file__).parent),
    ]
    subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
    (tmp_path / "a/update").write_bytes(b"person")
    (tmp_path / "c/d/create").write_bytes(b"person")
    assert heal(tmp_path)
    assert tree(tmp_path) == {**BEFORE, "a/update": b"person", "c/d/create": b"person"}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"steps": [{"path": "../x", "stood": false, "after": "%s"}], "folders": []}',
        b'{"steps": [{"path": "/x", "stood": false, "after": "%s"}], "folders": []}',
        b'{"steps": [{"path": "link/x", "stood": false, "after": "%s"}], "folders": []}',
        b'{"steps": [{"stood": false}], "folders": []}',
    ],
)
def test_a_journal_that_no_build_wrote_does_nothing(tmp_path: Path, text: bytes) -> None:
    digest = b"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of b"x"
    root = tmp_path / "root"
    (root / FOLDER).mkdir(parents=True)
    (root / "link").symlink_to(tmp_path)
    (tmp_path / "x").write_bytes(b"x")
    (root / FOLDER / "journal.json").write_bytes(text.replace(b"%s", digest))
    assert not heal(root)
    assert (tmp_path / "x").exists()


def test_a_linked_journal_folder_is_refused(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to("elsewhere")
    with pytest.raises(OSError, match="symlink"):
        write(tmp_path, OPERATIONS)
    assert tree(tmp_path) == BEFORE


def test_a_symlink_put_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "c").symlink_to("outside")
    assert [d.rule for d in write(tmp_path, OPERATIONS)] == ["changed-meanwhile"] * 2
    assert list((tmp_path / "outside").iterdir()) == []
