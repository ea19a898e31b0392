"""What is read, and what is refused instead of read."""

import os
from pathlib import Path, PurePosixPath

import pytest

from specgen.disk.snapshot import snapshot


def paths(*names: str) -> list[PurePosixPath]:
    return [PurePosixPath(name) for name in names]


def test_files_bits_and_absence(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "b").chmod(0o755)
    found = {"a.unit.x": PurePosixPath("a")}
    tree = snapshot(tmp_path, paths("a", "b", "c/d", "a/e"), found=found)
    assert {str(p): len(data) for p, data in tree.files.items()} == {"a": 3_000_000, "b": 0}
    assert tree.executable == set(paths("b"))
    assert tree.refused == {}
    assert tree.found == found


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/x").write_bytes(b"x")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "link").symlink_to("real/x")
    os.mkfifo(tmp_path / "pipe")
    tree = snapshot(tmp_path, paths("real", "folder/x", "folder/y/z", "link", "pipe"), found={})
    assert {str(p): why for p, why in tree.refused.items()} == {
        "real": "is a directory",
        "folder/x": "has a symlink on its way",
        "folder/y/z": "has a symlink on its way",
        "link": "is a symlink",
        "pipe": "cannot be read: invalid argument",
    }
    assert tree.files == {}


def test_what_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    tree = snapshot(tmp_path, paths("a"), found={})
    assert tree.refused == {PurePosixPath("a"): "cannot be read: permission denied"}


def test_a_file_that_grows_while_it_is_read_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, count: read(descriptor, min(count, 2)))
    assert snapshot(tmp_path, paths("a"), found={}).files[PurePosixPath("a")] == b"abcdef"
