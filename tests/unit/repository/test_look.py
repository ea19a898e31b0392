"""What a repository says of itself, and its history."""

import subprocess
from pathlib import Path

from specgen.repository.history import changes
from specgen.repository.look import look, look_closer, registered
from specgen.stocktaking import tree_of


def git(root: Path, *words: str) -> None:
    named = ("-c", "user.email=a@example.org", "-c", "user.name=A")
    subprocess.run(["git", "-C", str(root), *named, *words], check=True, capture_output=True)


def test_ci_gates_and_marks(tmp_path: Path) -> None:
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    (workflows / "ci.yml").write_text("jobs: {a: {steps: [{run: pytest --cov-fail-under=9}]}}")
    (workflows / "notes.txt").write_text("pytest")
    (tmp_path / "tox.ini").write_text("[coverage:report]\nfail_under = 5\n")
    (tmp_path / "conftest.py").write_text('c.addinivalue_line("markers", "slow(x): takes long")')
    found = look(tmp_path, tree_of)
    assert [c.text for c in found.commands] == ["pytest --cov-fail-under=9"]
    assert [g.percent for g in found.gates] == [5.0, 9.0]
    assert found.runs == (("--cov-fail-under=9",),)
    assert registered(tmp_path, ("conftest.py", "missing/conftest.py")) == {"slow"}
    assert found.paths == (".github/workflows/ci.yml", "tox.ini")


def test_files_too_large_to_be_configuration_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tox.ini").write_text("#" * 1_000_001)
    assert look(tmp_path, tree_of).paths == ()


def test_changes_count_the_commits_that_touch_a_file(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for text in ("1", "2"):
        (tmp_path / "a.py").write_text(text)
        (tmp_path / "b é.py").write_text("1")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", text)
    assert changes(tmp_path) == {"a.py": 2, "b é.py": 1}
    assert look_closer(tmp_path, look(tmp_path, tree_of)).changes["a.py"] == 2


def test_no_history_is_no_change(tmp_path: Path) -> None:
    assert changes(tmp_path) == {}


def test_a_broken_history_is_no_change(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    assert changes(tmp_path) == {}
