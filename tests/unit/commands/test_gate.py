"""`specgen gate` on a repository: evidence, days, bases, baselines and exit codes."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.recorded import of_this_tree

from specgen.__main__ import main
from specgen.evidence.inputs import inputs_of

Run = Callable[..., tuple[int, str, str]]

JUNIT = """<testsuites><testsuite name="pytest" tests="1">
<testcase classname="tests.test_cart" name="test_total" file="tests/test_cart.py" time="0.01">{}
</testcase></testsuite></testsuites>
"""


def evidence(repository: Path, inside: str = "") -> Path:
    path = repository / "records" / "junit.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(JUNIT.format(inside))
    of_this_tree(repository, path.parent)
    return path


def specs(repository: Path, *lines: str) -> None:
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text() + "".join(f"{line}\n" for line in lines))


def git(repository: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=repository, check=True, capture_output=True)


def committed(repository: Path) -> None:
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "All", "--date=2026-01-02T12:00:00+0000")


def test_without_evidence_it_fails(run: Run) -> None:
    code, out, _ = run("gate")
    assert code == 1
    assert "no evidence at all: nothing says that any test ran" in out


def test_evidence_that_is_named_must_be_there(run: Run, repository: Path) -> None:
    path = evidence(repository)
    code, out, _ = run("gate", str(path), "coverage.json")
    assert code == 1
    assert "no such file or directory  [coverage.json:1]" in out


def test_with_evidence_it_judges(run: Run, repository: Path) -> None:
    path = evidence(repository)
    code, out, _ = run("gate", str(path.parent))
    assert code == 1
    assert "cart.race.baseline has no test" in out or "cart.race" in out
    assert "no evidence at all" not in out
    assert out.splitlines()[-1].startswith("gate failed: shop on ")


def test_the_default_folder(run: Run, repository: Path) -> None:
    path = evidence(repository)
    target = repository / ".specgen/evidence" / inputs_of(repository).tree[:16]
    target.parent.mkdir(parents=True)
    path.parent.rename(target)
    assert "no evidence at all" not in run("gate")[1]
    (repository / "src/shop/cart.py").write_text("def total() -> int:\n    return 0\n")
    assert "no evidence at all" in run("gate")[1]  # it was of another tree


def test_monitoring_passes(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    code, out, _ = run("gate", str(evidence(repository, "<failure message='no'/>")))
    assert code == 0
    assert "reported: failed-tests 1" in out
    assert "gate passed: shop" in out


def test_a_failed_test_fails(run: Run, repository: Path) -> None:
    code, out, _ = run("gate", str(evidence(repository, "<failure message='1 != 2'/>")))
    assert code == 1
    assert "tests/test_cart.py::test_total fails: 1 != 2" in out


def test_a_day(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-05-05, stage: blocking}]")
    path = str(evidence(repository, "<failure/>"))
    assert run("gate", path, "--as-of", "2026-05-04")[0] == 0
    assert "2026-05-05 failed-tests" in run("gate", path, "--as-of", "2026-05-04")[1]
    assert run("gate", path, "--as-of", "2026-05-05")[0] == 1


def test_today_is_today(run: Run, repository: Path) -> None:
    out = run("gate", str(evidence(repository)))[1]
    assert datetime.now(UTC).date().isoformat() in out.splitlines()[-1]


def test_the_day_of_the_commit(run: Run, repository: Path) -> None:
    committed(repository)
    day = subprocess.run(
        ["git", "log", "-1", "--format=%cs"], cwd=repository, check=True, capture_output=True
    )
    out = run("gate", str(evidence(repository)), "--as-of", "commit")[1]
    assert day.stdout.decode().strip() in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--as-of", "soon"), "`soon` is no day: today, commit or 2026-03-01"),
        (("--as-of", "commit"), "there is no commit whose day could be taken"),
        (("--base", "--output=x"), ""),
        (("--baseline", "none.json"), "there is no baseline none.json"),
        (("--baseline", "specs/cart.yaml"), "is no verdict that `specgen gate --format json`"),
        (("--needs", "none.json"), "--needs `none.json` is neither JSON nor a file"),
        (("--needs", ""), "--needs `` is neither JSON nor a file"),
        (("--needs", "{}}"), "--needs maps no jobs to results"),
        (("--needs", "specs/cart.yaml"), "specs/cart.yaml maps no jobs to results"),
        (("--write", "odd=x"), "invalid"),
        (("--write", "json"), "invalid"),
    ],
)
def test_what_cannot_be_used_exits_2(run: Run, *, words: tuple[str, ...], complaint: str) -> None:
    code, out, err = run("gate", *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert "Traceback" not in err


def test_invalid_specs_exit_2(run: Run, repository: Path) -> None:
    specs(repository, "colour: red")
    code, _, err = run("gate")
    assert code == 2
    assert "colour" in err


def test_a_stalled_run_exits_4(run: Run, repository: Path) -> None:
    path = repository / "run.jsonl"
    lines = [
        {"kind": "session", "form": 1, "id": "s", "type": "unit"},
        {"kind": "end", "status": 0, "stopped": "stalled after tests/test_cart.py::test_total"},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, out, _ = run("gate", str(path))
    assert code == 4
    assert "run of unit tests stalled after tests/test_cart.py::test_total" in out


def test_jobs_that_did_not_end_well_fail_at_any_stage(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    path = str(evidence(repository))
    needs = repository / "needs.json"
    needs.write_text('{"tests": {"result": "cancelled"}}')
    code, out, _ = run("gate", path, "--needs", str(needs))
    assert code == 1
    assert "tests ended as `cancelled`, and no evidence says why" in out
    assert run("gate", path, "--needs", '{"tests": {"result": "success"}}')[0] == 0


def test_a_matrix_is_expected_of_evidence_that_is_named(run: Run, repository: Path) -> None:
    specs(
        repository,
        "enforcement: [{from: 2026-01-01, stage: monitoring}]",
        "runs: {main: {types: [unit], os: [ubuntu-24.04, windows-2025]}}",
    )
    path = repository / "run.jsonl"
    lines = [
        {"kind": "session", "form": 1, "id": "s", "type": "unit", "os": "linux", "python": "3.12"},
        {"kind": "end", "status": 0, "seconds": 1.0},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, out, _ = run("gate", str(path), "--moment", "main")
    assert code == 1
    assert "no run of unit tests on windows-2025 is there" in out
    assert run("gate", str(path), "--moment", "main", "--one-machine")[0] == 0


def test_other_formats_beside(run: Run, repository: Path) -> None:
    path = str(evidence(repository))
    code, _, _ = run("gate", path, "--write", "json=a.json", "--report", "b.md",
                     "--write", "comment=c.md")  # fmt: skip
    assert code == 1
    assert json.loads((repository / "a.json").read_text())["passed"] is False
    assert (repository / "b.md").read_text().startswith("# Completion report of shop")
    assert (repository / "c.md").read_text().startswith("<!-- specgen gate -->")


def test_a_ratchet_against_a_baseline(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: ratchet}]")
    path = str(evidence(repository))
    code, out, _ = run("gate", path, "--write", "json=base.json")
    assert code == 1
    assert "baseline-missing" in out
    assert run("gate", path, "--baseline", "base.json")[0] == 0
    broken = str(evidence(repository, "<failure/>"))
    code, out, _ = run("gate", broken, "--baseline", "base.json")
    assert code == 1
    assert "fails failed-tests" in out
    assert "gap" not in out.split("known at the base")[0]


def test_the_base_judges_until_an_owner_approves(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    strict = path.read_text()
    path.write_text(strict + "enforcement: [{from: 2026-01-01, stage: blocking}]\n")
    committed(repository)
    path.write_text(strict + "enforcement: [{from: 2026-01-01, stage: monitoring}]\n")
    found = str(evidence(repository, "<failure/>"))
    assert run("gate", found)[0] == 0
    code, out, _ = run("gate", found, "--base", "HEAD")
    assert code == 1
    assert "this change loosens, and the base's specs judge it:" in out
    assert "  enforcement is monitoring, not blocking\n" in out
    assert run("gate", found, "--base", "HEAD", "--approved")[0] == 0


def test_a_base_without_specs_judges_nothing(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "src")
    git(repository, "commit", "-qm", "Before")
    assert run("gate", str(evidence(repository)), "--base", "HEAD")[0] == 0


def test_a_base_with_invalid_specs_is_a_finding_at_its_line(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    path = repository / "specs/project.yaml"
    text = path.read_text()
    path.write_text("colour: red\n" + text)
    committed(repository)
    path.write_text(text)
    found = str(evidence(repository))
    code, out, _ = run("gate", found, "--base", "HEAD")
    assert code == 1
    assert "fails revision-not-compared (1 finding, blocking)" in out
    assert "the specs at HEAD are invalid: unknown key `colour`" in out
    assert "[specs/project.yaml:1]" in out
    assert run("gate", found, "--base", "HEAD", "--approved")[0] == 0


def test_a_revision_that_is_not_there_is_a_finding(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    committed(repository)
    found = str(evidence(repository))
    code, out, _ = run("gate", found, "--base", "origin/main", "--write", "json=a.json")
    assert code == 1
    assert "base git knows no revision `origin/main`" in out
    assert "fetch it first; in CI, check out with its history" in out
    assert json.loads((repository / "a.json").read_text())["passed"] is False
    assert run("gate", found, "--base", "HEAD")[0] == 0


def test_a_shallow_clone_knows_not_compared(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The base is fetched, and what lies between is not: nobody knows where the branch left it."""
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    committed(repository)
    git(repository, "checkout", "-q", "-b", "branch")
    for number in range(3):
        (repository / "notes.txt").write_text(f"{number}\n")
        git(repository, "add", "notes.txt")
        git(repository, "commit", "-qm", "Note")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(repository, "clone", "-q", "--depth=1", "--no-single-branch", "-b", "branch",
        f"file://{repository}", str(clone))  # fmt: skip
    (clone / "records").mkdir()
    path = evidence(clone)
    run("--version")  # moves into the repository; from here on we are in the clone
    monkeypatch.chdir(clone)
    code = main(["gate", str(path), "--base", "origin/main", "--write", "json=a.json"])
    found = json.loads((clone / "a.json").read_text())["findings"]
    assert code == 1
    assert [f["rule"] for f in found if f["status"] == "fails"] == ["revision-not-compared"]


