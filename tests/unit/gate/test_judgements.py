"""Each judgement complains where it must and is silent where it must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.evidence.model import Session
from specgen.evidence.model_comparison import Compared, Comparison
from specgen.evidence.model_inputs import Inputs, Origin
from specgen.evidence.model_outcome import Outcome
from specgen.gate.benchmark_gone import BENCHMARK_GONE
from specgen.gate.cell_absent import CELL_ABSENT
from specgen.gate.checkpoint_missed import CHECKPOINT_MISSED
from specgen.gate.coverage_changed_lines import COVERAGE_CHANGED_LINES
from specgen.gate.coverage_drop import COVERAGE_DROP
from specgen.gate.coverage_floor import COVERAGE_FLOOR
from specgen.gate.coverage_module import COVERAGE_MODULE
from specgen.gate.coverage_tier import COVERAGE_TIER
from specgen.gate.coverage_total import COVERAGE_TOTAL
from specgen.gate.coverage_unplaced import COVERAGE_UNPLACED
from specgen.gate.errors import ERRORS
from specgen.gate.evidence_altered import EVIDENCE_ALTERED
from specgen.gate.evidence_of_another_tree import EVIDENCE_OF_ANOTHER_TREE
from specgen.gate.evidence_too_weak import EVIDENCE_TOO_WEAK
from specgen.gate.evidence_unreadable import EVIDENCE_UNREADABLE
from specgen.gate.evidence_unstamped import EVIDENCE_UNSTAMPED
from specgen.gate.failed_tests import FAILED_TESTS
from specgen.gate.flaky_tests import FLAKY_TESTS
from specgen.gate.gap import GAP
from specgen.gate.job_not_successful import JOB_NOT_SUCCESSFUL
from specgen.gate.latency import LATENCY
from specgen.gate.memory import MEMORY
from specgen.gate.model import Facts, Judgement, Scope
from specgen.gate.model_earlier import Baseline, NotCompared
from specgen.gate.model_results import Idle, Lines, Mutants, Ran
from specgen.gate.module_not_executed import MODULE_NOT_EXECUTED
from specgen.gate.mutation_score import MUTATION_SCORE
from specgen.gate.no_evidence import NO_EVIDENCE
from specgen.gate.pending_tests import PENDING_TESTS
from specgen.gate.performance_regression import PERFORMANCE_REGRESSION
from specgen.gate.registry import VERDICTS
from specgen.gate.revision_not_compared import REVISION_NOT_COMPARED
from specgen.gate.run_incomplete import RUN_INCOMPLETE
from specgen.gate.run_stalled import RUN_STALLED
from specgen.gate.run_time import RUN_TIME
from specgen.gate.shard_absent import SHARD_ABSENT
from specgen.gate.skip_never_ran import SKIP_NEVER_RAN
from specgen.gate.skipped_tests import SKIPPED_TESTS
from specgen.gate.slow_tests import SLOW_TESTS
from specgen.gate.throughput import THROUGHPUT
from specgen.gate.tree_accepted import TREE_ACCEPTED
from specgen.gate.unreported_tests import UNREPORTED_TESTS
from specgen.gate.waiver_exceeded import WAIVER_EXCEEDED
from specgen.gate.waiver_expired import WAIVER_EXPIRED
from specgen.gate.waiver_too_long import WAIVER_TOO_LONG
from specgen.gate.waiver_unused import WAIVER_UNUSED
from specgen.gate.xfailed_tests import XFAILED_TESTS
from specgen.gate.xpassed_tests import XPASSED_TESTS
from specgen.history.model import Flaky
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

NOW = Inputs("a" * 64, {"code": "1", "tests": "2"}, "c0ffee")
HERE = Origin("records of unit tests", "a.jsonl", NOW, "a.jsonl")
BEFORE = replace(HERE, inputs=Inputs("b" * 64, {"code": "0", "tests": "2"}, "badcafe"))
MOVED = replace(HERE, changed=("src/a.py", "src/b.py", "src/c.py", "src/d.py"))
LEFT = replace(BEFORE, left=("tests/out.png",), after="c" * 64)
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

    rule: Judgement
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


def compared(*ratios: float) -> Mapping[str, object]:
    pairs = Compared(TEST, tuple((1.0, ratio) for ratio in ratios))
    return {"comparisons": (Comparison("b", "h", (pairs,)),)}


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
IDLE = Idle(("cart", "bus", "log", "tax"), PLACE)
NOBODY = {"executed": {"cart": frozenset()}, "traced": frozenset({"unit"})}
OLD = (Recorded(date(2026, 1, 1), "doc", {}, {}, {"cart": RecordedCoverage(10, 0.9)}, {}, PLACE),)

CASES = (
    Case(NO_EVIDENCE, ("no evidence at all",), outcome=None),
    Case(NO_EVIDENCE),
    Case(NO_EVIDENCE, outcome=None, results=sessions(Session("s"))),
    Case(NO_EVIDENCE, outcome=None, project={"source": ELSEWHERE}),
    Case(EVIDENCE_UNREADABLE, ("not json",), results={"unreadable": ((PLACE, "not json"),)}),
    Case(EVIDENCE_UNREADABLE),
    Case(REVISION_NOT_COMPARED, ("git knows no revision `x`",),
         facts={"not_compared": (NotCompared("git knows no revision `x`", PLACE, "fetch it"),)}),
    Case(REVISION_NOT_COMPARED),
    Case(RUN_INCOMPLETE, ("run of unit tests did not end: was cut off; last started t",),
         results=sessions(Session("s", type="unit", complete=False,
                                  stopped="was cut off; last started t"))),
    Case(RUN_INCOMPLETE, ("did not end: it was cut off",),
         results=sessions(Session("s", complete=False))),
    Case(RUN_INCOMPLETE, results=sessions(Session("s", complete=False, stopped="stalled at t"))),
    Case(RUN_INCOMPLETE, results=sessions(Session("s"))),
    Case(RUN_STALLED, ("run of all tests stalled after t",),
         results=sessions(Session("s", complete=False, stopped="stalled after t"))),
    Case(RUN_STALLED, results=sessions(Session("s", complete=False, stopped="killed"))),
    Case(RUN_STALLED, results=sessions(Session("s", complete=False,
                                               stopped="interrupted; last started test_stall"))),
    Case(RUN_INCOMPLETE, ("did not end: interrupted; last started test_stall",),
         results=sessions(Session("s", complete=False,
                                  stopped="interrupted; last started test_stall"))),
    Case(RUN_STALLED, results=sessions(Session("s"))),
    Case(SHARD_ABSENT, ("shard 2 of 3 of unit tests is absent",),
         results=sessions(Session("a", type="unit", shard=1, shards=3),
                          Session("b", type="unit", shard=3, shards=3))),
    Case(SHARD_ABSENT, results=sessions(Session("a", type="unit", shard=1, shards=2),
                                          Session("b", type="unit", shard=2, shards=2))),
    Case(SHARD_ABSENT, ("shard 2 of 2",),
         results=sessions(Session("a", type="unit", shard=1, shards=2, os="linux"),
                          Session("b", type="unit", shard=2, shards=2, os="linux"),
                          Session("c", type="unit", shard=1, shards=2, os="windows"))),
    Case(SHARD_ABSENT, facts=MAIN, program={"runs": (run(("unit", "race")),)}),
    Case(CELL_ABSENT, ("no run of unit tests on windows-2025 is there",), facts=MAIN,
         program={"runs": (run(os=("ubuntu-24.04", "windows-2025")),)},
         results=sessions(Session("s", type="unit", os="linux"))),
    Case(CELL_ABSENT, facts=MAIN, program={"runs": (run(os=("ubuntu-24.04",)),)},
         results=sessions(Session("s", type="unit", os="linux"))),
    Case(JOB_NOT_SUCCESSFUL, ("ended as `failure`, and no evidence says why",),
         facts={"needs": {"tests": "failure", "drift": "success"}}),
    Case(JOB_NOT_SUCCESSFUL, facts={"needs": {"tests": "success"}}),
    *(Case(FAILED_TESTS, (words,), outcome=outcome, ran={"reason": reason})
      for outcome, reason, words in (
          (Outcome.FAIL, "x\nE   assert 1 == 2\nE   more", "fails: assert 1 == 2"),
          (Outcome.FAIL, "", "fails"),
          (Outcome.ERROR, "no database", "breaks outside its body: no database"))),
    *(Case(FAILED_TESTS, outcome=o) for o in Outcome
      if o not in (Outcome.FAIL, Outcome.ERROR)),
    Case(UNREPORTED_TESTS, ("was collected and did not report",), outcome=Outcome.NOT_REPORTED),
    Case(UNREPORTED_TESTS, ("was collected and",), outcome=Outcome.NOT_COLLECTED),
    *(Case(UNREPORTED_TESTS, outcome=o) for o in Outcome
      if o not in (Outcome.NOT_REPORTED, Outcome.NOT_COLLECTED)),
    Case(UNREPORTED_TESTS, outcome=None),
    Case(FLAKY_TESTS, ("1 test flaky",), outcome=Outcome.FLAKY),
    Case(FLAKY_TESTS, ("passes and fails",), outcome=Outcome.FLAKY,
         project=budget(limit("flaky", 0))),
    Case(FLAKY_TESTS, outcome=Outcome.FLAKY, project=budget(limit("flaky", 1))),
    Case(FLAKY_TESTS, outcome=Outcome.FLAKY, project=budget(limit("flaky", 1.0, "100%"))),
    Case(FLAKY_TESTS, ("1 test flaky; 99% may be",), outcome=Outcome.FLAKY,
         project=budget(limit("flaky", 0.99, "99%"))),
    *(Case(FLAKY_TESTS, outcome=o) for o in Outcome if o is not Outcome.FLAKY),
    Case(GAP, ("has no test",), written=False, outcome=None),
    Case(GAP, ("has no test; this change no longer asks for it, the base does",), written=False,
         outcome=None, facts={"still_asked": {UNIT: PLACE}}),
    Case(GAP, ("has no test",), written=False, facts={"still_asked": {"a.unit.b": PLACE}}),
    Case(GAP),
    Case(GAP, written=False, facts=MAIN, program={"runs": (run(("race",)),)}),
    Case(GAP, ("has 0 of 3 tests",), written=False, scenario={"least": 3}),
    Case(PENDING_TESTS, ("is pending: still to be written",), outcome=Outcome.PENDING),
    Case(PENDING_TESTS, ("is pending: call it",), outcome=Outcome.PENDING,
         ran={"reason": "pending: call it"}),
    *(Case(PENDING_TESTS, outcome=o) for o in Outcome if o is not Outcome.PENDING),
    *(Case(EVIDENCE_TOO_WEAK, (f"is {level}, its tier requires passing",),
           outcome=outcome, evidence=Level.PASSING)
      for outcome, level in (
          (Outcome.FAIL, "failing"), (Outcome.ERROR, "failing"), (Outcome.FLAKY, "flaky"),
          (Outcome.XPASS, "failing"), (Outcome.XFAIL, "xfailed"), (Outcome.SKIP, "skipped"),
          (Outcome.PENDING, "skeleton"), (Outcome.NOT_REPORTED, "written"),
          (Outcome.NOT_COLLECTED, "written"))),
    Case(EVIDENCE_TOO_WEAK, evidence=Level.PASSING),
    *(Case(EVIDENCE_TOO_WEAK, outcome=o) for o in Outcome),
    Case(EVIDENCE_TOO_WEAK, ("is passing, its tier requires proven",),
         evidence=Level.PROVEN),
    Case(EVIDENCE_TOO_WEAK, evidence=Level.PROVEN,
         results={"executed": {"cart": frozenset({"unit"})}}),
    Case(EVIDENCE_TOO_WEAK, ("is passing,",), evidence=Level.PROVEN,
         results={"executed": {"cart": frozenset({"race"})}}),
    Case(EVIDENCE_TOO_WEAK, ("is passing,",), evidence=Level.PROVEN,
         scenario=budget(limit("p95", 0.1)), ran={"measures": {"p95": 0.2}},
         results={"executed": {"cart": frozenset({"unit"})}}),
    Case(EVIDENCE_TOO_WEAK, evidence=Level.PROVEN, results={"own": {TEST: {"cart": True}}}),
    Case(EVIDENCE_TOO_WEAK, ("is passing,",), evidence=Level.PROVEN,  # only others did
         results={"own": {TEST: {"cart": False}}, "executed": {"cart": frozenset({"unit"})}}),
    Case(EVIDENCE_TOO_WEAK, ("requires passing (no rig)",), outcome=Outcome.SKIP,
         ran={"reason": "no rig"}, facts=MAIN,
         program={"runs": (run(evidence=Level.PASSING),)}),
    Case(EVIDENCE_TOO_WEAK, ("is written, its tier requires passing: none of its",),
         evidence=Level.PASSING, outcome=None, results=sessions(Session("s"))),
    Case(EVIDENCE_TOO_WEAK, outcome=None, evidence=Level.PASSING),
    Case(EVIDENCE_TOO_WEAK, written=False, outcome=None, evidence=Level.PASSING,
         results=sessions(Session("s"))),
    Case(MODULE_NOT_EXECUTED, ("its unit tests pass without executing cart",),
         results={"executed": {"cart": frozenset()}, "traced": frozenset({"unit"})}),
    Case(MODULE_NOT_EXECUTED, results={"executed": {"cart": frozenset({"unit"})}}),
    Case(MODULE_NOT_EXECUTED),
    Case(MODULE_NOT_EXECUTED, results={"executed": {"cart": frozenset()}}),  # nobody traced it
    Case(MODULE_NOT_EXECUTED, outcome=Outcome.FAIL,
         results={"executed": {"cart": frozenset()}, "traced": frozenset({"unit"})}),
    Case(MODULE_NOT_EXECUTED, ("its unit tests pass without executing cart",),
         results={"own": {TEST: {"cart": False}}, "executed": {"cart": frozenset({"unit"})}}),
    Case(MODULE_NOT_EXECUTED, results={"own": {TEST: {"cart": True}}, **NOBODY}),
    Case(MODULE_NOT_EXECUTED, ("passes without executing cart, bus, log and 1 more",),
         results={"own": {TEST: {"cart": False}}, "idle": {TEST: IDLE}, **NOBODY}),
    Case(MODULE_NOT_EXECUTED, outcome=Outcome.FAIL, results={"idle": {TEST: IDLE}}),
    Case(CHECKPOINT_MISSED, ("did not reach ready; the last checkpoint was up",),
         outcome=Outcome.FAIL, scenario={"written": POINTS},
         ran={"measures": {"checkpoint.up": 1.0}}),
    Case(CHECKPOINT_MISSED, ("did not reach up; the last checkpoint was none",),
         outcome=Outcome.FAIL, scenario={"written": POINTS}),
    Case(CHECKPOINT_MISSED, scenario={"written": POINTS}),
    Case(CHECKPOINT_MISSED, outcome=None, scenario={"written": POINTS}),
    Case(CHECKPOINT_MISSED, outcome=Outcome.FAIL),
    Case(SKIPPED_TESTS, ("is skipped: no rig",), outcome=Outcome.SKIP, ran={"reason": "no rig"}),
    Case(SKIPPED_TESTS, ("is skipped, without a reason",), outcome=Outcome.SKIP),
    Case(SKIPPED_TESTS, outcome=Outcome.SKIP, program={"skips": ON_LINUX}),
    *(Case(SKIPPED_TESTS, outcome=o) for o in Outcome if o is not Outcome.SKIP),
    Case(XFAILED_TESTS, ("fails as expected: bug 7",), outcome=Outcome.XFAIL,
         ran={"reason": "bug 7"}),
    Case(XFAILED_TESTS, ("no reason is given",), outcome=Outcome.XFAIL),
    *(Case(XFAILED_TESTS, outcome=o) for o in Outcome if o is not Outcome.XFAIL),
    Case(XPASSED_TESTS, ("passes, but is marked",), outcome=Outcome.XPASS),
    *(Case(XPASSED_TESTS, outcome=o) for o in Outcome if o is not Outcome.XPASS),
    Case(SKIP_NEVER_RAN, ("is skipped everywhere",), outcome=Outcome.SKIP,
         program={"skips": ON_LINUX}),
    Case(SKIP_NEVER_RAN, outcome=Outcome.SKIP, ran={"passed_once": True},
         program={"skips": ON_LINUX}),
    Case(SKIP_NEVER_RAN, outcome=Outcome.SKIP),
    Case(SKIP_NEVER_RAN, program={"skips": ON_LINUX}),
    Case(COVERAGE_TOTAL, ("coverage of the project is 79.00%, 80% is owed",),
         results=covered(79), project=budget(limit("coverage.total", 0.8, "80%"))),
    Case(COVERAGE_TOTAL, ("coverage of the project is 79.99%",),
         results=covered(79999, 100000), project=budget(limit("coverage.total", 0.8, "80%"))),
    Case(COVERAGE_TOTAL, ("no coverage of the project was recorded",),
         project=budget(limit("coverage.total", 0.8, "80%"))),
    Case(COVERAGE_TOTAL, results=covered(80),
         project=budget(limit("coverage.total", 0.8, "80%"))),
    Case(COVERAGE_TOTAL, results=covered(0)),
    Case(COVERAGE_TIER, ("coverage of tier critical is 89.00%, 90% is owed",),
         results=covered(89)),
    Case(COVERAGE_TIER, ("no coverage of tier critical",)),
    Case(COVERAGE_TIER, results=covered(90)),
    Case(COVERAGE_TIER, module={"planned": True}),
    Case(COVERAGE_MODULE, ("coverage of cart is 89.00%, 92% is owed",), results=covered(89),
         module=budget(limit("coverage", 0.92, "92%"))),
    Case(COVERAGE_MODULE, ("no coverage of cart",), module=budget(limit("coverage", 0.92)),
         results={"coverage": {"other": Lines(1, 1)}}),
    Case(COVERAGE_MODULE, results=covered(92), module=budget(limit("coverage", 0.92))),
    Case(COVERAGE_MODULE, ("no coverage of cart",), module=budget(limit("coverage", 0.92))),
    Case(COVERAGE_MODULE, module=budget(limit("coverage", 0.9, "90%"))),  # said of the tier
    Case(COVERAGE_MODULE, results=covered(0)),
    Case(COVERAGE_FLOOR, ("coverage of cart is 59.00%, 60% is owed",), results=covered(59),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case(COVERAGE_FLOOR, results=covered(60),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case(COVERAGE_FLOOR, results=covered(0, 0),
         project=budget(limit("coverage.floor", 0.6, "60%"))),
    Case(COVERAGE_FLOOR, results=covered(0)),
    Case(COVERAGE_CHANGED_LINES, ("coverage of the changed lines is 50.00%, 90% is owed",),
         results={**covered(1), "changed": {"src/a.py": Lines(1, 2)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case(COVERAGE_CHANGED_LINES, ("no coverage of the change",),
         results={"changed": {"src/a.py": Lines(1, 2)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case(COVERAGE_CHANGED_LINES, results={**covered(1), "changed": {"src/a.py": Lines(9, 10)}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case(COVERAGE_CHANGED_LINES, results={**covered(1), "changed": {}},
         project=budget(limit("coverage.changed_lines", 0.9, "90%"))),
    Case(COVERAGE_CHANGED_LINES, results={"changed": {"src/a.py": Lines(1, 2)}}),
    Case(COVERAGE_DROP, ("fell from 90.00% to 84.00%, 5pt", "fell from 90.00% to 84.00%"),
         results=covered(84), project=budget(limit("coverage.max_drop", 0.05, "5pt")),
         facts={"baseline": Baseline({"cart": 0.9, "total": 0.9}, {})}),
    Case(COVERAGE_DROP, results=covered(85),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")),
         facts={"baseline": Baseline({"cart": 0.9, "total": 0.9}, {})}),
    Case(COVERAGE_DROP, ("fell from 90.00% to 80.00%",), results=covered(80),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")), program={"recorded": OLD}),
    Case(COVERAGE_DROP, ("fell from 85.00% to 79.00%",), results=covered(79),
         project=budget(limit("coverage.max_drop", 0.05, "5pt")), program={"recorded": OLD},
         facts={"before": {"cart": 0.85}}),
    Case(COVERAGE_DROP, results=covered(80),
         project=budget(limit("coverage.max_drop", 0.05, "5pt"))),
    Case(COVERAGE_DROP, results=covered(0), program={"recorded": OLD}),
    Case(PERFORMANCE_REGRESSION, ("takes 2.00 times as long as at the base, 2.00",),
         results=compared(*[2.0] * 8)),
    Case(PERFORMANCE_REGRESSION, results=compared(*[1.09] * 8)),
    Case(PERFORMANCE_REGRESSION, ("5% more is allowed",), results=compared(*[1.09] * 8),
         project=budget(limit("slowdown", 0.05, "5%"))),
    Case(PERFORMANCE_REGRESSION, ("5% more is allowed",), results=compared(*[1.09] * 8),
         project=budget(limit("slowdown", 0.5, "50%")),
         scenario=budget(limit("slowdown", 0.05, "5%"))),
    Case(PERFORMANCE_REGRESSION, results=compared(*[1.4] * 8),
         project=budget(limit("slowdown", 0.5, "50%"))),
    Case(PERFORMANCE_REGRESSION, results=compared(2, 2, 2, 2, 0.9, 0.8, 2, 0.7)),
    Case(PERFORMANCE_REGRESSION, ("in 5 rounds, 6 are needed",), results=compared(*[2.0] * 5)),
    Case(PERFORMANCE_REGRESSION, results=sessions(Session("s"))),
    Case(PERFORMANCE_REGRESSION, project=budget(limit("slowdown", 0.05, "5%"))),
    Case(BENCHMARK_GONE, ("was measured at the base, and gives no figure any more",),
         results={"comparisons": (Comparison("b", "h", gone=("t::a",)),)}),
    Case(BENCHMARK_GONE, results={"comparisons": (Comparison("b", "h", new=("t::a",)),)}),
    Case(LATENCY, ("p95 is 120ms, at most 100ms is allowed",), ran={"measures": {"p95": 0.12}},
         scenario=budget(limit("p95", 0.1, "100ms"))),
    Case(LATENCY, ran={"measures": {"p95": 0.1}}, scenario=budget(limit("p95", 0.1))),
    Case(LATENCY, ("ran, and p50 was not measured",), scenario=budget(limit("p50", 0.1))),
    Case(LATENCY, outcome=None, scenario=budget(limit("p50", 0.1))),
    Case(LATENCY, outcome=Outcome.SKIP, scenario=budget(limit("p50", 0.1))),
    Case(LATENCY, scenario=budget(limit("memory", 1))),
    Case(LATENCY, facts=MAIN, program={"runs": (run(("race",)),)},
         scenario=budget(limit("p50", 0.1))),
    Case(THROUGHPUT, ("throughput is 90.0/s, at least 100/s is owed",),
         ran={"measures": {"throughput": 90.0}},
         scenario=budget(limit("throughput", 100, "100/s"))),
    Case(THROUGHPUT, ran={"measures": {"throughput": 100.0}},
         scenario=budget(limit("throughput", 100))),
    Case(MEMORY, ("memory is 65.0MB, at most 64MB is allowed",),
         ran={"measures": {"memory": 65e6}}, scenario=budget(limit("memory", 64e6, "64MB"))),
    Case(MEMORY, ("memory is 2kB",),
         ran={"measures": {"memory": 2000}}, scenario=budget(limit("memory", 1000, "1kB"))),
    Case(MEMORY, ran={"measures": {"memory": 64e6}}, scenario=budget(limit("memory", 64e6))),
    Case(ERRORS, ("errors is 1, at most 0",), ran={"measures": {"errors": 1.0}},
         scenario=budget(limit("errors", 0))),
    Case(ERRORS, ("errors is 2.00%, at most 1%",), ran={"measures": {"errors": 0.02}},
         scenario=budget(limit("errors", 0.01, "1%"))),
    Case(ERRORS, ran={"measures": {"errors": 0.0}}, scenario=budget(limit("errors", 0))),
    Case(MUTATION_SCORE, ("7 of 10 mutants were killed (70.00%), 80% must be",),
         results={"mutants": {"cart": Mutants(7, 10)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, results={"mutants": {"cart": Mutants(8, 10)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, ("no mutant of it could be made",),
         results={"mutants": {"cart": Mutants(0, 0)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, ("no mutants of it ran",),
         results={"mutants": {"cart": Mutants(0, 0, broken=3)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, ("2 of 13 mutants have no result",),
         results={"mutants": {"cart": Mutants(10, 10, 2, 1)}},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, ("no mutants of it ran",), facts=MAIN,
         program={"runs": (run(mutation=True),)},
         project=budget(limit("mutation.score", 0.8, "80%"))),
    Case(MUTATION_SCORE, results={"mutants": {"cart": Mutants(0, 10)}},
         project={**budget(limit("mutation.score", 0.8)), "mutation_tiers": ("business",)}),
    Case(MUTATION_SCORE, project=budget(limit("mutation.score", 0.8))),
    Case(SLOW_TESTS, ("took 2s, may take 1s",), ran={"seconds": 2.0},
         scenario=budget(limit("each", 1, "1s"))),
    Case(SLOW_TESTS, ("took 2s, may take 1.5s",), ran={"seconds": 2.0}, facts=MAIN,
         program={"runs": (run(budget=(limit("each", 1.5, "1.5s"),)),)}),
    Case(SLOW_TESTS, ran={"seconds": 1.0}, scenario=budget(limit("each", 1))),
    Case(SLOW_TESTS, ran={"seconds": 99.0}),
    Case(RUN_TIME, ("took 61s, may take 1m",), facts=MAIN,
         program={"runs": (run(budget=(limit("total", 60, "1m"),)),)},
         results=sessions(Session("a", seconds=30), Session("b", seconds=31))),
    Case(RUN_TIME, facts=MAIN, program={"runs": (run(budget=(limit("total", 60, "1m"),)),)},
         results=sessions(Session("a", seconds=60, shard=1, shards=2),
                          Session("b", seconds=60, shard=2, shards=2),
                          Session("c", seconds=60, os="windows"))),
    Case(RUN_TIME, results=sessions(Session("a", seconds=6000, type="unit"))),
    Case(WAIVER_EXPIRED, ("waiver for gap expired on 2026-03-01; it would excuse 1",),
         written=False, outcome=None, program={"waivers": (waiver(UNIT, expires=GONE),)},
         facts={"used": {waiver(UNIT, expires=GONE): 1}}),
    Case(WAIVER_EXPIRED, ("nothing needs it any more",),
         program={"waivers": (waiver(UNIT, expires=GONE),)}),
    Case(WAIVER_EXPIRED, program={"waivers": (waiver(UNIT),)}),
    Case(WAIVER_EXCEEDED, ("excuses 3, at most 2 are approved",),
         program={"waivers": (waiver(UNIT, at_most=2),)},
         facts={"used": {waiver(UNIT, at_most=2): 3}}),
    Case(WAIVER_EXCEEDED, program={"waivers": (waiver(UNIT, at_most=2),)},
         facts={"used": {waiver(UNIT, at_most=2): 2}}),
    Case(WAIVER_EXCEEDED, program={"waivers": (waiver(UNIT),)},
         facts={"used": {waiver(UNIT): 9}}),
    Case(EVIDENCE_OF_ANOTHER_TREE, (
        "records of unit tests is of tree bbbbbbbbbbbb (commit badcafe), this is tree aaaaaaaaaaaa"
        " (commit c0ffee): code differs",),
         facts={"inputs": NOW}, results={"origins": (HERE, BEFORE)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, ("2 files are of tree bbbbbbbbbbbb",),
         facts={"inputs": NOW}, results={"origins": (BEFORE, replace(BEFORE, source="b.xml"))}),
    Case(EVIDENCE_OF_ANOTHER_TREE, ("tests left tests/out.png behind",),
         facts={"inputs": NOW}, results={"origins": (LEFT,)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, (
        "the tree changed while records of unit tests was made: src/a.py, src/b.py, src/c.py and"
        " 1 more",),
         facts={"inputs": NOW}, results={"origins": (MOVED,)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, facts={"inputs": NOW}, results={"origins": (HERE,)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, facts={"inputs": NOW},
         results={"origins": (replace(LEFT, after=NOW.tree),)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, facts={"inputs": NOW, "accepted": ("b" * 12,)},
         results={"origins": (BEFORE,)}),
    Case(EVIDENCE_OF_ANOTHER_TREE, ("bbbbbbbbbbbb",), results={"origins": (BEFORE,)},
         facts={"inputs": NOW, "accepted": ("c" * 12,)}),
    Case(TREE_ACCEPTED, ("evidence of tree bbbbbbbbbbbb (commit badcafe) is accepted by hand",),
         facts={"inputs": NOW, "accepted": ("b" * 12,)}, results={"origins": (BEFORE,)}),
    Case(TREE_ACCEPTED, ("names the tree of no other evidence here",),
         facts={"inputs": NOW, "accepted": ("c" * 12,)}, results={"origins": (BEFORE,)}),
    Case(TREE_ACCEPTED, facts={"inputs": NOW}, results={"origins": (BEFORE,)}),
    Case(EVIDENCE_UNSTAMPED, ("nothing says which tree it was made from",),
         facts={"inputs": NOW}, results={"origins": (HERE, Origin("j.xml", "j.xml"))}),
    Case(EVIDENCE_UNSTAMPED, facts={"inputs": NOW}, results={"origins": (HERE, BEFORE)}),
    Case(EVIDENCE_ALTERED, ("it was changed",), results={"altered": ((PLACE, "it was changed"),)}),
    Case(EVIDENCE_ALTERED),
    Case(COVERAGE_UNPLACED, ("may be a.py or b.py",),
         results={"unplaced": (("/app/x.py", "may be a.py or b.py"),)}),
    Case(COVERAGE_UNPLACED, results={"notes": ("coverage recorded below /app counts",)}),
    Case(EVIDENCE_TOO_WEAK, ("is written, its tier requires passing",), evidence=Level.PASSING,
         results={"elsewhere": frozenset({TEST})}),
    Case(WAIVER_TOO_LONG, ("lasts 367 more days, 366 at most",),
         program={"waivers": (waiver(UNIT, expires=date(2027, 3, 3)),)}),
    Case(WAIVER_TOO_LONG, program={"waivers": (waiver(UNIT, expires=date(2027, 3, 2)),)}),
    Case(WAIVER_UNUSED, ("waiver for gap excuses nothing",),
         program={"waivers": (waiver(UNIT),)}),
    Case(WAIVER_UNUSED, ("waiver for skip excuses nothing",),
         program={"waivers": (waiver("tests/unit/*", "skip"),)}),
    Case(WAIVER_UNUSED, program={"waivers": (waiver("tests/e2e/*", "skip"),)}),
    Case(WAIVER_UNUSED, program={"waivers": (waiver(UNIT),)}, facts={"used": {waiver(UNIT): 1}}),
    Case(WAIVER_UNUSED, program={"waivers": (waiver(UNIT, expires=GONE),)}),
    Case(WAIVER_UNUSED, facts=MAIN,
         program={"waivers": (waiver(UNIT),), "runs": (run(("race",)),)}),
)  # fmt: skip
JUDGEMENTS = {judgement.id: judgement for judgement in VERDICTS}

Make = Callable[..., Facts]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule.id)
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
    found = list(case.rule.judge(facts))
    assert len(found) == len(case.says), found
    for complaint, words in zip(found, case.says, strict=True):
        assert words in complaint.message
        assert complaint.subject
        assert not complaint.message.endswith(".")


def test_every_judgement_has_both_kinds_of_case() -> None:
    spoken = {case.rule for case in CASES if case.says}
    silent = {case.rule for case in CASES if not case.says}
    assert spoken == silent == set(VERDICTS)


def test_an_id_is_the_name_of_its_file() -> None:
    for judgement in VERDICTS:
        name = judgement.id.replace("-", "_")
        assert getattr(import_module(f"specgen.gate.{name}"), name.upper()) is judgement
        assert judgement.summary[0].islower()
        assert judgement.why.endswith(".")


def test_a_declared_slowdown_must_be_measured_where_a_change_is_judged(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    ran_of: Callable[..., Ran],
    facts_of: Make,
) -> None:
    program = program_of([module_of("cart", requires=("performance",))])
    own = replace(program.project, budget=(limit("slowdown", 0.1, "10%"),))
    program = replace(program, project=own)
    judge = PERFORMANCE_REGRESSION.judge
    tests = [ran_of("cart.performance.baseline")]
    (found,) = judge(facts_of(program, tests, base=program))
    assert "no benchmark was compared with the base, 10% slower is the limit" in found.message
    assert list(judge(facts_of(program, tests))) == []
    assert list(judge(facts_of(program, tests, base=program, scope=Scope.MOMENT))) == []
    assert list(judge(facts_of(program, [ran_of(UNIT)], base=program))) == []
    done = {"comparisons": (Comparison("b", "h"),)}
    assert list(judge(facts_of(program, tests, base=program, results=done))) == []


def test_what_earlier_runs_say_of_a_flaky_test(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    ran_of: Callable[..., Ran],
    facts_of: Make,
) -> None:
    program = program_of([module_of("cart", requires=("unit",))])
    flaky = {name: Flaky(name, 7, 2, 1, "2026-02-27", 3) for name in (TEST, "tests/gone.py::t")}
    (found,) = FLAKY_TESTS.judge(facts_of(program, [ran_of(UNIT)], flaky=flaky))
    assert found.subject == TEST
    assert "(passed 7, failed 2 times, last on 2026-02-27; 3 of 10 passes" in found.message


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
