"""What ran and what was promised, told apart: the status of each required scenario."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Place
from specgen.evidence.model_outcome import Outcome
from specgen.gate.judge import judge
from specgen.gate.model import Facts, Verdict
from specgen.gate.model_results import Ran
from specgen.gate.model_status import ScenarioStatus, Shares, worst_status
from specgen.history.model import Flaky
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import RulePolicy, Skip, Waiver

PLACE = Place(PurePosixPath("specs/project.yaml"))
UNIT = "cart.unit.adds"
ONE, TWO = "tests/test_a.py::test_one", "tests/test_a.py::test_two"
S = ScenarioStatus
OF_OUTCOME = {
    Outcome.PASS: S.MET,
    Outcome.FAIL: S.FAILING,
    Outcome.ERROR: S.FAILING,
    Outcome.FLAKY: S.FAILING,
    Outcome.XPASS: S.FAILING,
    Outcome.XFAIL: S.FAILING,
    Outcome.SKIP: S.NOT_RUN,
    Outcome.NOT_COLLECTED: S.NOT_RUN,
    Outcome.NOT_REPORTED: S.NOT_RUN,
    Outcome.PENDING: S.PENDING,
}
ALLOW = {
    Outcome.FAIL: "failed-tests",
    Outcome.ERROR: "failed-tests",
    Outcome.FLAKY: "flaky-tests",
    Outcome.XPASS: "xpassed-tests",
    Outcome.XFAIL: "xfail",
    Outcome.SKIP: "skip",
    Outcome.PENDING: "gap",
    Outcome.NOT_COLLECTED: "unreported-tests",
    Outcome.NOT_REPORTED: "unreported-tests",
}
Judged = Callable[..., Verdict]


def ran(node_id: str, outcome: Outcome) -> Ran:
    return Ran(node_id, outcome, "unit", (UNIT,))


def waiver(target: str, allow: str) -> Waiver:
    covers = (target,) if target == UNIT else ()
    return Waiver(target, allow, None, "r", "1", "@l", date(2026, 4, 1), covers, PLACE)


@pytest.fixture(scope="session")
def judged(
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
) -> Judged:
    """``judged(outcomes of tests one and two, *, written=True, evidence=..., **program)``."""

    def make(
        *outcomes: Outcome,
        written: bool = True,
        evidence: Level = Level.WRITTEN,
        facts: dict[str, object] | None = None,
        **changes: object,
    ) -> Verdict:
        module = module_of("cart", requires=(), evidence=evidence)
        program = replace(program_of([module], [scenario_of(UNIT)]), tiers=(), **changes)  # type: ignore[arg-type]  # any field
        tests = [ran(n, o) for n, o in zip((ONE, TWO), outcomes, strict=False)]
        return judge(facts_of(program, tests, written=[UNIT] if written else [], **(facts or {})))

    return make


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("evidence", [Level.WRITTEN, Level.PASSING])
def test_of_one_test(judged: Judged, outcome: Outcome, evidence: Level) -> None:
    found = judged(outcome, evidence=evidence)
    assert found.scenarios == {UNIT: OF_OUTCOME[outcome]}


@given(one=st.sampled_from(Outcome), two=st.sampled_from(Outcome))
def test_the_worst_linked_test_decides(judged: Judged, one: Outcome, two: Outcome) -> None:
    """Whatever level the tier requires, and in whatever order tests come."""
    wanted = worst_status((OF_OUTCOME[one], OF_OUTCOME[two]))
    for evidence in (Level.WRITTEN, Level.PASSING):
        found = judged(one, two, evidence=evidence)
        assert found.scenarios == judged(two, one, evidence=evidence).scenarios == {UNIT: wanted}
        if wanted is not S.MET and evidence is Level.PASSING:
            assert "evidence-too-weak" in {d.rule for d in found.failing}


@pytest.mark.parametrize("outcome", ALLOW)
@pytest.mark.parametrize("evidence", [Level.WRITTEN, Level.PASSING])
@pytest.mark.parametrize("target", [ONE, "tests/test_a.py"])
def test_what_fails_under_a_waiver_is_waived(
    judged: Judged, outcome: Outcome, *, evidence: Level, target: str
) -> None:
    found = judged(
        outcome, Outcome.PASS, evidence=evidence, waivers=(waiver(target, ALLOW[outcome]),)
    )
    assert found.scenarios == {UNIT: S.WAIVED}
    assert found.passed
    assert [excused for _, excused in found.used] == [1]


def test_a_waiver_for_one_of_two_that_fail(judged: Judged) -> None:
    found = judged(
        Outcome.FAIL, Outcome.FAIL, evidence=Level.PASSING, waivers=(waiver(ONE, "failed-tests"),)
    )
    assert found.scenarios == {UNIT: S.FAILING}
    assert {d.rule for d in found.failing} == {"failed-tests", "evidence-too-weak"}


def test_a_rule_that_is_off_does_not_make_it_met(judged: Judged) -> None:
    found = judged(Outcome.FAIL, rules=(RulePolicy("failed-tests", "off", "", PLACE),))
    assert found.scenarios == {UNIT: S.FAILING}
    assert found.passed


def test_what_is_promised(judged: Judged) -> None:
    assert judged(written=False).scenarios == {UNIT: S.MISSING}
    assert judged(written=False, waivers=(waiver(UNIT, "gap"),)).scenarios == {UNIT: S.WAIVED}
    assert judged(evidence=Level.PROVEN).scenarios == {UNIT: S.NOT_RUN}
    assert judged(Outcome.PASS, evidence=Level.PROVEN).scenarios == {UNIT: S.UNPROVEN}
    weak = (waiver(UNIT, "evidence-too-weak"),)
    assert judged(Outcome.PASS, evidence=Level.PROVEN, waivers=weak).scenarios == {UNIT: S.WAIVED}


def test_a_waived_gap_does_not_excuse_a_test_that_fails(judged: Judged) -> None:
    found = judged(Outcome.FAIL, written=False, waivers=(waiver(UNIT, "gap"),))
    assert found.scenarios == {UNIT: S.FAILING}


def test_a_skip_that_is_right_decides_only_alone(judged: Judged) -> None:
    skips = (Skip((TWO,), "on windows", "Right", PLACE),)
    for evidence in (Level.WRITTEN, Level.PASSING):
        found = judged(Outcome.PASS, Outcome.SKIP, skips=skips, evidence=evidence)
        assert found.scenarios == {UNIT: S.MET}
    alone = judged(Outcome.SKIP, skips=(replace(skips[0], tests=(ONE,)),))
    assert alone.scenarios == {UNIT: S.NOT_RUN}


def test_what_earlier_runs_know_as_flaky(judged: Judged) -> None:
    known = {"flaky": {ONE: Flaky(ONE, 5, 1, 1, "2026-02-01", 2)}}
    assert judged(Outcome.PASS, facts=known).scenarios == {UNIT: S.FAILING}
    allowed = (waiver(ONE, "flaky-tests"),)
    assert judged(Outcome.PASS, facts=known, waivers=allowed).scenarios == {UNIT: S.WAIVED}


def test_an_empty_run_has_no_shares(judged: Judged) -> None:
    shares = judged().shares
    assert shares == Shares(not_run=1)
    assert not shares.ran
    assert {shares.text(status) for status in S} == {"-"}
