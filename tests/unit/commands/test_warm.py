"""What a command printed is printed again only for exactly the tree that it was said of."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.commands import warm

Run = Callable[..., tuple[int, str, str]]
TEST = "tests/test_cart.py"


def keep(root: Path) -> None:
    """Remember something for the tree as it is, as if the command began a minute later."""
    later = (time.time_ns() + 60 * 10**9, warm.begin(root)[1])
    warm.remember(root, "x", printed=("out", "err"), watched=["."], begun=later)


def test_both_streams_come_back(repository: Path) -> None:
    keep(repository)
    assert warm.recall(repository, "x") == ("out", "err")
    assert warm.recall(repository, "y") is None


def test_what_is_kept_is_not_for_committing(repository: Path) -> None:
    keep(repository)
    assert (repository / ".specgen/.gitignore").read_text() == "*\n"


def test_an_edit_of_the_same_size_and_time_is_seen(repository: Path) -> None:
    path = repository / TEST
    known = path.stat()
    keep(repository)
    path.write_text(path.read_text().replace("== 3", "== 4"))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert path.stat().st_mtime_ns == known.st_mtime_ns
    assert warm.recall(repository, "x") is None


@pytest.mark.parametrize("name", ["tests/test_new.py", "conftest.py", "src/shop/new.py"])
def test_a_new_file_is_seen(repository: Path, name: str) -> None:
    keep(repository)
    (repository / name).write_text("")
    assert warm.recall(repository, "x") is None


def test_a_file_that_is_gone_is_seen(repository: Path) -> None:
    keep(repository)
    (repository / TEST).unlink()
    assert warm.recall(repository, "x") is None


@pytest.mark.parametrize("name", [TEST, "conftest.py"])
def test_nothing_is_kept_where_a_file_went_while_the_command_ran(
    repository: Path, name: str
) -> None:
    (repository / name).write_text("")
    time.sleep(0.05)
    begun = warm.begin(repository)
    (repository / name).unlink()
    warm.remember(repository, "x", printed=("", ""), watched=["."], begun=begun)
    assert warm.recall(repository, "x") is None


def test_nothing_is_kept_where_a_file_changed_just_before(repository: Path) -> None:
    (repository / TEST).write_text("")
    begun = warm.begin(repository)
    warm.remember(repository, "x", printed=("", ""), watched=["."], begun=begun)
    assert warm.recall(repository, "x") is None


def test_a_change_behind_a_link_is_seen(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "test_far.py").write_text("def test_far():\n    assert 1\n")
    (repository / "tests/far").symlink_to(elsewhere)
    keep(repository)
    assert warm.recall(repository, "x") == ("out", "err")
    (elsewhere / "test_far.py").write_text("")
    assert warm.recall(repository, "x") is None


def test_a_link_into_itself_ends(repository: Path) -> None:
    (repository / "tests/again").symlink_to(repository / "tests")
    keep(repository)
    assert warm.recall(repository, "x") == ("out", "err")


def test_a_second_scan_prints_the_same_without_reading(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "tests/test_bad.py").write_text("def test_a(:\n")
    (repository / "specs").rename(repository / "notes")
    time.sleep(0.1)  # so that no file is newer than the start of the scan
    first = run("scan")
    assert first[0] == 0
    assert "tests/test_bad.py:1:12" in first[2]
    monkeypatch.setattr("specgen.commands.scanning.scanned", None)
    assert run("scan") == first
    monkeypatch.undo()
    monkeypatch.chdir(repository)
    (repository / "tests/test_bad.py").write_text("def test_a():\n    assert 1\n")
    assert run("scan")[1] != first[1]


def test_a_scan_into_a_file_of_the_tree_is_warm_once_the_file_is_right(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        time.sleep(0.1)
        run("scan", "--format", "json", "--output", "tests.json")
    monkeypatch.setattr("specgen.commands.scanning.scanned", None)
    assert run("scan", "--format", "json", "--output", "tests.json") == (0, "", "")
