"""The trees that pipelines are executed on: a right one, and one for each planted fault."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.ci.machine import Origin

SAMPLE = Path(__file__).with_name("sample")
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_WHO = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")


@dataclass(frozen=True)
class Fault:
    """One thing planted in a tree.

    ``plant`` changes the tree; ``rebuilt`` says that specs are compiled again after it, as whoever
    changes them does.  ``finds`` names the job that must fail (beside the gate, which judges all),
    ``says`` what the output of the failing job must hold.  ``loses`` is a pattern of
    the artifact, or the job of GitLab, that does not arrive.  ``moment`` is when it is looked at.
    """

    name: str
    finds: str
    says: str
    plant: Callable[[Path], None]
    rebuilt: bool = True
    loses: str = ""
    moment: str = "pull_request"


def replaced(path: Path, old: str, new: str) -> None:
    """Replace the only ``old`` in the file at ``path``."""
    text = path.read_text("utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{path} does not hold {old!r} once")
    path.write_text(text.replace(old, new), "utf-8")


def _harmless(root: Path) -> None:
    replaced(root / "src/sample/shop.py", "Sell each", "Sell every one")


def _drift(root: Path) -> None:
    replaced(root / "specs/shop.yaml", "title: An order is kept", "title: An order is stored")


def _failing(root: Path) -> None:
    replaced(root / "src/sample/engine.py", "return sum(int(digit)", "return 1 + sum(int(digit)")


def _skip(root: Path) -> None:
    old = "def test_orders_are_numbered"
    new = f'@pytest.mark.skip(reason="some other day")\n{old}'
    replaced(root / "tests/test_shop.py", old, new)


def _uncovered(root: Path) -> None:
    lines = "".join(f"    if price > {n}:\n        price -= {n}\n" for n in range(1, 9))
    extra = f'\n\ndef haggle(price: float) -> float:\n    """Less."""\n{lines}    return price\n'
    path = root / "src/sample/engine.py"
    path.write_text(path.read_text("utf-8") + extra, "utf-8")


def _slow(root: Path) -> None:
    old = "    store = Store()\n    assert"
    new = f"    time.sleep(4)\n{old}"
    replaced(root / "tests/test_shop.py", old, new)
    replaced(root / "tests/test_shop.py", "import sys\n", "import sys\nimport time\n")


def _expired(root: Path) -> None:
    path = root / "specs/project.yaml"
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    path.write_text(re.sub(r"expires: [\d-]+", f"expires: {yesterday}", path.read_text("utf-8")))


def _windows(root: Path) -> None:
    """The matrix gets a machine that is not here, and so does not report."""
    replaced(root / "specs/project.yaml", "[ubuntu-24.04], sh", "[ubuntu-24.04, windows-2025], sh")


RIGHT = Fault("as it should be", "", "", _harmless)
MERGED = Fault("merged", "", "", _harmless, moment="main")
NIGHT = Fault("at night", "", "", _harmless, moment="nightly")
_EVENTS = {"main": "push", "nightly": "schedule"}
FAULTS = (
    Fault("drift", "drift", "drift-stale", _drift, rebuilt=False),
    Fault("failing test", "tests-unit", "test_digits", _failing),
    Fault("lost shard", "gate", "shard-absent", _harmless, loses=r"unit.*\D2\]?$"),
    Fault("absent machine", "gate", "cell-absent", _windows),
    Fault("unapproved skip", "gate", "skipped-tests", _skip),
    Fault("coverage drop", "gate", "coverage", _uncovered),
    Fault("slow test", "tests-unit", "Timeout", _slow),
    Fault("expired waiver", "gate", "waiver-expired", _expired),
)


def seed(root: Path, *, specgen: str) -> Path:
    """The sample as a repository of its own at ``root``, compiled and committed on ``main``."""
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(SAMPLE, root, ignore=ignored)
    shutil.copy2(SAMPLE / ".gitignore", root)
    path = root / "specs/project.yaml"
    later = (date.today() + timedelta(days=60)).isoformat()
    text = path.read_text("utf-8").replace("PYTHON", PYTHON).replace("EXPIRES", later)
    path.write_text(text, "utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Start", specgen=specgen)
    return root


def commit(root: Path, message: str, *, specgen: str) -> str:
    """Compile, unless told not to, and commit everything; the commit."""
    if specgen:
        done = subprocess.run([specgen, "build"], cwd=root, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"the sample does not build:\n{done.stdout}{done.stderr}")
    git(root, "add", "-A")
    git(root, *_WHO, "commit", "-q", "-m", message)
    return git(root, "rev-parse", "HEAD")


def proposed(seeded: Path, where: Path, fault: Fault, *, specgen: str) -> Origin:
    """A bare repository in which ``fault`` stands on a branch, and its merge as hosts make it."""
    work = where / "work"
    git(where, "clone", "-q", str(seeded), str(work))
    base = git(work, "rev-parse", "HEAD")
    git(work, "checkout", "-q", "-b", "change")
    fault.plant(work)
    commit(work, fault.name, specgen=specgen if fault.rebuilt else "")
    git(work, "checkout", "-q", "--detach", "main")
    git(work, *_WHO, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    sha = git(work, "rev-parse", "HEAD")
    bare = where / "origin.git"
    git(where, "clone", "-q", "--bare", str(work), str(bare))
    git(bare, "fetch", "-q", str(work), "+HEAD:refs/pull/1/merge")
    if fault.moment in _EVENTS:
        git(bare, "update-ref", "refs/heads/main", sha)
        return Origin(bare, _EVENTS[fault.moment], "refs/heads/main", sha, "main", base)
    git(bare, "update-ref", "refs/heads/main", base)
    return Origin(bare, "pull_request", "refs/pull/1/merge", sha, "main", base)


def git(at: Path, *words: str) -> str:
    """What a git command prints."""
    done = subprocess.run(["git", *words], cwd=at, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"git {' '.join(words)}: {done.stderr}")
    return done.stdout.strip()
