"""`specgen compare` on a repository with a history: each side really runs its own code."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.terminal import INTERRUPT, specgen

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


FINDER = """\
import sys
from importlib.machinery import PathFinder

class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return PathFinder.find_spec(name, [{!r}]) if name == "shop" else None

sys.meta_path.insert(0, Finder)
"""


def test_a_package_that_comes_from_elsewhere_is_refused(
    run: Run, slowed: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Some build backends put a finder before all paths where a project is installed in place."""
    site = tmp_path_factory.mktemp("site")
    (site / "sitecustomize.py").write_text(FINDER.format(str(slowed / "src")))
    monkeypatch.setenv("PYTHONPATH", str(site))
    code, out, err = run("compare", "main", "--evidence", "evidence")
    assert (code, out) == (3, "")
    said = f"would be imported from {(slowed / 'src/shop/__init__.py').resolve()}: what is measured"
    assert said in err
    assert err.count("would be imported") == 1  # the head's own is its own
    assert not (slowed / "evidence").exists()


def test_a_package_that_is_not_there(run: Run, slowed: Path) -> None:
    specs = slowed / "specs/project.yaml"
    specs.write_text(specs.read_text().replace("package: shop", "package: json"))
    code, out, err = run("compare", "main", "--evidence", "evidence")
    assert (code, out) == (2, "")
    assert "there is no package `json` below `src`" in err


def test_specs_that_are_wrong_at_the_base_are_said(run: Run, slowed: Path) -> None:
    git(slowed, "stash", "-q")
    specs = slowed / "specs/project.yaml"
    right = specs.read_text()
    specs.write_text(right + "colour: red\n")
    git(slowed, "commit", "-qam", "Wrong")
    git(slowed, "branch", "-q", "wrong")
    specs.write_text(right)
    code, out, err = run("compare", "wrong", "--evidence", "evidence")
    assert (code, err) == (0, "the specs at the base are invalid, so its tests are not known\n")
    assert "0 benchmarks compared" in out


def test_a_side_that_stalls_ends_it(run: Run, slowed: Path) -> None:
    written(slowed, body="time.sleep(60)", other="new")
    code, out, _ = run("compare", "main", "--stall", "2")
    assert code == 4
    assert "0 benchmarks compared" in out
    assert "test_work.py" not in out  # nobody knows what is gone of a head that stalled
    (kept,) = slowed.glob(".specgen/evidence/*/comparison.json")  # beside what `run` records
    assert json.loads(kept.read_text())["compared"] == {}
    assert len(listed(slowed)) == 1


def test_a_head_that_cannot_run(run: Run, slowed: Path) -> None:
    (slowed / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    code, out, err = run("compare", "main", "--evidence", "evidence")
    assert (code, out) == (3, "")
    assert "head: pytest could not run the performance tests (its exit code is 4)" in err
    assert "unrecognized arguments: --no-such-option" in err  # as pytest has it
    assert "base:" not in err
    assert not (slowed / "evidence").exists()


def test_a_base_that_cannot_run_is_asked_once(run: Run, slowed: Path) -> None:
    """Its tests cannot even be collected: the head is not started, and the base not again."""
    git(slowed, "stash", "-q")
    right = (slowed / "src/shop/work.py").read_text()
    count = slowed.parent / f"{slowed.name}-asked"
    note = f"open({str(count)!r}, 'a').close()\nimport os\nos.truncate({str(count)!r}, "
    note += f"os.path.getsize({str(count)!r}) + 1)\n"
    (slowed / "src/shop/work.py").write_text(f"{note}import no_such_library\n{right}")
    git(slowed, "commit", "-qam", "Broken")
    git(slowed, "branch", "-q", "broken")
    (slowed / "src/shop/work.py").write_text(note + right)
    git(slowed, "commit", "-qam", "Right again")
    code, out, err = run("compare", "broken", "--evidence", "evidence")
    assert (code, out) == (3, "")
    assert "base: pytest could not run the performance tests (its exit code is 2)" in err
    assert "no_such_library" in err
    assert not (slowed / "evidence").exists()
    assert count.stat().st_size == 1


def test_an_interrupt_leaves_no_copy_behind(slowed: Path) -> None:
    written(slowed, body="time.sleep(60)", other="new")
    with specgen(slowed, "compare", "main", "--evidence", "evidence") as shown:
        shown.until("round 1: performance tests/test_work.py::test_total")
        copy = Path(listed(slowed)[1])
        assert copy.is_dir()
        shown.press(INTERRUPT)
        assert shown.end() == 3
    assert not copy.exists()
    assert len(listed(slowed)) == 1


def listed(repository: Path) -> list[str]:
    """The folders that git knows of this repository."""
    words = ["git", "worktree", "list", "--porcelain"]
    done = subprocess.run(words, cwd=repository, check=True, capture_output=True, text=True)
    return [w.removeprefix("worktree ") for w in done.stdout.split("\n") if w[:9] == "worktree "]


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
