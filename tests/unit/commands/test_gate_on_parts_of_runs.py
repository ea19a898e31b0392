"""What `specgen run` leaves of shards, machines, changes, hangs and kills, and what it comes to.

Each verdict is tried on a run that it must accuse and on one that it must not.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from specgen.__main__ import main

SPECS = """\
project: shop
source: {root: src, package: shop}
skeletons: none
documents: []
tiers: {top: {modules: ["*"], requires: [unit, e2e]}}
modules: [shop.cart]
"""
RUNS = "runs: {main: {types: [unit, e2e]}}\n"
FILES = {
    "specs/project.yaml": SPECS + RUNS,
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total(n):\n    return n\n",
    "pytest.ini": "[pytest]\npythonpath = src\nasyncio_default_fixture_loop_scope = function\n"
    "markers = spec\n  unit\n  e2e\n",
    ".gitignore": ".specgen/\n__pycache__/\nevidence*/\n",
    "tests/unit/test_cart.py": """\
import os
import time

import pytest

from shop.cart import total


@pytest.mark.parametrize("n", range(3))
def test_total(n):
    assert total(n) == n


def test_moody():
    mood = os.environ.get("MOOD")
    if mood == "hang":
        time.sleep(300)
    if mood == "die":
        os._exit(9)
    assert total(1) == 1


def test_zero():
    assert total(0) == 0
