"""All or nothing: killed, refused or changed meanwhile, the tree is before or after."""

import errno
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath

import pytest

from specgen import calls, state_folder
from specgen.disk.hold import at_rest
from specgen.disk.journal import is_torn, strangers
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write
from specgen.state_folder import FOLDER


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


@contextmanager
def at(point: Callable[[str, str], None]) -> Iterator[None]:
    """Calls ``point`` before each system call of the write path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calls, "point", point)
        yield


def steps(root: Path) -> list[str]:
    lay(root)
    seen: list[str] = []
    with at(lambda call, path: seen.append(call)):
        assert write(root, OPERATIONS) == ()
    return seen


def killed_at(number: int, work: Callable[[], object]) -> None:
    """Do ``work`` in a child that is killed right before its system call ``number``."""
    child = os.fork()
    if child == 0:
        left = [number]

        def die(call: str, path: str) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        calls.point = die
        try:
            work()
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


def heal(root: Path) -> None:
    with at_rest(root, alone=True):
        pass


def test_operations_are_carried_out_and_nothing_else_is_touched(tmp_path: Path) -> None:
    lay(tmp_path)
    os.utime(tmp_path / "a/keep", ns=(1, 1))
    (tmp_path / "a/update").chmod(0o751)
    assert write(tmp_path, OPERATIONS) == ()
    assert tree(tmp_path) == AFTER
    assert folders(tmp_path) == {"a", "c", "c/d"}
    assert (tmp_path / "a/keep").stat().st_mtime_ns == 1
    assert (tmp_path / "a/update").stat().st_mode & 0o777 == 0o751
    kept = sorted(p.name for p in (tmp_path / FOLDER).iterdir())
    assert kept == [".gitignore", "checkout", "lock"]


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    assert write(tmp_path, ()) == ()
    assert tree(tmp_path) == {}


def test_kill_before_every_system_call_then_heal_and_build(tmp_path: Path) -> None:
    names = steps(tmp_path / "probe")
    assert len(names) > 30
    final = len(names) - names[::-1].index("replace")  # the journal is done: the write stands
    for number in range(len(names)):
        root = tmp_path / str(number)
        lay(root)
        killed_at(number, partial(write, root, OPERATIONS))
        for data in tree(root).values():
            assert data in {b"", *BEFORE.values(), *AFTER.values()}  # no file is half written
        heal(root)
        assert tree(root) == (BEFORE if number < final else AFTER)
        if number < final:
            assert write(root, OPERATIONS) == ()
        assert tree(root) == AFTER
        assert folders(root) == {"a", "c", "c/d"}


def test_kill_before_every_system_call_of_the_healing_too(tmp_path: Path) -> None:
    """Each healing is killed before its first call, the next before its second, and so on."""
    names = steps(tmp_path / "probe")
    last = len(names) - names[::-1].index("replace") - 1  # all is replaced, and nothing final
    lay(tmp_path / "healing")
    killed_at(last, lambda: write(tmp_path / "healing", OPERATIONS))
    seen: list[str] = []
    with at(lambda call, path: seen.append(call)):
        heal(tmp_path / "healing")
    assert len(seen) > 6
    for number in range(len(seen)):
        root = tmp_path / str(number)
        lay(root)
        killed_at(last, partial(write, root, OPERATIONS))
        killed_at(number, partial(heal, root))
        if is_torn(root):
            killed_at(0, partial(heal, root))
        heal(root)
        assert tree(root) == BEFORE
        assert write(root, OPERATIONS) == ()
        assert tree(root) == AFTER


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from-then-on"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_refuses_any_system_call_leaves_the_tree_as_before_or_as_planned(
    tmp_path: Path, number: int, lasting: bool
) -> None:
    names = steps(tmp_path / "probe")
    for refused in range(len(names)):
        root = tmp_path / str(refused)
        lay(root)
        seen = count()

        def refuse(call: str, path: str, at: int = refused, seen: Iterator[int] = seen) -> None:
            now = next(seen)
            if now == at or (lasting and now > at):
                raise OSError(number, os.strerror(number), path)

        failed = False
        with at(refuse):
            try:
                write(root, OPERATIONS)
            except OSError:
                failed = True
        heal(root)
        assert tree(root) == (BEFORE if failed else AFTER)
        if failed:
            assert folders(root) == {"a", "b"}
            assert write(root, OPERATIONS) == ()
        assert tree(root) == AFTER


def test_a_read_only_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    replace_file = os.replace

    def refuse(one: str, other: str) -> None:
        if other.endswith("/update"):
            raise PermissionError(errno.EACCES, "denied", other)
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

    moment = "delete" if name == "a/update" else "update"

    def between(call: str, path: str) -> None:
        if when == "between" and call == "link" and f".{moment}." in path:
            change()

    if when == "before":
        change()
    operations = OPERATIONS
    if name == "a/update" and when == "between":
        operations = (OPERATIONS[1], *OPERATIONS[2:], OPERATIONS[0])
    with at(between):
        found = write(tmp_path, operations)
    assert [d.rule for d in found] == ["changed-meanwhile"]
    expected = {**BEFORE, name: edit}
    assert tree(tmp_path) == {k: v for k, v in expected.items() if v is not None}


def test_a_file_changed_after_the_kill_keeps_the_change(tmp_path: Path) -> None:
    lay(tmp_path)
    names = steps(tmp_path.parent / "p")
    last = len(names) - names[::-1].index("replace") - 1
    killed_at(last, lambda: write(tmp_path, OPERATIONS))
    (tmp_path / "a/update").write_bytes(b"person")
    (tmp_path / "c/d/create").write_bytes(b"person")
    assert is_torn(tmp_path)
    heal(tmp_path)
    assert tree(tmp_path) == {**BEFORE, "a/update": b"person", "c/d/create": b"person"}


DIGEST = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of b"x"


def journal(**changed: object) -> dict[str, object]:
    """One that would delete `x`, if it were believed."""
    step = {"path": "x", "before": "", "after": DIGEST}
    plain = {"steps": [step], "folders": [], "id": "0", "checkout": "", "roots": ["."]}
    return {**plain, **changed}


def step(path: str) -> list[dict[str, str]]:
    return [{"path": path, "before": "", "after": DIGEST}]


@pytest.mark.parametrize(
    "changed",
    [
        {"steps": step("../x")},
        {"steps": step("/x")},
        {"steps": step("link/x")},
        {"steps": step(".git/x")},
        {"steps": step("vendor/.GIT/x")},
        {"steps": step(".specgen/x")},
        {"roots": ["docs"]},
        {"steps": [{"path": "x"}]},
        {"steps": None},
        {"checkout": "1-1"},
        {"checkout": ""},
    ],
    ids=str,
)
def test_a_journal_that_no_build_of_this_checkout_wrote_does_nothing(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    root = tmp_path / "root"
    for folder in (".git", "vendor/.GIT"):
        (root / folder).mkdir(parents=True)
        (root / folder / "x").write_bytes(b"x")
    (root / "link").symlink_to(tmp_path)
    for place in (root / "x", tmp_path / "x"):
        place.write_bytes(b"x")
    written = {**journal(checkout=state_folder.token(root, make=True)), **changed}
    (root / FOLDER / "x").write_bytes(b"x")
    (root / FOLDER / "journal.json").write_text(json.dumps(written))
    before = tree(root)
    (found,) = write(root, OPERATIONS)
    assert found.rule == "journal-of-another-checkout"
    assert tree(root) == before
    assert (tmp_path / "x").exists()
    assert (root / FOLDER / "x").exists()


def test_a_journal_of_this_very_checkout_is_believed(tmp_path: Path) -> None:
    """The control of the test above."""
    (tmp_path / "x").write_bytes(b"x")
    token = state_folder.token(tmp_path, make=True)
    (tmp_path / FOLDER / "journal.json").write_text(json.dumps(journal(checkout=token)))
    heal(tmp_path)
    assert not (tmp_path / "x").exists()


def test_a_copy_of_a_half_written_tree_is_not_healed_but_named(tmp_path: Path) -> None:
    root = tmp_path / "root"
    lay(root)
    killed_at(len(steps(tmp_path / "p")) // 2, lambda: write(root, OPERATIONS))
    assert is_torn(root)
    shutil.copytree(root, tmp_path / "copy")
    assert not is_torn(tmp_path / "copy")
    assert [d.rule for d in strangers(tmp_path / "copy")] == ["journal-of-another-checkout"]


def test_a_linked_journal_folder_is_refused(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to("elsewhere")
    assert [d.rule for d in write(tmp_path, OPERATIONS)] == ["state-linked"]
    assert tree(tmp_path) == BEFORE
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_symlink_put_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "c").symlink_to("outside")
    assert [d.rule for d in write(tmp_path, OPERATIONS)] == ["changed-meanwhile"] * 2
    assert list((tmp_path / "outside").iterdir()) == []
