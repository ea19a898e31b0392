"""What git knows of another revision."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from specgen.runner.revision import changed_lines, day_of_commit, files_at
from specgen.runner.tree import NoRevision

Git = Callable[..., None]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in a repository with one commit, made on 2 January 2026."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-02T23:30:00-0500")

    def run(*words: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    for name, text in {"specs/a.yaml": "a: 1\n", "src/a b.py": "1\n2\n3\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    run("init", "-q", "-b", "main")
    run("add", "-A")
    run("commit", "-qm", "First")
    return run


def test_files_of_a_revision(git: Git, tmp_path: Path) -> None:
    (tmp_path / "specs/a.yaml").write_text("a: 2\n")
    assert files_at(tmp_path, "HEAD", folder="specs") == {PurePosixPath("specs/a.yaml"): b"a: 1\n"}
    assert files_at(tmp_path, "main", folder="none") == {}


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "HEAD:specs"])
def test_a_revision_that_is_none(git: Git, tmp_path: Path, revision: str) -> None:
    with pytest.raises(NoRevision):
        files_at(tmp_path, revision, folder="specs")
    if revision != "HEAD:specs":
        with pytest.raises(NoRevision):
            changed_lines(tmp_path, revision)
    assert not (tmp_path / "x").exists()


def test_the_day_of_the_commit(git: Git, tmp_path: Path) -> None:
    assert day_of_commit(tmp_path) == date(2026, 1, 2)


def test_without_a_repository_there_is_no_day(tmp_path: Path) -> None:
    with pytest.raises(NoRevision):
        day_of_commit(tmp_path)


def test_lines_that_a_branch_changes(git: Git, tmp_path: Path) -> None:
    git("checkout", "-qb", "topic")
    (tmp_path / "src/a b.py").write_text("1\nnew\n2\n3 changed\n")
    (tmp_path / "src/new.py").write_text("++ b/odd\n@@ -1 +1,9 @@\n++ c")
    git("add", "-A")
    git("commit", "-qm", "Second")
    (tmp_path / "specs/a.yaml").unlink()
    assert changed_lines(tmp_path, "main") == {
        "src/a b.py": frozenset({2, 4}),
        "src/new.py": frozenset({1, 2, 3}),
    }
