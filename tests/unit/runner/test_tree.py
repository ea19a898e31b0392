"""The state of the tree: equal content, equal hash; what changed since a revision."""

import os
import subprocess
from pathlib import Path

import pytest

from specgen.runner.tree import NoRevision, changed_since, commit_of, tracked_hash, tree_hash

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *WHO, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for name in ("a.py", "b.py", "docs/GAPS.md"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".gitignore").write_text("*.log\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    return tmp_path


def test_only_content_that_counts_changes_the_hash(tree: Path) -> None:
    before = tree_hash(tree, without=("docs",))
    (tree / "x.log").write_text("ignored")
    (tree / "docs/GAPS.md").write_text("changed")
    (tree / "a.py").touch()
    assert tree_hash(tree, without=("docs",)) == before
    (tree / "new.py").write_text("")
    after = tree_hash(tree, without=("docs",))
    assert after != before
    (tree / "new.py").unlink()
    (tree / "a.py").write_text("a.pyb.py")
    assert tree_hash(tree, without=("docs",)) not in (before, after)
    (tree / "a.py").unlink()
    assert tree_hash(tree) != before


def test_without_git_all_files_count(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("")
    (tmp_path / "a.py").write_text("1")
    before = tree_hash(tmp_path)
    (tmp_path / "__pycache__/a.pyc").write_text("changed")
    assert tree_hash(tmp_path) == before
    (tmp_path / "a.py").write_text("2")
    assert tree_hash(tmp_path) != before
    assert commit_of(tmp_path) == ""


def test_changes_since_the_branch_left(tree: Path) -> None:
    git(tree, "switch", "-q", "-c", "work")
    (tree / "b.py").write_text("changed")
    git(tree, "commit", "-q", "-a", "-m", "work")
    (tree / "new.py").write_text("")
    git(tree, "switch", "-q", "main")
    (tree / "a.py").write_text("theirs")
    git(tree, "commit", "-q", "-a", "-m", "theirs")
    git(tree, "switch", "-q", "work")
    assert changed_since(tree, "main") == {"b.py", "new.py"}
    assert len(commit_of(tree)) == 40


def test_an_unknown_revision_is_said(tree: Path) -> None:
    with pytest.raises(NoRevision, match="no revision `nope`"):
        changed_since(tree, "nope")
    with pytest.raises(NoRevision):
        changed_since(tree, "--output=x")


def test_paths_are_those_below_the_root_and_the_others_are_above_it(tree: Path) -> None:
    """A project may be a folder of a larger repository."""
    (tree / "docs/GAPS.md").write_text("changed")
    (tree / "docs/new.md").write_text("")
    (tree / "a.py").write_text("changed")
    assert changed_since(tree / "docs", "main") == {"GAPS.md", "new.md", "../a.py"}
    assert changed_since(tree, "main") == {"docs/GAPS.md", "docs/new.md", "a.py"}
    git(tree, "config", "diff.relative", "true")  # somebody's habit
    assert changed_since(tree / "docs", "main") == {"GAPS.md", "new.md", "../a.py"}


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    known = tree_hash(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone").symlink_to("nowhere")
    assert tree_hash(tmp_path) == known


def test_what_git_tracks_stays_where_new_files_come(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = tracked_hash(tree, without=("docs",))
    (tree / "report.xml").write_text("<testsuites/>")
    (tree / "docs/GAPS.md").write_text("changed")
    assert tracked_hash(tree, without=("docs",)) == before
    (tree / "a.py").write_text("changed")
    after = tracked_hash(tree, without=("docs",))
    assert after not in ("", before)
    git(tree, "commit", "-qam", "The same files")
    assert tracked_hash(tree, without=("docs",)) == after
    assert tracked_hash(tmp_path_factory.mktemp("bare")) == ""
