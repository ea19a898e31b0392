"""Every budget is in the verdict: held, broken or not measured, and of one mind with its rule."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specgen.diagnostics import Place
from specgen.evidence.model import Session
from specgen.evidence.model_comparison import Compared, Comparison
from specgen.evidence.model_outcome import Outcome
from specgen.gate.budgets import worst_of_each
from specgen.gate.judge import judge
from specgen.gate.model import Facts, Measured, Verdict
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_results import Lines, Mutants, Ran
from specgen.gate.registry import VERDICTS
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import Limit, Run

UNIT = "cart.unit.adds"
TEST = "tests/test_cart.py::test_adds"
MEASURED = [rule.id for rule in VERDICTS if rule.measure is not None]
PLACES = PurePosixPath("specs/project.yaml")


def limit(measure: str, value: float, text: str = "") -> Limit:
    """Each at a place of its own, as in a file."""
    return Limit(measure, value, text or f"{value:g}", Place(PLACES, (measure,)))


PROJECT = (
    limit("coverage.total", 0.8, "80%"),
    limit("coverage.floor", 0.5, "50%"),
    limit("coverage.changed_lines", 0.9, "90%"),
    limit("coverage.max_drop", 0.05, "5pt"),
    limit("mutation.score", 0.7, "70%"),
    limit("flaky", 1, "1"),
    limit("slowdown", 0.1, "10%"),
)
SCENARIO = (
    limit("p95", 0.1, "100ms"),
    limit("memory", 10e6, "10MB"),
    limit("throughput", 100.0, "100/s"),
    limit("errors", 0, "0"),
    limit("each", 1.0, "1s"),
)
GOOD: Mapping[str, float] = {"p95": 0.08, "memory": 5e6, "throughput": 120.0, "errors": 0}
Judged = Callable[..., Verdict]


@pytest.fixture(scope="session")
def judged(
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
) -> Judged:
    """``judged(measures=..., seconds=..., share=..., ...)``: what one unit test showed."""

    def make(
        *,
        measures: Mapping[str, float] = GOOD,
        seconds: float = 0.5,
        share: float = 0.9,
        before: float = 0.9,
        killed: int = 8,
        total: float = 30.0,
        ratio: float = 1.0,
        outcome: Outcome = Outcome.PASS,
        ran: bool = True,
    ) -> Verdict:
        own = (limit("coverage", 0.85, "85%"),)
        module = module_of("cart", requires=(), budget=own)
        plain = program_of([module], [scenario_of(UNIT, budget=SCENARIO)])
        tiers = (replace(plain.tiers[0], budget=(limit("coverage", 0.7, "70%"),)),)
        place = Place(PLACES, ("runs",))
        run = Run("main", ("unit",), (), (), {}, "", 1, True, Level.WRITTEN,
                  (limit("total", 60.0, "1m"),), place)  # fmt: skip
        project = replace(plain.project, budget=PROJECT)
        program = replace(plain, tiers=tiers, project=project, runs=(run,))
        if not ran:
            return judge(facts_of(program, written=[UNIT], moment="main"))
        lines = Lines(round(share * 1000), 1000)
        pairs = tuple((1.0, ratio) for _ in range(9))
        results = {
            "coverage": {"cart": lines},
            "changed": {"src/shop/cart.py": lines},
            "mutants": {"cart": Mutants(killed, 10)},
            "sessions": (Session("s", type="unit", seconds=total),),
            "comparisons": (Comparison("b", "h", (Compared(TEST, pairs),)),),
        }
        test = Ran(TEST, outcome, "unit", (UNIT,), seconds, measures=measures)
        baseline = Baseline({"cart": before, "total": before}, {})
        return judge(facts_of(program, [test], results=results, moment="main", baseline=baseline))

    return make


def of(verdict: Verdict, measure: str, rule: str = "") -> Measured:
    found = [m for m in verdict.measured if m.limit.measure == measure and rule in ("", m.rule)]
    assert len(found) == 1, found
    return found[0]


def test_every_budget_that_holds_is_there(judged: Judged) -> None:
    verdict = judged()
    assert all(each.holds for each in verdict.measured), verdict.measured
    stated = {each.measure for each in (*PROJECT, *SCENARIO)} | {"coverage", "total"}
    assert {each.limit.measure for each in verdict.measured} == stated
    assert {each.rule for each in verdict.measured} == set(MEASURED)
    assert of(verdict, "p95").shown == "80ms"
    assert of(verdict, "coverage", "coverage-module").shown == "90.00%"
    assert of(verdict, "coverage", "coverage-tier").limit.text == "70%"
    assert of(verdict, "coverage.max_drop").shown == "0.00pt"
    assert of(verdict, "flaky").shown == "0 of 1 test"
    assert of(verdict, "mutation.score").shown == "80.00%"


@pytest.mark.parametrize(
    ("measure", "changes", "shown"),
    [
        ("p95", {"measures": {**GOOD, "p95": 0.2}}, "200ms"),
        ("memory", {"measures": {**GOOD, "memory": 20e6}}, "20.0MB"),
        ("throughput", {"measures": {**GOOD, "throughput": 50.0}}, "50.0/s"),
        ("errors", {"measures": {**GOOD, "errors": 2}}, "2"),
        ("each", {"seconds": 2.0}, "2s"),
        ("total", {"total": 90.0}, "90s"),
        ("coverage.total", {"share": 0.75, "before": 0.75}, "75.00%"),
        ("coverage.floor", {"share": 0.4, "before": 0.4}, "40.00%"),
        ("coverage.changed_lines", {"share": 0.85, "before": 0.85}, "85.00%"),
        ("coverage.max_drop", {"before": 1.0}, "10.00pt"),
        ("mutation.score", {"killed": 6}, "60.00%"),
        ("slowdown", {"ratio": 1.5}, "1.50 times"),
    ],
)
def test_one_that_is_broken_fails_its_rule(
    judged: Judged, *, measure: str, changes: dict[str, object], shown: str
) -> None:
    verdict = judged(**changes)
    found = of(verdict, measure)
    assert (found.holds, found.shown) == (False, shown)
    assert found.rule in {decision.rule for decision in verdict.failing}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"ran": False},
         {"p95": "no test of it ran", "each": "no test that it is for ran",
          "coverage.total": "no coverage was recorded",
          "coverage.floor": "no coverage was recorded",
          "coverage.changed_lines": "no base was named", "flaky": "no test ran",
          "coverage.max_drop": "nothing tells the coverage before",
          "mutation.score": "no mutants of it ran", "total": "no run of it was recorded",
          "slowdown": "no benchmark was compared with the base"}),
        ({"measures": {}}, dict.fromkeys(GOOD, "its tests did not record it")),
        ({"outcome": Outcome.SKIP}, dict.fromkeys(GOOD, "no test of it ran")),
    ],
)  # fmt: skip
def test_what_was_not_measured_says_why(
    judged: Judged, changes: dict[str, object], why: dict[str, str]
) -> None:
    verdict = judged(**changes)
    for measure, reason in why.items():
        found = of(verdict, measure)
        assert (found.value, found.why) == (None, reason)
        assert not found.holds


VALUES = st.floats(0.0, 2.0).map(lambda value: round(value, 4))


@given(p95=VALUES, rate=VALUES, seconds=VALUES, share=VALUES, killed=st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_the_table_and_the_verdict_are_of_one_mind(
    judged: Judged, *, p95: float, rate: float, seconds: float, share: float, killed: int
) -> None:
    """A budget is broken iff its rule has something to say, whatever was measured."""
    measures = {**GOOD, "p95": p95 / 5, "throughput": rate * 100}
    verdict = judged(measures=measures, seconds=seconds, share=min(share, 1.0), killed=killed)
    said = {decision.rule for decision in verdict.decisions}
    assert {m.rule for m in verdict.measured if not m.holds} == said & set(MEASURED)


def test_of_many_by_one_limit_the_worst_is_shown() -> None:
    slow = limit("each", 1.0, "1s")
    found = [Measured(name, slow, value, f"{value}s") for name, value in
             (("a", 0.2), ("b", 0.9), ("c", 0.5))]  # fmt: skip
    found.append(Measured("d", slow, why="did not run"))
    worst, silent = worst_of_each({"slow-tests": found})
    assert (worst.subject, worst.of, worst.rule) == ("b", 3, "slow-tests")
    assert (silent.subject, silent.of) == ("d", 1)
    least = limit("coverage.floor", 0.5, "50%")
    shares = [Measured(name, least, value) for name, value in (("a", 0.9), ("b", 0.4), ("c", 0.6))]
    assert [m.subject for m in worst_of_each({"coverage-floor": shares})] == ["b"]
    held = [Measured(name, least, value) for name, value in (("a", 0.9), ("b", 0.55), ("c", 0.6))]
    assert [m.subject for m in worst_of_each({"coverage-floor": held})] == ["b"]
