"""Each judgement complains where it must and is silent where it must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.evidence.model import Outcome, Session
from specgen.gate.model import Baseline, Facts
from specgen.gate.model_results import Lines, Mutants, Ran
from specgen.gate.registry import VERDICTS
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import (
    Limit,
    Recorded,
    RecordedCoverage,
    Run,
    Skip,
    Source,
    Waiver,
)
from specgen.spec.completion_model import CheckpointSpec
from specgen.spec.model import ScenarioSpec

PLACE = Place(PurePosixPath("specs/project.yaml"))
UNIT = "cart.unit.baseline"
TEST = "tests/unit/test_cart.py::test_baseline"
LATER, GONE = date(2026, 4, 1), date(2026, 3, 1)  # today is the latter


def limit(measure: str, value: float, text: str = "") -> Limit:
    return Limit(measure, value, text or f"{value:g}", PLACE)


def waiver(target: str, allow: str = "gap", expires: date = LATER, **changes: object) -> Waiver:
    covers = (UNIT,) if target == UNIT else ()
    plain = Waiver(target, allow, None, "No rig", "7", "@lead", expires, covers, PLACE)
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def run(types: tuple[str, ...] = ("unit",), **changes: object) -> Run:
    plain = Run("main", types, (), (), {}, "", 1, False, Level.WRITTEN, (), PLACE)
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


@dataclass(frozen=True)
class Case:
    """One situation of module ``cart``, which owes one unit test, and what ``rule`` says of it.

    ``says`` are parts of the messages in order; none of them means silence.
    """

    rule: str
    says: tuple[str, ...] = ()
    outcome: Outcome | None = Outcome.PASS
    ran: Mapping[str, object] = field(default_factory=dict)
    written: bool = True
    evidence: Level = Level.WRITTEN
    module: Mapping[str, object] = field(default_factory=dict)
    scenario: Mapping[str, object] = field(default_factory=dict)
    project: Mapping[str, object] = field(default_factory=dict)
    program: Mapping[str, object] = field(default_factory=dict)
    results: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)


def budget(*limits: Limit) -> Mapping[str, object]:
    return {"budget": limits}


def covered(executed: int, total: int = 100) -> Mapping[str, object]:
    return {"coverage": {"cart": Lines(executed, total)}}


def sessions(*each: Session) -> Mapping[str, object]:
    return {"sessions": each}


MAIN = {"moment": "main"}
POINTS = ScenarioSpec.model_construct(
    type="unit",
    checkpoints=(
        CheckpointSpec.model_construct(name="up"),
        CheckpointSpec.model_construct(name="ready"),
    ),
)
ELSEWHERE = Source(PurePosixPath("src"), "shop", (), (), elsewhere=True)
ON_LINUX = (Skip(("tests/unit",), "on windows", "Right", PLACE),)
OLD = (Recorded(date(2026, 1, 1), "doc", {}, {}, {"cart": RecordedCoverage(10, 0.9)}, {}, PLACE),)

CASES = (
    Case("no-evidence", ("no evidence at all",), outcome=None),
    Case("no-evidence"),
    Case("no-evidence", outcome=None, results=sessions(Session("s"))),
    Case("no-evidence", outcome=None, project={"source": ELSEWHERE}),
    Case("evidence-unreadable", ("not json",), results={"unreadable": (("a.json", "not json"),)}),
    Case("evidence-unreadable"),
    Case("run-incomplete", ("run of unit tests did not end: was cut off; last started t",),
         results=sessions(Session("s", type="unit", complete=False,
                                  stopped="was cut off; last started t"))),
    Case("run-incomplete", ("did not end: it was cut off",),
         results=sessions(Session("s", complete=False))),
    Case("run-incomplete", results=sessions(Session("s", complete=False, stopped="stalled at t"))),
    Case("run-incomplete", results=sessions(Session("s"))),
    Case("run-stalled", ("run of all tests stalled after t",),
         results=sessions(Session("s", complete=False, stopped="stalled after t"))),
    Case("run-stalled", results=sessions(Session("s", complete=False, stopped="killed"))),
    Case("run-stalled", results=sessions(Session("s"))),
    Case("shard-absent", ("shard 2 of 3 of unit tests is absent",),
         results=sessions(Session("a", type="unit", shard=1, shards=3),
                          Session("b", type="unit", shard=3, shards=3))),
    Case("shard-absent", results=sessions(Session("a", type="unit", shard=1, shards=2),
                                          Session("b", type="unit", shard=2, shards=2))),
    Case("shard-absent", ("shard 2 of 2",),
         results=sessions(Session("a", type="unit", shard=1, shards=2, os="linux"),
                          Session("b", type="unit", shard=2, shards=2, os="linux"),
                          Session("c", type="unit", shard=1, shards=2, os="windows"))),
    Case("shard-absent", facts=MAIN, program={"runs": (run(("unit", "race")),)}),
    Case("cell-absent", ("no run of unit tests on windows-2025 is there",), facts=MAIN,
         program={"runs": (run(os=("ubuntu-24.04", "windows-2025")),)},
         results=sessions(Session("s", type="unit", os="linux"))),
    Case("cell-absent", facts=MAIN, program={"runs": (run(os=("ubuntu-24.04",)),)},
         results=sessions(Session("s", type="unit", os="linux"))),
    Case("job-not-successful", ("ended as `failure`, and no evidence says why",),
         facts={"needs": {"tests": "failure", "drift": "success"}}),
    Case("job-not-successful", facts={"needs": {"tests": "success"}}),
    *(Case("failed-tests", (words,), outcome=outcome, ran={"reason": reason})
      for outcome, reason, words in (
          (Outcome.FAIL, "x\nE   assert 1 == 2\nE   more", "fails: assert 1 == 2"),
          (Outcome.FAIL, "", "fails"),
          (Outcome.ERROR, "no database", "breaks outside its body: no database"))),
    *(Case("failed-tests", outcome=o) for o in Outcome
      if o not in (Outcome.FAIL, Outcome.ERROR)),
    Case("unreported-tests", ("was collected and did not report",), outcome=Outcome.NOT_REPORTED),
    Case("unreported-tests", ("was collected and",), outcome=Outcome.NOT_COLLECTED),
    *(Case("unreported-tests", outcome=o) for o in Outcome
      if o not in (Outcome.NOT_REPORTED, Outcome.NOT_COLLECTED)),
    Case("unreported-tests", outcome=None),
    Case("flaky-tests", ("1 test flaky",), outcome=Outcome.FLAKY),
    Case("flaky-tests", ("passes and fails",), outcome=Outcome.FLAKY,
         project=budget(limit("flaky", 0))),
    Case("flaky-tests", outcome=Outcome.FLAKY, project=budget(limit("flaky", 1))),
    Case("flaky-tests", outcome=Outcome.FLAKY, project=budget(limit("flaky", 1.0, "100%"))),
    Case("flaky-tests", ("1 test flaky; 99% may be",), outcome=Outcome.FLAKY,
         project=budget(limit("flaky", 0.99, "99%"))),
    *(Case("flaky-tests", outcome=o) for o in Outcome if o is not Outcome.FLAKY),
    Case("gap", ("has no test",), written=False, outcome=None),
    Case("gap"),
    Case("gap", written=False, facts=MAIN, program={"runs": (run(("race",)),)}),
    Case("gap", ("has 0 of 3 tests",), written=False, scenario={"least": 3}),
    Case("pending-tests", ("is pending: still to be written",), outcome=Outcome.PENDING),
    Case("pending-tests", ("is pending: call it",), outcome=Outcome.PENDING,
         ran={"reason": "pending: call it"}),
    *(Case("pending-tests", outcome=o) for o in Outcome if o is not Outcome.PENDING),
    *(Case("evidence-too-weak", (f"is {level} at best, its tier requires passing",),
           outcome=outcome, evidence=Level.PASSING)
      for outcome, level in (
          (Outcome.FAIL, "failing"), (Outcome.ERROR, "failing"), (Outcome.FLAKY, "flaky"),
          (Outcome.XPASS, "failing"), (Outcome.XFAIL, "xfailed"), (Outcome.SKIP, "skipped"),
          (Outcome.PENDING, "skeleton"), (Outcome.NOT_REPORTED, "written"),
          (Outcome.NOT_COLLECTED, "written"))),
    Case("evidence-too-weak", evidence=Level.PASSING),
    *(Case("evidence-too-weak", outcome=o) for o in Outcome),
    Case("evidence-too-weak", ("is passing at best, its tier requires proven",),
         evidence=Level.PROVEN),
    Case("evidence-too-weak", evidence=Level.PROVEN,
         results={"executed": {"cart": frozenset({"unit"})}}),
    Case("evidence-too-weak", ("is passing at best",), evidence=Level.PROVEN,
         results={"executed": {"cart": frozenset({"race"})}}),
    Case("evidence-too-weak", ("is passing at best",), evidence=Level.PROVEN,
         scenario=budget(limit("p95", 0.1)), ran={"measures": {"p95": 0.2}},
         results={"executed": {"cart": frozenset({"unit"})}}),
    Case("evidence-too-weak", ("requires passing (no rig)",), outcome=Outcome.SKIP,
         ran={"reason": "no rig"}, facts=MAIN,
         program={"runs": (run(evidence=Level.PASSING),)}),
    Case("evidence-too-weak", ("is written at best, its tier requires passing: none of its",),
         evidence=Level.PASSING, outcome=None, results=sessions(Session("s"))),
    Case("evidence-too-weak", outcome=None, evidence=Level.PASSING),
    Case("evidence-too-weak", written=False, outcome=None, evidence=Level.PASSING,
         results=sessions(Session("s"))),
    Case("module-not-executed", ("its unit tests pass without executing cart",),
         results={"executed": {"cart": frozenset()}, "traced": frozenset({"unit"})}),
    Case("module-not-executed", results={"executed": {"cart": frozenset({"unit"})}}),
    Case("module-not-executed"),
    Case("module-not-executed", results={"executed": {"cart": frozenset()}}),  # nobody traced it
    Case("module-not-executed", outcome=Outcome.FAIL,
         results={"executed": {"cart": frozenset()}, "traced": frozenset({"unit"})}),
    Case("checkpoint-missed", ("did not reach ready; the last checkpoint was up",),
         outcome=Outcome.FAIL, scenario={"written": POINTS},
         ran={"measures": {"checkpoint.up": 1.0}}),
    Case("checkpoint-missed", ("did not reach up; the last checkpoint was none",),
         outcome=Outcome.FAIL, scenario={"written": POINTS}),
    Case("checkpoint-missed", scenario={"written": POINTS}),
    Case("checkpoint-missed", outcome=None, scenario={"written": POINTS}),
    Case("checkpoint-missed", outcome=Outcome.FAIL),
    Case("skipped-tests", ("is skipped: no rig",), outcome=Outcome.SKIP, ran={"reason": "no rig"}),
    Case("skipped-tests", ("is skipped, without a reason",), outcome=Outcome.SKIP),
    Case("skipped-tests", outcome=Outcome.SKIP, program={"skips": ON_LINUX}),
    *(Case("skipped-tests", outcome=o) for o in Outcome if o is not Outcome.SKIP),
    Case("xfailed-tests", ("fails as expected: bug 7",), outcome=Outcome.XFAIL,
         ran={"reason": "bug 7"}),
    Case("xfailed-tests", ("no reason is given",), outcome=Outcome.XFAIL),
    *(Case("xfailed-tests", outcome=o) for o in Outcome if o is not Outcome.XFAIL),
    Case("xpassed-tests", ("passes, but is marked",), outcome=Outcome.XPASS),
    *(Case("xpassed-tests", outcome=o) for o in Outcome if o is not Outcome.XPASS),
    Case("skip-never-ran", ("is skipped everywhere",), outcome=Outcome.SKIP,
         program={"skips": ON_LINUX}),
    Case("skip-never-ran", outcome=Outcome.SKIP, ran={"passed_once": True},
         program={"skips": ON_LINUX}),
    Case("skip-never-ran", outcome=Outcome.SKIP),
    Case("skip-never-ran", program={"skips": ON_LINUX}),
    Case("coverage-total", ("coverage of the project is 79.00%, 80% is owed",),
         results=covered(79), project=budget(limit("coverage.total", 0.8, "80%"))),
    Case("coverage-total", ("coverage of the project is 79.99%",),
         results=covered(79999, 100000), project=budget(limit("coverage.total", 0.8, "80%"))),
    Case("coverage-total", ("no coverage of the project was recorded",),
         project=budget(limit("coverage.total", 0.8, "80%"))),
    Case("coverage-total", results=covered(80),
         project=budget(limit("coverage.total", 0.8, "80%"))),
    Case("coverage-total", results=covered(0)),
    Case("coverage-tier", ("coverage of tier critical is 89.00%, 90% is owed",),
         results=covered(89)),
    Case("coverage-tier", ("no coverage of tier critical",)),
    Case("coverage-tier", results=covered(90)),
    Case("coverage-tier", module={"planned": True}),
    Case("coverage-module", ("coverage of cart is 89.00%, 92% is owed",), results=covered(89),
         module=budget(limit("coverage", 0.92, "92%"))),
    Case("coverage-module", ("no coverage of cart",), module=budget(limit("coverage", 0.92)),
         results={"coverage": {"other": Lines(1, 1)}}),
    Case("coverage-module", results=covered(92), module=budget(limit("coverage", 0.92))),
    Case("coverage-module", module=budget(limit("coverage", 0.92))),
    Case("coverage-module", results=covered(0)),
    Case("coverage-floor", ("coverage of cart is 59.00%, 60% is owed",), results=covered(59),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case("coverage-floor", results=covered(60),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case("coverage-floor", results=covered(0, 0),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case("coverage-floor", results=covered(0)),
    Case("coverage-changed-lines", ("coverage of the changed lines is 50.00%, 90% is owed",),
         results={**covered(1), "changed": {"src/a.py": Lines(1, 2)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case("coverage-changed-lines", ("no coverage of the change",),
         results={"changed": {"src/a.py": Lines(1, 2)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case("coverage-changed-lines", results={**covered(1), "changed": {"src/a.py": Lines(9, 10)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case("coverage-changed-lines", results={**covered(1), "changed": {}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case("coverage-changed-lines", results={"changed": {"src/a.py": Lines(1, 2)}}),
    Case("coverage-drop", ("fell from 90.00% to 84.00%, 5pt", "fell from 90.00% to 84.00%"),
         results=covered(84), project=budget(limit("coverage.max_drop", 0.05, "5pt")),
         facts={"baseline": Baseline({"cart": 0.9, "total": 0.9}, {})}),
    Case("coverage-drop", results=covered(85),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")),
         facts={"baseline": Baseline({"cart": 0.9, "total": 0.9}, {})}),
    Case("coverage-drop", ("fell from 90.00% to 80.00%",), results=covered(80),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")), program={"recorded": OLD}),
    Case("coverage-drop", ("fell from 85.00% to 79.00%",), results=covered(79),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")), program={"recorded": OLD},
         facts={"before": {"cart": 0.85}}),
    Case("coverage-drop", results=covered(80),
         project=budget(limit("coverage.max_drop", 0.05, "5pt"))),
    Case("coverage-drop", results=covered(0), program={"recorded": OLD}),
    Case("latency", ("p95 is 120ms, at most 100ms is allowed",), ran={"measures": {"p95": 0.12}},
         scenario=budget(limit("p95", 0.1, "100ms"))),
    Case("latency", ran={"measures": {"p95": 0.1}}, scenario=budget(limit("p95", 0.1))),
    Case("latency", ("ran, and p50 was not measured",), scenario=budget(limit("p50", 0.1))),
    Case("latency", outcome=None, scenario=budget(limit("p50", 0.1))),
    Case("latency", outcome=Outcome.SKIP, scenario=budget(limit("p50", 0.1))),
    Case("latency", scenario=budget(limit("memory", 1))),
    Case("latency", facts=MAIN, program={"runs": (run(("race",)),)},
         scenario=budget(limit("p50", 0.1))),
    Case("throughput", ("throughput is 90.0/s, at least 100/s is owed",),
         ran={"measures": {"throughput": 90.0}},
         scenario=budget(limit("throughput", 100, "100/s"))),
    Case("throughput", ran={"measures": {"throughput": 100.0}},
         scenario=budget(limit("throughput", 100))),
    Case("memory", ("memory is 65.0MB, at most 64MB is allowed",),
         ran={"measures": {"memory": 65e6}}, scenario=budget(limit("memory", 64e6, "64MB"))),
    Case("memory", ("memory is 2kB",),
         ran={"measures": {"memory": 2000}}, scenario=budget(limit("memory", 1000, "1kB"))),
    Case("memory", ran={"measures": {"memory": 64e6}}, scenario=budget(limit("memory", 64e6))),
    Case("errors", ("errors is 1, at most 0",), ran={"measures": {"errors": 1.0}},
         scenario=budget(limit("errors", 0))),
    Case("errors", ("errors is 2.00%, at most 1%",), ran={"measures": {"errors": 0.02}},
         scenario=budget(limit("errors", 0.01, "1%"))),
    Case("errors", ran={"measures": {"errors": 0.0}}, scenario=budget(limit("errors", 0))),
    Case("mutation-score", ("7 of 10 mutants were killed (70.00%), 80% must be",),
         results={"mutants": {"cart": Mutants(7, 10)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case("mutation-score", results={"mutants": {"cart": Mutants(8, 10)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case("mutation-score", ("no mutants of it ran",), results={"mutants": {"cart": Mutants(0, 0)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case("mutation-score", ("no mutants of it ran",), facts=MAIN,
         program={"runs": (run(mutation=True),)},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case("mutation-score", results={"mutants": {"cart": Mutants(0, 10)}},
         project={**budget(limit("mutation.score", 0.8)), "mutation_tiers": ("business",)}),
    Case("mutation-score", project=budget(limit("mutation.score", 0.8))),
    Case("slow-tests", ("took 2s, may take 1s",), ran={"seconds": 2.0},
         scenario=budget(limit("each", 1, "1s"))),
    Case("slow-tests", ("took 2s, may take 1.5s",), ran={"seconds": 2.0}, facts=MAIN,
         program={"runs": (run(budget=(limit("each", 1.5, "1.5s"),)),)}),
    Case("slow-tests", ran={"seconds": 1.0}, scenario=budget(limit("each", 1))),
    Case("slow-tests", ran={"seconds": 99.0}),
    Case("run-time", ("took 61s, may take 1m",), facts=MAIN,
         program={"runs": (run(budget=(limit("total", 60, "1m"),)),)},
         results=sessions(Session("a", seconds=30), Session("b", seconds=31))),
    Case("run-time", facts=MAIN, program={"runs": (run(budget=(limit("total", 60, "1m"),)),)},
         results=sessions(Session("a", seconds=60, shard=1, shards=2),
                          Session("b", seconds=60, shard=2, shards=2),
                          Session("c", seconds=60, os="windows"))),
    Case("run-time", results=sessions(Session("a", seconds=6000, type="unit"))),
    Case("waiver-expired", ("waiver for gap expired on 2026-03-01; it would excuse 1",),
         written=False, outcome=None, program={"waivers": (waiver(UNIT, expires=GONE),)},
         facts={"used": {waiver(UNIT, expires=GONE): 1}}),
    Case("waiver-expired", ("nothing needs it any more",),
         program={"waivers": (waiver(UNIT, expires=GONE),)}),
    Case("waiver-expired", program={"waivers": (waiver(UNIT),)}),
    Case("waiver-exceeded", ("excuses 3, at most 2 are approved",),
         program={"waivers": (waiver(UNIT, at_most=2),)},
         facts={"used": {waiver(UNIT, at_most=2): 3}}),
    Case("waiver-exceeded", program={"waivers": (waiver(UNIT, at_most=2),)},
         facts={"used": {waiver(UNIT, at_most=2): 2}}),
    Case("waiver-exceeded", program={"waivers": (waiver(UNIT),)},
         facts={"used": {waiver(UNIT): 9}}),
    Case("waiver-too-long", ("lasts 367 more days, 366 at most",),
         program={"waivers": (waiver(UNIT, expires=date(2027, 3, 3)),)}),
    Case("waiver-too-long", program={"waivers": (waiver(UNIT, expires=date(2027, 3, 2)),)}),
    Case("waiver-unused", ("waiver for gap excuses nothing",),
         program={"waivers": (waiver(UNIT),)}),
    Case("waiver-unused", ("waiver for skip excuses nothing",),
         program={"waivers": (waiver("tests/unit/*", "skip"),)}),
    Case("waiver-unused", program={"waivers": (waiver("tests/e2e/*", "skip"),)}),
    Case("waiver-unused", program={"waivers": (waiver(UNIT),)}, facts={"used": {waiver(UNIT): 1}}),
    Case("waiver-unused", program={"waivers": (waiver(UNIT, expires=GONE),)}),
    Case("waiver-unused", facts=MAIN,
         program={"waivers": (waiver(UNIT),), "runs": (run(("race",)),)}),
)  # fmt: skip
JUDGEMENTS = {judgement.id: judgement for judgement in VERDICTS}

Make = Callable[..., Facts]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_judgement(
    case: Case,
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
    ran_of: Callable[..., Ran],
    facts_of: Make,
) -> None:
    module = module_of("cart", requires=("unit",), evidence=case.evidence, **case.module)
    scenarios = [scenario_of(UNIT, **case.scenario)] if case.scenario else []
    program = program_of([module], scenarios, **case.program)
    program = replace(program, project=replace(program.project, **case.project))  # type: ignore[arg-type]  # any field
    tests = [] if case.outcome is None else [ran_of(UNIT, case.outcome, **case.ran)]
    written = [UNIT] if case.written else []
    facts = facts_of(program, tests, written=written, results=case.results, **case.facts)
    found = list(JUDGEMENTS[case.rule].judge(facts))
    assert len(found) == len(case.says), found
    for complaint, words in zip(found, case.says, strict=True):
        assert words in complaint.message
        assert complaint.subject
        assert not complaint.message.endswith(".")


def test_every_judgement_has_both_kinds_of_case() -> None:
    spoken = {case.rule for case in CASES if case.says}
    silent = {case.rule for case in CASES if not case.says}
    assert spoken == silent == set(JUDGEMENTS)


def test_an_id_is_the_name_of_its_file() -> None:
    for judgement in VERDICTS:
        name = judgement.judge.__module__.rsplit(".", 1)[1]
        assert judgement.id == name.replace("_", "-")
        assert judgement.summary[0].islower()
        assert judgement.why.endswith(".")


LINKED = "tests/unit/test_cart.py::test_other"


@pytest.mark.parametrize(
    ("sessions_there", "rule", "says"),
    [
        ((Session("s", type="unit"),), "unreported-tests", ["is there, and no run collected it"]),
        ((Session("s"),), "unreported-tests", ["is there, and no run collected it"]),
        ((Session("s", type="unit", complete=False),), "unreported-tests", []),
        ((Session("s", complete=False),), "unreported-tests", []),
        ((Session("s", type="race"),), "shard-absent", ["no run of unit tests is there"]),
        ((Session("s", type="unit"),), "shard-absent", []),
        ((Session("s"),), "shard-absent", []),
    ],
)
def test_linked_tests_must_be_collected(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    facts_of: Make,
    *,
    sessions_there: tuple[Session, ...],
    rule: str,
    says: list[str],
) -> None:
    program = program_of([module_of("cart", requires=("unit",))], runs=(run(("unit", "race")),))
    facts = facts_of(program, results=sessions(*sessions_there), written=[UNIT], **MAIN)
    linked = tuple(s._replace(tests=(LINKED,)) for s in facts.report.standings)
    facts = replace(facts, report=replace(facts.report, standings=linked))
    found = list(JUDGEMENTS[rule].judge(facts))
    assert [complaint.message for complaint in found] == says
