"""Every kind of verdict on the files of runs that really ran, and how strict it is when."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.recorded import of_this_tree

from specgen.__main__ import main
from specgen.gate.model_rules import VERDICT_IDS
from specgen.gate.model_status import ScenarioStatus

SAMPLES = Path(__file__).parents[1] / "evidence/samples"
SPECS = """\
project: shop
source: {root: src, package: shop}
skeletons: none
documents: []
tiers:
  top: {modules: [cart], requires: [unit], evidence: proven}
  low: {modules: ["*"], requires: [unit]}
runs: {main: {types: all, python: ["PYTHON"]}, nightly: {types: all}}
modules:
  - module: shop.cart
    scenarios:
      - {id: sums, type: unit, title: Sums}
      - id: load
        type: stress
        title: Load
        budget: {p95: 100ms, memory: 1MB, errors: 0, throughput: 1000/s}
      - id: start
        type: e2e
        title: Start
        command: [python, -V]
        checkpoints: [{name: config, log: config}, {name: listening, log: listening}]
  - {module: shop.log}
  - {module: shop.bus}
""".replace("PYTHON", "{}.{}".format(*sys.version_info))
FILES = {
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def total(n):\n    if n > 9:\n        return 9\n    return n\n",
    "src/shop/log.py": "def log(text):\n    return text\n",
    "src/shop/bus.py": "def ride():\n    return 1\n",
    "pytest.ini": "[pytest]\npythonpath = src\nmarkers = spec\n  unit\n  stress\n  e2e\n",
    "tests/test_shop.py": """\
import os
import time

import pytest

from shop import cart, log
from specgen.testing import pending

pytestmark = pytest.mark.unit


@pytest.mark.spec("cart.unit.sums")
def test_sums():
    assert cart.total(3) == 3


def test_fails():
    assert cart.total(3) == 4


@pytest.fixture
def broken():
    raise RuntimeError("no database")


def test_breaks(broken):
    assert cart.total(1) == 1


@pytest.mark.skip(reason="no rig")
def test_skipped():
    assert cart.total(1) == 1


@pytest.mark.xfail(reason="bug 7", strict=False)
def test_known_bug():
    assert cart.total(1) == 2


@pytest.mark.xfail(reason="bug 8", strict=False)
def test_mended():
    assert cart.total(1) == 1


def test_coin():
    assert os.environ["COIN"] == "heads"


def test_slow():
    time.sleep(0.3)
    assert cart.total(1) == 1


def test_pending():
    pending("write it")


@pytest.mark.spec("log.unit.baseline")
def test_hollow():
    assert log is not None
""",
    "tests/test_load.py": """\
import pytest

from shop import cart


@pytest.mark.stress
@pytest.mark.spec("cart.stress.load")
def test_load(request):
    assert cart.total(1) == 1
    for name, value in (("p95", 0.5), ("memory", 2e6), ("errors", 3.0), ("throughput", 10.0)):
        request.node.user_properties.append((f"specgen.{name}", value))


@pytest.mark.e2e
@pytest.mark.spec("cart.e2e.start")
def test_start(request):
    request.node.user_properties.append(("specgen.checkpoint.config", 0.1))
    assert cart.total(1) == 2