SUMS = "  - {type: unit, id: sums, title: Sums, checks: [Few, Many]}\n"


def rewritten(repository: Path, name: str, *changes: tuple[str, str]) -> None:
    path = repository / "specs" / name
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


@pytest.mark.parametrize(
    ("name", "change", "said", "asked"),
    [
        ("cart.yaml", (SUMS, ""), "cart.unit.sums is deleted", "cart.unit.sums"),
        ("cart.yaml", ("id: sums,", "id: sums, optional: true,"), "cart.unit.sums is optional",
         "cart.unit.sums"),
        ("cart.yaml", ("scenarios:", "exempt: {race: Never}\nscenarios:"),
         "cart is exempt from race", "cart.race.baseline"),
        ("cart.yaml", ("checks: [Few, Many]", "checks: [Few]"),
         "cart.unit.sums no longer checks `Many`", "cart.unit.sums"),
        ("project.yaml", ("requires: [unit, race]", "requires: [unit]"),
         "top no longer requires race", "cart.race.baseline"),
        ("project.yaml", ("project: shop", "project: till"),
         "", "cart.unit.sums"),
        ("project.yaml", ("modules: [cart]", "modules: [bus]"),
         "cart goes from tier top to low", "cart.race.baseline"),
    ],
)  # fmt: skip
def test_what_the_base_asks_is_asked_still(
    run: Run, repository: Path, *, name: str, change: tuple[str, str], said: str, asked: str
) -> None:
    committed(repository)
    rewritten(repository, name, change)
    path = str(evidence(repository))
    _, out, _ = run("gate", path, "--base", "HEAD", "--write", "json=a.json")
    data = json.loads((repository / "a.json").read_text())
    gaps = {f["subject"]: f for f in data["findings"] if f["rule"] == "gap"}
    assert asked in gaps
    assert [c for c in data["loosened"] if said] or not said
    if said:
        assert f"  {said}\n" in out
        _, alone, _ = run("gate", path, "--base", "HEAD", "--approved")
        assert said not in alone


