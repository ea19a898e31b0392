"""`specgen compare` on a repository with a history: each side really runs its own code."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
CODE = "import time\n\n\ndef total(n: int) -> int:\n    {}\n    return sum(range(n))\n"
TESTS = """\
import pytest

from shop.work import total


@pytest.mark.performance
def test_total(benchmark):
    assert benchmark.pedantic(total, args=(10,), rounds=3) == 45


@pytest.mark.performance
def test_{}(benchmark):
    benchmark.pedantic(total, args=(10,), rounds=3)


@pytest.mark.performance
def test_no_benchmark():
    assert total(3) == 3
"""


def git(repository: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=repository, check=True, capture_output=True)


def written(repository: Path, *, body: str, other: str) -> None:
    (repository / "src/shop/work.py").write_text(CODE.format(body))
    (repository / "tests/test_work.py").write_text(TESTS.format(other))


@pytest.fixture
def slowed(repository: Path) -> Path:
    """A repository whose head sleeps where its base did not, and renamed a benchmark."""
    (repository / "pytest.ini").write_text(
        "[pytest]\npythonpath = src\nmarkers =\n    unit\n    race\n    performance\n"
    )
    (repository / ".gitignore").write_text(".specgen/\n__pycache__/\n")
    written(repository, body="", other="old")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "Base")
    git(repository, "switch", "-qc", "change")
    written(repository, body="time.sleep(0.02)", other="new")
    return repository


def test_a_slower_head_is_found_and_judged(
    run: Run, slowed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(slowed / "src"))  # the head's, as if it were installed
    code, out, err = run("compare", "main", "--rounds", "6", "--evidence", "evidence")
    assert (code, err) == (0, "")
    assert "tests/test_work.py::test_new: new\n" in out
    assert "tests/test_work.py::test_old: gone\n" in out
    found = json.loads((slowed / "evidence/comparison.json").read_text())
    ((name, pairs),) = found["compared"].items()
    assert name == "tests/test_work.py::test_total"
    assert len(pairs) == 6
    assert all(head > 0.02 > base for base, head in pairs)  # each side ran its own code
    assert set(found["machine"]) >= {"system", "python", "cpus"}
    assert not list(slowed.glob(".git/worktrees/*"))
    code, out, err = run("gate", "evidence", "--format", "json")
    assert (code, err) == (1, "")
    findings = json.loads(out)["findings"]
    said = {f["rule"]: f["subject"] for f in findings}
    assert said["performance-regression"] == "tests/test_work.py::test_total"
    assert said["benchmark-gone"] == "tests/test_work.py::test_old"


def test_a_package_that_comes_from_elsewhere_is_refused(run: Run, slowed: Path) -> None:
    specs = slowed / "specs/project.yaml"
    specs.write_text(specs.read_text().replace("package: shop", "package: json"))
    for name in ("cart", "bus", "log"):
        path = slowed / f"specs/{name}.yaml"
        path.write_text(path.read_text().replace("shop.", "json."))
    git(slowed, "commit", "-qam", "Other package")
    git(slowed, "branch", "-f", "main", "HEAD")
    code, _, err = run("compare", "main", "--evidence", "evidence")
    assert code in (2, 3)
    assert "json" in err


def test_without_a_base_nothing_is_compared(run: Run, slowed: Path) -> None:
    code, out, err = run("compare", "nowhere")
    assert (code, out) == (2, "")
    assert "git knows no revision `nowhere`" in err


def test_a_base_without_specs_has_nothing_to_compare(run: Run, slowed: Path) -> None:
    (slowed / "specs").rename(slowed / "later")
    git(slowed, "add", "-A")
    git(slowed, "commit", "-qm", "No specs")
    git(slowed, "branch", "-q", "bare")
    (slowed / "later").rename(slowed / "specs")
    code, out, _ = run("compare", "bare", "--evidence", "evidence")
    assert code == 0
    assert "0 benchmarks compared" in out


@pytest.mark.parametrize("rounds", ["5", "0", "-1", "many"])
def test_too_few_rounds(run: Run, slowed: Path, *, rounds: str) -> None:
    code, _, err = run("compare", "main", "--rounds", rounds)
    assert code == 2
    assert "6 are the fewest" in err or "expected one argument" in err