""",
}


class Judged:
    """A repository with evidence of two real runs of one tree, the second with another coin."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys

    def verdict(self, specs: str = "", *words: str) -> dict[str, object]:
        """The verdict by these lines of specs beside the common ones."""
        (self.root / "specs/project.yaml").write_text(SPECS + specs)
        of_this_tree(self.root, self.root / "evidence")
        self._capsys.readouterr()
        main(["gate", "evidence", "--format", "json", *words])
        said = self._capsys.readouterr()
        found: dict[str, object] = json.loads(said.out)
        return found

    def findings(self, specs: str = "", *words: str) -> dict[str, list[dict[str, str]]]:
        """Findings by rule."""
        found: dict[str, list[dict[str, str]]] = {}
        for each in self.verdict(specs, *words)["findings"]:  # type: ignore[attr-defined]  # a list
            found.setdefault(each["rule"], []).append(each)
        return found

    def statuses(self, rule: str, specs: str, *words: str) -> set[str]:
        return {each["status"] for each in self.findings(specs, *words).get(rule, ())}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("real")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "specs").mkdir()
    evidence = root / "evidence"
    about = '{"tree":"one","moment":"main"}'
    for side in ("heads", "tails"):
        words = ["coverage", "run", "--parallel-mode", "--context=unit", "--source=src/shop",
                 "--branch", f"--data-file={evidence}/.coverage", "-m", "pytest", "-q",
                 "-p", "no:cacheprovider", "--specgen-record", str(evidence)]  # fmt: skip
        environment = {**os.environ, "COIN": side, "SPECGEN_SESSION": about}
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=root, env=environment, capture_output=True
        )
        assert done.returncode == 1, done.stdout.decode()
    data = f"--data-file={evidence}/.whole"
    parts = [str(path) for path in evidence.glob(".coverage*")]
    report = f"{evidence}/coverage.json"
    for more in (
        ["combine", "-q", data, *parts],
        ["json", "-q", "--show-contexts", data, "-o", report],
    ):
        subprocess.run([sys.executable, "-m", "coverage", *more], cwd=root, check=True)
    (evidence / ".whole").unlink()
    mutants = evidence / "mutants/src/shop"
    mutants.mkdir(parents=True)
    shutil.copy(SAMPLES / "cart.py.meta", mutants)
    return root


@pytest.fixture
def judged(
    ran: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Judged]:
    monkeypatch.chdir(ran)
    kept = ran.parent / f"{ran.name}-evidence"
    shutil.copytree(ran / "evidence", kept)
    yield Judged(ran, capsys)
    shutil.rmtree(ran / "evidence")
    kept.rename(ran / "evidence")


WAIVED = 'waivers: [{{for: "tests/test_shop.py::*", allow: {}, reason: R, issue: 1,' \
    ' approved_by: L, expires: {}{}}}]\n'  # fmt: skip
COVERAGE = "budget: {{coverage: {{{}}}}}\n"
RECORDED = (
    "recorded: [{as_of: 2026-01-01, source: doc, coverage: {cart: {lines: 9, percent: 99%}}}]\n"
)
TEST = "tests/test_shop.py::"
AT = ("--as-of", "2026-03-01", "--moment", "main")


@pytest.mark.parametrize(
    ("rule", "specs", "subjects"),
    [
        ("failed-tests", "", {f"{TEST}test_fails", f"{TEST}test_breaks",
                              "tests/test_load.py::test_start"}),
        ("pending-tests", "", {f"{TEST}test_pending"}),
        ("skipped-tests", "", {f"{TEST}test_skipped"}),
        ("xfailed-tests", "", {f"{TEST}test_known_bug"}),
        ("xpassed-tests", "", {f"{TEST}test_mended"}),
        ("flaky-tests", "", {f"{TEST}test_coin"}),
        ("flaky-tests", "budget: {flaky: 1}\n", set()),
        ("gap", "", {"bus.unit.baseline"}),
        ("evidence-too-weak", "", {"cart.stress.load", "cart.e2e.start"}),
        ("module-not-executed", "", {"log.unit"}),
        ("checkpoint-missed", "", {"cart.e2e.start"}),
        ("latency", "", {"cart.stress.load"}),
        ("memory", "", {"cart.stress.load"}),
        ("errors", "", {"cart.stress.load"}),
        ("throughput", "", {"cart.stress.load"}),
        ("coverage-total", COVERAGE.format("total: 100%"), {"total"}),
        ("coverage-total", COVERAGE.format("total: 10%"), set()),
        ("coverage-floor", COVERAGE.format("floor: 60%"), {"log", "bus"}),
        ("coverage-drop", COVERAGE.format("max_drop: 1pt") + RECORDED, {"cart"}),
        ("mutation-score", "budget: {mutation: 80%}\n", {"cart", "log", "bus"}),
        ("mutation-score", "budget: {mutation: 10%}\n", {"log", "bus"}),
        ("run-time", "types: {unit: {budget: {total: 1ms}}}\n", set()),
        ("slow-tests", "types: {unit: {budget: {each: 200ms}}}\n", {f"{TEST}test_slow"}),
        ("waiver-expired", WAIVED.format("skip", "2026-02-01", ""), {f"{TEST}*"}),
        ("waiver-too-long", WAIVED.format("skip", "2029-02-01", ""), {f"{TEST}*"}),
        ("waiver-unused", WAIVED.format("latency", "2026-06-01", ""), {f"{TEST}*"}),
        ("waiver-exceeded", WAIVED.format("failed-tests", "2026-06-01", ", at_most: 1"),
         {f"{TEST}*"}),
        ("skip-never-ran", f'skips: [{{tests: ["{TEST}test_skipped"], when: rigs, reason: R}}]\n',
         {f"{TEST}test_skipped"}),
    ],
)  # fmt: skip
def test_each_rule(judged: Judged, *, rule: str, specs: str, subjects: set[str]) -> None:
    assert rule in VERDICT_IDS
    found = judged.findings(specs, *AT).get(rule, [])
    assert {each["subject"] for each in found} == subjects
    assert {each["status"] for each in found} <= {"fails"}  # nothing says how strict: blocking