def test_a_project_that_is_renamed_keeps_its_base(run: Run, repository: Path) -> None:
    specs(repository, "budget: {coverage: {total: 80%}}")
    committed(repository)
    rewritten(repository, "project.yaml", ("project: shop", "project: till"),
              ("total: 80%", "total: 1%"))  # fmt: skip
    _, out, _ = run("gate", str(evidence(repository)), "--base", "HEAD")
    assert "till was `shop` at the base (matched by folder)" in out
    assert "project coverage.total goes from 80% to 1%" in out
    assert "no coverage of the project was recorded, 80% is owed" in out


def test_a_project_that_is_gone_is_a_finding(run: Run, repository: Path) -> None:
    specs(repository, "enforcement: [{from: 2026-01-01, stage: monitoring}]")
    for name in ("shop", "bank"):
        (repository / "specs" / name).mkdir()
    for path in (repository / "specs").glob("*.yaml"):
        path.rename(path.parent / "shop" / path.name)
    (repository / "specs/bank/project.yaml").write_text("project: bank\n")
    (repository / "specs/bank/a.yaml").write_text("module: bank.a\nplanned: true\n")
    committed(repository)
    found = str(evidence(repository))
    assert run("gate", found, "--project", "shop", "--base", "HEAD")[0] == 0
    for each in (repository / "specs/bank").iterdir():
        each.unlink()
    evidence(repository)
    code, out, _ = run("gate", found, "--base", "HEAD")
    assert code == 1
    assert "the project `bank` of HEAD is gone  [specs/bank/project.yaml:1]" in out
    assert run("gate", found, "--base", "HEAD", "--approved")[0] == 0


def test_a_flag_makes_a_rule_stricter(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs(repository, "rules: {failed-tests: {stage: warning, flag: STRICT_TESTS}}",
          "enforcement: [{from: 2026-01-01, stage: monitoring}]")  # fmt: skip
    path = str(evidence(repository, "<failure/>"))
    for value, code in (("", 0), ("0", 0), ("false", 0), ("1", 1), ("yes", 1)):
        monkeypatch.setenv("STRICT_TESTS", value)
        assert run("gate", path)[0] == code