""",
    "tests/e2e/test_all.py": "from shop.cart import total\n\n\ndef test_all():\n"
    "    assert total(7) == 7\n",
}
UNIT = "tests/unit/test_cart.py::"
RECORD = ("--moment", "main", "--no-gate")
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


@dataclass(frozen=True)
class Shop:
    """A repository, its history, and evidence of its runs."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text)

    def git(self, *words: str) -> None:
        subprocess.run(["git", *WHO, *words], cwd=self.root, check=True, capture_output=True)

    def call(self, *words: str) -> tuple[int, str]:
        """``specgen WORDS``: exit code and what it prints."""
        self.capsys.readouterr()
        code = main(words)
        said = self.capsys.readouterr()
        assert said.err == ""
        return code, said.out

    def run(self, *words: str, into: str = "evidence", **about: str) -> int:
        """Run the moment ``main`` with ``about`` in the environment; the exit code."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in about.items():
                patch.setenv(name, value)
            return self.call("run", *RECORD, "--evidence", into, *words)[0]

    def accused(self, rule: str, *words: str, specs: str = RUNS) -> set[str]:
        """Whom the gate accuses of ``rule`` by these lines of specs beside the common ones."""
        self.write("specs/project.yaml", SPECS + specs)
        _, out = self.call("gate", "--moment", "main", "--format", "json", *words)
        found = (f for f in json.loads(out)["findings"] if f["rule"] == rule)
        return {f["subject"] for f in found if f["status"] == "fails"}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with a commit, and with evidence of a whole run."""
    root = tmp_path_factory.mktemp("parts")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", *WHO, *words], cwd=root, check=True, capture_output=True)
    command = [sys.executable, "-m", "specgen", "run", *RECORD, "--evidence", "evidence"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture
def shop(
    ran: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shop:
    root = tmp_path / "shop"
    shutil.copytree(ran, root)
    monkeypatch.chdir(root)
    return Shop(root, capsys)


def test_lines_that_changed(shop: Shop) -> None:
    limit = RUNS + "budget: {coverage: {changed_lines: 90%}}\n"
    cart = FILES["src/shop/cart.py"]
    shop.write("src/shop/cart.py", cart + "\n\ndef unseen(n):\n    n += 1\n    return n\n")
    assert shop.run() == 0
    words = ("evidence", "--base", "main")
    assert shop.accused("coverage-changed-lines", *words, specs=limit) == {"change"}
    assert shop.accused("coverage-changed-lines", "evidence", specs=limit) == set()  # no change
    test = FILES["tests/e2e/test_all.py"].replace("import total", "import total, unseen")
    shop.write("tests/e2e/test_all.py", test + "    assert unseen(1) == 2\n")
    assert shop.run() == 0
    assert shop.accused("coverage-changed-lines", *words, specs=limit) == set()


def test_a_hang(shop: Shop) -> None:
    assert shop.accused("run-stalled", "evidence") == set()
    assert shop.run("--stall", "4", into="evidence-hang", MOOD="hang") == 4
    (stalled,) = shop.accused("run-stalled", "evidence-hang")
    code, out = shop.call("gate", "--moment", "main", "evidence-hang")
    assert code == 4
    assert f"run of unit tests stalled; last started {UNIT}test_moody" in out
    assert stalled in out
    assert shop.accused("run-incomplete", "evidence-hang") == set()  # it has a verdict of its own


def test_a_killed_run(shop: Shop) -> None:
    assert shop.accused("unreported-tests", "evidence") == set()
    assert shop.run(into="evidence-killed", MOOD="die") == 3
    silent = {f"{UNIT}test_moody", f"{UNIT}test_zero"}
    assert shop.accused("unreported-tests", "evidence-killed") == silent
    assert len(shop.accused("run-incomplete", "evidence-killed")) == 1


def test_what_no_run_collected(shop: Shop) -> None:
    """The run ended well, and never looked at a test that is there."""
    assert shop.run(into="evidence-some", PYTEST_ADDOPTS="--deselect tests/e2e/test_all.py") == 0
    assert shop.accused("unreported-tests", "evidence-some") == {"tests/e2e/test_all.py::test_all"}
    assert shop.accused("run-incomplete", "evidence-some") == set()


def test_a_shard_that_is_absent(shop: Shop) -> None:
    for shard in ("1/2", "2/2"):
        assert shop.run("--shard", shard, into=f"evidence-{shard[0]}") == 0
    first, second = "evidence-1", "evidence-2"
    for there, absent in ((first, 2), (second, 1)):
        names = {s.rsplit(" ", 2)[0] for s in shop.accused("shard-absent", there)}
        assert names == {f"unit {absent}/2", f"e2e {absent}/2"}
    assert shop.accused("shard-absent", first, second) == set()
    assert shop.accused("unreported-tests", first, second) == set()


def test_a_type_that_is_absent(shop: Shop) -> None:
    assert shop.run("--type", "unit", into="evidence-unit") == 0
    assert shop.accused("shard-absent", "evidence-unit") == {"e2e"}
    assert shop.run("--type", "e2e", into="evidence-e2e") == 0
    assert shop.accused("shard-absent", "evidence-unit", "evidence-e2e") == set()


def test_a_machine_that_is_absent(shop: Shop) -> None:
    other = "3.11" if HERE != "3.11" else "3.12"
    both = f'runs: {{main: {{types: [unit, e2e], python: ["{HERE}", "{other}"]}}}}\n'
    absent = {f"unit Python {other}", f"e2e Python {other}"}
    assert shop.accused("cell-absent", "evidence", specs=both) == absent
    assert shop.accused("cell-absent", "evidence", "--one-machine", specs=both) == set()
    here = both.replace(f', "{other}"', "")
    assert shop.accused("cell-absent", "evidence", specs=here) == set()
    systems = "runs: {main: {types: [unit], os: [ubuntu-24.04, windows-2025]}}\n"
    assert shop.run("--type", "unit", into="evidence-ubuntu", SPECGEN_RUNNER="ubuntu-24.04") == 0
    assert shop.accused("cell-absent", "evidence-ubuntu", specs=systems) == {"unit windows-2025"}
    assert shop.run("--type", "unit", into="evidence-win", SPECGEN_RUNNER="windows-2025") == 0
    there = ("evidence-ubuntu", "evidence-win")
    assert shop.accused("cell-absent", *there, specs=systems) == set()


@pytest.fixture(scope="module")
def failed(ran: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Evidence of a run with failing tests and a function that none of them executes."""
    root = tmp_path_factory.mktemp("failed") / "shop"
    shutil.copytree(ran, root)
    cart = FILES["src/shop/cart.py"].replace("return n", "return n + 1")
    unseen = "\n\ndef unseen(n):\n    n += 1\n    return n\n"
    (root / "src/shop/cart.py").write_text(cart + unseen)
    command = [sys.executable, "-m", "specgen", "run", *RECORD, "--evidence", "evidence"]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True)
    assert done.returncode == 1, done.stdout
    return root / "evidence"


WAIVED = (
    'waivers: [{for: "tests/*", allow: failed-tests, reason: R, issue: 1, approved_by: L,'
    " expires: 2026-06-01}]\n"
)


@pytest.mark.parametrize(
    ("rule", "strict", "loose"),
    [
        ("coverage-total", "budget: {coverage: {total: 100%}}\n", ""),
        ("coverage-total", "budget: {coverage: {total: 100%}}\n",
         "budget: {coverage: {total: 20%}}\n"),
        ("failed-tests", "", "rules: {failed-tests: off}\n"),
        ("failed-tests", "", "enforcement: [{from: 2026-01-01, stage: monitoring}]\n"),
        ("failed-tests", "", WAIVED),
    ],
)  # fmt: skip
def test_where_the_head_loosens_its_spec_the_base_s_judges(
    shop: Shop, failed: Path, *, rule: str, strict: str, loose: str
) -> None:
    """Until an owner of the specs has approved of it."""
    shutil.rmtree(shop.root / "evidence")
    shutil.copytree(failed, shop.root / "evidence")
    shop.write("specs/project.yaml", SPECS + RUNS + strict)
    shop.git("commit", "-qam", "Strict", "--allow-empty")
    words = ("evidence", "--as-of", "2026-03-01")
    before = shop.accused(rule, *words, specs=RUNS + strict)
    assert before
    specs = RUNS + loose
    assert shop.accused(rule, *words, specs=specs) == set()
    assert shop.accused(rule, *words, "--base", "main", specs=specs) == before
    assert shop.accused(rule, *words, "--base", "main", "--approved", specs=specs) == set()


def test_a_run_that_takes_long(shop: Shop) -> None:
    short = "runs: {main: {types: [unit, e2e], budget: {total: 10ms}}}\n"
    assert len(shop.accused("run-time", "evidence", specs=short)) == 1
    assert shop.accused("run-time", "evidence", specs=short.replace("10ms", "20m")) == set()


def test_jobs_before_it(shop: Shop) -> None:
    for result, accused in (("failure", {"tests"}), ("cancelled", {"tests"}), ("success", set())):
        needs = json.dumps({"tests": {"result": result}})
        assert shop.accused("job-not-successful", "evidence", "--needs", needs) == accused


def test_no_evidence_at_all(shop: Shop) -> None:
    (shop.root / "evidence-none").mkdir()
    assert len(shop.accused("no-evidence", "evidence-none")) == 1
    assert shop.accused("no-evidence", "evidence") == set()
