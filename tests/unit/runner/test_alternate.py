"""Two sides in turns, and the base beside the repository."""

import subprocess
import sys
from pathlib import Path

import pytest

from specgen.runner.alternate import Side, alternate, imported_from, strays
from specgen.runner.model import Ending, Job, Progress, Selection, Site
from specgen.runner.tree import NoRevision
from specgen.runner.worktree import worktree

TEST = "test_it.py::test_it"


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
    return done.stdout.decode().strip()


def side(root: Path, body: str) -> Side:
    root.mkdir()
    (root / "test_it.py").write_text(f"def test_it() -> None:\n    {body}\n")
    (root / "pytest.ini").write_text("[pytest]\n")
    site = Site(root, root / "out", sys.executable)
    return Side(site, (Job("performance", "compare", Selection((TEST,))),), root)


def test_who_begins_changes(tmp_path: Path) -> None:
    note = f"open({str(tmp_path / 'order')!r}, 'a').write('{{}} ')"
    sides = (side(tmp_path / "b", note.format("b")), side(tmp_path / "h", note.format("h")))
    seen: list[int] = []
    turns = list(alternate(sides, 3, show=lambda number, job, progress: seen.append(number)))
    assert len(turns) == 3
    assert (tmp_path / "order").read_text().split() == ["b", "h", "h", "b", "b", "h"]
    assert {r.ending for pair in turns for turn in pair for r in turn.results} == {Ending.FINISHED}
    assert [turn.figures for pair in turns for turn in pair] == [()] * 6  # nothing was measured


def test_a_stall_ends_it(tmp_path: Path) -> None:
    sides = (side(tmp_path / "b", "import time; time.sleep(60)"), side(tmp_path / "h", "assert 1"))
    slow = Side(Site(sides[0].site.root, tmp_path / "o", sys.executable, stall=2.0),
                sides[0].jobs, sides[0].source)  # fmt: skip
    turns = list(alternate((slow, sides[1]), 3, show=_nothing))
    assert [pair[0].results[0].ending for pair in turns] == [Ending.STALLED]
    assert [pair[1].results for pair in turns] == [()]  # nor does the other side begin


def _nothing(number: int, job: Job, progress: Progress) -> None:
    pass


def test_where_a_package_comes_from(tmp_path: Path) -> None:
    own = side(tmp_path / "a", "assert 1")
    package = tmp_path / "a/shop_of_ours"
    package.mkdir()
    assert imported_from(own, "shop_of_ours") == package.resolve()  # a namespace
    (package / "__init__.py").write_text("")
    assert imported_from(own, "shop_of_ours") == (package / "__init__.py").resolve()
    assert strays((own,), "shop_of_ours") == ()
    assert imported_from(own, "no_such_package") is None
    assert strays((own,), "no_such_package") == ()
    ((where, origin),) = strays((own,), "pytest")
    assert (where, origin.parent.name) == (own.site.root, "pytest")
    assert strays((own,), "") == ()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "inner").mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    for number in (1, 2):
        (root / "inner/a.txt").write_text(str(number))
        git(root, "add", "-A")
        git(root, "commit", "-qm", str(number))
    return root


def test_the_base_is_where_the_branch_left_it(repository: Path) -> None:
    git(repository, "switch", "-qc", "change", "HEAD~1")
    (repository / "inner/a.txt").write_text("dirty")
    with worktree(repository, "main") as (folder, commit):
        assert (folder / "inner/a.txt").read_text() == "1"
        assert commit == git(repository, "rev-parse", "HEAD")
    assert not folder.exists()
    assert (repository / "inner/a.txt").read_text() == "dirty"
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_a_repository_below_its_top_folder(repository: Path) -> None:
    with worktree(repository / "inner", "HEAD~1") as (folder, _):
        assert (folder / "a.txt").read_text() == "1"


def test_it_is_gone_after_a_failure_too(repository: Path) -> None:
    with pytest.raises(ZeroDivisionError), worktree(repository, "HEAD") as (folder, _):
        raise ZeroDivisionError
    assert not folder.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", ""])
def test_an_unknown_revision(repository: Path, revision: str) -> None:
    with pytest.raises(NoRevision), worktree(repository, revision):
        raise AssertionError


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoRevision, match="git is not installed"), worktree(repository, "HEAD"):
        raise AssertionError


def test_a_base_that_cannot_be_checked_out(repository: Path) -> None:
    """As where a filter is required and is not there, such as git-lfs."""
    (repository / ".gitattributes").write_text("*.big filter=store\n")
    (repository / "a.big").write_text("much")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Big")
    git(repository, "config", "filter.store.smudge", "false")
    git(repository, "config", "filter.store.required", "true")
    with pytest.raises(NoRevision, match="cannot check .* out"), worktree(repository, "HEAD"):
        raise AssertionError
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_what_people_do_after_a_checkout_is_not_done_to_the_copy(repository: Path) -> None:
    hook = repository / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch installed\nexit 1\n")
    hook.chmod(0o755)
    with worktree(repository, "HEAD") as (folder, _):
        assert sorted(p.name for p in folder.iterdir()) == [".git", "inner"]
    assert len(git(repository, "worktree", "list").splitlines()) == 1
