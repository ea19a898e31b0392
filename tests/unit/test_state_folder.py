"""The folder of a checkout: no link in it is followed, and git carries no token of it."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from specgen import calls, state_folder
from specgen.state_folder import path_to, prepare, put, read, tidy, token


def test_what_is_put_is_read_and_git_ignores_it(tmp_path: Path) -> None:
    put(tmp_path, "a", "b", "c.json", data=b"1")
    put(tmp_path, "a", "b", "c.json", data=b"2")
    assert read(tmp_path, "a", "b", "c.json") == b"2"
    assert (tmp_path / ".specgen/.gitignore").read_bytes() == b"*\n"
    assert sorted(p.name for p in (tmp_path / ".specgen").iterdir()) == [".gitignore", "a"]


@pytest.mark.parametrize("link", [".specgen", ".specgen/a", ".specgen/a/c.json"])
def test_a_link_anywhere_on_the_way_is_refused(tmp_path: Path, link: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (outside / ".specgen/a").mkdir(parents=True)
    (outside / ".specgen/a/c.json").write_bytes(b"theirs")
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(outside / link)
    for use in (
        lambda: read(root, "a", "c.json"),
        lambda: put(root, "a", "c.json", data=b"ours"),
    ):
        with pytest.raises(OSError, match="is a symlink, which nothing follows") as caught:
            use()
        assert caught.value.errno == errno.ELOOP
    assert (outside / ".specgen/a/c.json").read_bytes() == b"theirs"
    assert not (outside / ".specgen/.gitignore").exists()


def test_a_linked_gitignore_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".specgen").mkdir()
    (tmp_path / "precious").write_text("x")
    (tmp_path / ".specgen/.gitignore").symlink_to("../precious")
    put(tmp_path, "c.json", data=b"1")
    assert (tmp_path / "precious").read_text() == "x"


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".specgen").write_text("")
    with pytest.raises(OSError, match="stands where a folder is needed"):
        path_to(tmp_path, "a")


def test_a_pipe_stops_nobody(tmp_path: Path) -> None:
    prepare(tmp_path)
    os.mkfifo(tmp_path / ".specgen/pipe")
    with pytest.raises(OSError, match="not a regular file"):
        read(tmp_path, "pipe")


def test_the_token_stays_and_a_copy_has_another(tmp_path: Path) -> None:
    root, copy = tmp_path / "root", tmp_path / "copy"
    root.mkdir()
    assert token(root) == ""
    own = token(root, make=True)
    assert own == token(root) == token(root, make=True) != ""
    shutil.copytree(root, copy, copy_function=shutil.copy2)
    assert token(copy) not in ("", own)


def test_what_killed_commands_left_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "c.json", data=b"1")

    def die(call: str, path: str) -> None:
        if call == "replace":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(calls, "point", die)
        with pytest.raises(KeyboardInterrupt):
            put(tmp_path, "c.json", data=b"2")
    assert len(list((tmp_path / ".specgen").iterdir())) == 3
    tidy(tmp_path)
    assert sorted(p.name for p in (tmp_path / ".specgen").iterdir()) == [".gitignore", "c.json"]
    assert state_folder.read(tmp_path, "c.json") == b"1"