def test_a_limit_of_a_tier_judges_it_and_its_modules(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    stricter = SPECS.replace("evidence: proven", "evidence: proven, budget: {coverage: 99%}")
    monkeypatch.setattr(f"{__name__}.SPECS", stricter)
    found = judged.findings("", *AT)
    assert [each["subject"] for each in found["coverage-tier"]] == ["top"]
    assert [each["subject"] for each in found["coverage-module"]] == ["cart"]


def test_a_run_that_was_cut_off(judged: Judged) -> None:
    path = max((judged.root / "evidence").glob("*.jsonl"))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b'{"kind":"end"') - 40])
    found = judged.findings("enforcement: [{from: 2020-01-01, stage: monitoring}]\n", *AT)
    assert "did not end" in found["run-incomplete"][0]["message"]
    assert found["run-incomplete"][0]["status"] == "fails"  # at any stage


def test_what_cannot_be_read(judged: Judged) -> None:
    (judged.root / "evidence/junit.xml").write_text("<testsuites><testsuite>")
    assert "evidence-unreadable" in judged.findings("", *AT)


def test_a_waiver_counts_and_shows(judged: Judged) -> None:
    verdict = judged.verdict(WAIVED.format("skip", "2026-06-01", ""), *AT)
    waivers = verdict["waivers"]
    assert isinstance(waivers, list)
    assert [waiver["excuses"] for waiver in waivers] == [1]
    assert judged.statuses("skipped-tests", WAIVED.format("skip", "2026-06-01", ""), *AT) == {
        "waived"
    }
    assert judged.statuses("skipped-tests", WAIVED.format("skip", "2026-03-01", ""), *AT) == {
        "fails"
    }


GATES = "enforcement:\n"
FROM = "  - {{from: {}, stage: {}{}}}\n"


NIGHTLY = FROM.format("2026-01-01", "blocking", ", at: [nightly]")


@pytest.mark.parametrize(
    ("rows", "day", "moment", "status"),
    [
        (FROM.format("2026-01-01", "monitoring", ""), "2026-03-01", "main", "reported"),
        (FROM.format("2026-01-01", "warning", ""), "2026-03-01", "main", "warns"),
        (FROM.format("2026-04-01", "blocking", ""), "2026-03-01", "main", "reported"),
        (FROM.format("2026-04-01", "blocking", ""), "2026-04-01", "main", "fails"),
        (NIGHTLY, "2026-03-01", "main", "reported"),
        (NIGHTLY, "2026-03-01", "nightly", "fails"),
        (FROM.format("2026-01-01", "monitoring", "")
         + FROM.format("2026-01-01", "blocking", ", tiers: [low]"), "2026-03-01", "main", "fails"),
        (FROM.format("2026-01-01", "monitoring", "")
         + FROM.format("2026-01-01", "blocking", ", tiers: [top]"), "2026-03-01", "main",
         "reported"),
        (FROM.format("2026-01-01", "blocking", "")
         + FROM.format("2026-02-20", "warning", ", until: 2026-03-02, rules: [gap], reason: R,"
                       " issue: 1"), "2026-03-01", "main", "warns"),
        (FROM.format("2026-01-01", "blocking", "")
         + FROM.format("2026-02-20", "warning", ", until: 2026-03-02, rules: [gap], reason: R,"
                       " issue: 1"), "2026-03-02", "main", "fails"),
        (FROM.format("2026-01-01", "blocking", "") + "rules: {gap: monitoring}\n",
         "2026-03-01", "main", "reported"),
    ],
)  # fmt: skip
def test_how_strict_it_is_and_when(
    judged: Judged, *, rows: str, day: str, moment: str, status: str
) -> None:
    words = ("--as-of", day, "--moment", moment)
    assert judged.statuses("gap", GATES + rows, *words) == {status}


@pytest.mark.parametrize(
    ("stage", "flag", "status"),
    [("monitoring", "1", "fails"), ("monitoring", "0", "reported"), ("monitoring", "", "reported"),
     ("blocking", "", "fails"), ("blocking", "0", "fails")],
)  # fmt: skip
def test_a_flag_only_makes_it_stricter(
    judged: Judged, monkeypatch: pytest.MonkeyPatch, *, stage: str, flag: str, status: str
) -> None:
    monkeypatch.setenv("STRICT_GAPS", flag)
    specs = f"rules: {{gap: {{stage: {stage}, flag: STRICT_GAPS}}}}\n"
    assert judged.statuses("gap", specs, *AT) == {status}


def test_what_will_block_then_and_which_waivers_lapse(judged: Judged) -> None:
    specs = (
        WAIVED.format("skip", "2026-03-10", "")
        + "enforcement: [{from: 2026-01-01, stage: monitoring}, {from: 2026-03-05, stage:"
        " blocking}]\n"
    )
    upcoming = judged.verdict(specs, *AT)["upcoming"]
    days = {(u["day"], u["rule"], u["why"]) for u in upcoming}  # type: ignore[attr-defined]  # a list
    assert ("2026-03-05", "gap", "monitoring becomes blocking") in days
    assert ("2026-03-10", "skipped-tests", f"the waiver {TEST}* lapses") in days
    assert judged.verdict(specs, *AT)["passed"] is True
    assert judged.verdict(specs, "--as-of", "2026-03-05", "--moment", "main")["passed"] is False


def test_a_ratchet_forgives_what_the_base_had(judged: Judged, tmp_path: Path) -> None:
    ratchet = "enforcement: [{from: 2026-01-01, stage: ratchet}]\n"
    base = tmp_path / "base.json"
    judged.verdict("", *AT, "--write", f"json={base}")
    found = judged.findings(ratchet, *AT, "--baseline", str(base))
    assert {each["status"] for rule in found.values() for each in rule} == {"known"}
    data = json.loads(base.read_text())
    data["findings"] = [f for f in data["findings"] if f["rule"] != "gap"]
    base.write_text(json.dumps(data))
    found = judged.findings(ratchet, *AT, "--baseline", str(base))
    assert {rule for rule, each in found.items() if each[0]["status"] == "fails"} == {"gap"}


def test_the_figures_are_never_added_up(judged: Judged) -> None:
    gap = WAIVED.format("gap", "2026-06-01", "").replace(f"{TEST}*", "bus.unit")
    shares = judged.verdict(gap, *AT)["shares"]
    assert isinstance(shares, dict)
    assert shares["required"] == sum(shares[status] for status in ScenarioStatus)
    assert shares["waived"] == 1
    assert judged.verdict("", *AT)["shares"]["waived"] == 0  # type: ignore[index]  # a mapping
