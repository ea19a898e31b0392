"""What judgements share: limits and shares, what a waiver means, measures beyond limits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.evidence.model_outcome import Outcome
from specgen.gate import reading
from specgen.gate.coverage import covered
from specgen.gate.excuses import Excuses, counted, means, skip_is_right
from specgen.gate.gap import GAP
from specgen.gate.measures import keeps, limits_on
from specgen.gate.model import Complaint, Facts
from specgen.gate.model_results import Lines, Ran
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import Limit, Run, Skip, Waiver

PLACE = Place(PurePosixPath("specs/project.yaml"))
UNIT, RACE = "cart.unit.adds", "cart.race.two"
Make = Callable[..., Facts]
Modules = Callable[..., Module]
Scenarios = Callable[..., Scenario]
Programs = Callable[..., Program]
Rans = Callable[..., Ran]
Limits = Callable[..., Limit]


@pytest.fixture
def program(module_of: Modules, scenario_of: Scenarios, program_of: Programs) -> Program:
    """Two scenarios of a critical module."""
    return program_of([module_of("cart", requires=())], [scenario_of(UNIT), scenario_of(RACE)])


@pytest.mark.parametrize(
    ("lines", "message", "tip"),
    [
        (Lines(80, 100), None, ""),
        (Lines(0, 0), None, ""),
        (Lines(79, 100), "coverage of cart is 79.00%, 80% is owed", "execute 1 more of its 100"),
        (Lines(5, 1000), "coverage of cart is 0.50%, 80% is owed", "execute 795 more of its 1,000"),
        (None, "no coverage of cart was recorded, 80% is owed", "record coverage"),
    ],
)
def test_a_share_below_its_limit(
    limit_of: Limits, lines: Lines | None, message: str | None, tip: str
) -> None:
    limit = limit_of("coverage", 0.8, "80%")
    measured = covered(limit, lines, subject="cart", what="cart", tier="critical")
    assert measured.holds is (not message)
    assert bool(measured.shown) is (lines is not None)
    found = measured.broken
    assert [c.message for c in found] == ([message] if message else [])
    for complaint in found:
        assert complaint.tip.startswith(tip)
        assert (complaint.tier, complaint.limit, complaint.less) == ("critical", 0.8, False)


@pytest.mark.parametrize(
    ("pattern", "name", "wanted"),
    [
        ("tests/a.py::test", "tests/a.py::test", True),
        ("tests/a.py::test", "tests/a.py::test[1]", True),
        ("tests/a.py::test", "tests/a.py::test_other", False),
        ("tests/a.py", "tests/a.py::test", True),
        ("tests", "tests/a.py::test", True),
        ("tests", "tests_too/a.py", False),
        ("*::test_a*", "tests/x.py::test_ab[1]", True),
        ("tests/?.py", "tests/a.py", True),
        ("tests/[a].py", "tests/a.py", False),
        ("tests/*[1]", "tests/a.py::t[1]", True),
    ],
)
def test_what_a_pattern_means(pattern: str, name: str, wanted: bool) -> None:
    assert means(pattern, name) is wanted


def waiver(target: str, allow: str, day: int, *covers: str) -> Waiver:
    return Waiver(target, allow, None, "r", "1", "@l", date(2026, 3, day), covers, PLACE)


def test_the_waiver_that_lasts_excuses_first() -> None:
    short, long = waiver(UNIT, "gap", 1, UNIT), waiver("cart.*", "gap", 9, UNIT, RACE)
    other = waiver("tests/a.py", "skip", 5)
    excuses = Excuses((short, long, other))
    assert excuses.of("gap", Complaint(UNIT, "m", PLACE)) == (long, short)
    assert excuses.of("gap", Complaint(RACE, "m", PLACE)) == (long,)
    assert excuses.of("gap", Complaint("tax.unit.x", "m", PLACE)) == ()
    skipped = Complaint("tests/a.py::t", "m", PLACE, excuse="skip")
    assert excuses.of("skipped-tests", skipped) == (other,)
    assert excuses.of("skipped-tests", Complaint("tests/a.py::t", "m", PLACE)) == ()
    known = Complaint("tests/b.py::t", "m", PLACE, excuse="skip", known_as=("tests/a.py::u",))
    assert excuses.of("skipped-tests", known) == (other,)
    both = Complaint(UNIT, "m", PLACE, rests_on=(("tests/a.py::t", "skip"), ("tests/b.py", "skip")))
    assert excuses.of("evidence-too-weak", both) == ()  # of one of the two nothing is allowed
    more = Excuses((short, long, other, waiver("tests/b.py", "skip", 3)))
    assert [w.target for w in more.of("evidence-too-weak", both)] == ["tests/b.py"]  # lapses first
    assert counted([(long, short), (long,), ()]) == {long: 2}


def test_a_gap_of_expected_failures_is_excused_by_a_waiver_for_them(
    program: Program, facts_of: Make
) -> None:
    facts = facts_of(program)
    name = "tests/a.py::t"
    row, standing = facts.report.row_by_id[UNIT], facts.report.standing_by_id[UNIT]
    row = row._replace(level=Level.EXPECTED_FAILURE)
    report = replace(
        facts.report,
        rows=(row, facts.report.row_by_id[RACE]),
        standings=(standing._replace(tests=(name,)), facts.report.standing_by_id[RACE]),
    )
    first, second = GAP.judge(replace(facts, report=report))
    assert first.message == "has only tests that are expected to fail"
    excuses = Excuses((waiver("tests/a.py", "xfail", 5), waiver("*.race.*", "xfail", 5, RACE)))
    assert [w.target for w in excuses.of("gap", first)] == ["tests/a.py"]
    assert excuses.of("gap", second) == ()


def test_skips_that_are_right(program: Program, facts_of: Make, ran_of: Rans) -> None:
    ran = ran_of(UNIT, Outcome.SKIP)
    assert not skip_is_right(facts_of(program, [ran]), ran)
    skips = (Skip(("tests/unit",), "win32", "Right", PLACE),)
    assert skip_is_right(facts_of(replace(program, skips=skips), [ran]), ran)


@pytest.mark.parametrize(
    ("measured", "limit", "message"),
    [
        ({"p95": 0.2}, ("p95", 0.1, "100ms"), "p95 is 200ms, at most 100ms is allowed"),
        ({"p95": 0.1}, ("p95", 0.1, "100ms"), None),
        ({"throughput": 9.0}, ("throughput", 10.0, "10/s"), "throughput is 9.0/s, at least 10/s"),
        ({}, ("p95", 0.1, "100ms"), "ran, and p95 was not measured; its limit is 100ms"),
    ],
)
def test_measures_beyond_limits(
    program_of: Programs, module_of: Modules, scenario_of: Scenarios, facts_of: Make,
    ran_of: Rans, limit_of: Limits, *, measured: dict[str, float],
    limit: tuple[str, float, str], message: str | None,
) -> None:  # fmt: skip
    scenario = scenario_of(UNIT, budget=(limit_of(*limit),))
    program = program_of([module_of("cart", requires=())], [scenario])
    facts = facts_of(program, [ran_of(UNIT, measures=measured)])
    (of_limit,) = limits_on(limit[0])(facts)
    found = [c.message for c in of_limit.broken]
    assert of_limit.value == measured.get(limit[0])
    assert [message in m for m in found if message] == ([True] if message else [])
    assert bool(found) is bool(message)
    assert list(limits_on("memory")(facts)) == []
    assert keeps(facts, scenario) is (message is None)


def test_run_times_are_kept_elsewhere(
    program_of: Programs, module_of: Modules, scenario_of: Scenarios, facts_of: Make,
    ran_of: Rans, limit_of: Limits,
) -> None:  # fmt: skip
    scenario = scenario_of(UNIT, budget=(limit_of("each", 1.0),))
    program = program_of([module_of("cart", requires=())], [scenario])
    assert keeps(facts_of(program, [ran_of(UNIT, seconds=9.0)]), scenario)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.89999, "89.99%"), (0.9, "90.00%"), (1.0, "100.00%"), (0.0, "0.00%"), (0.57, "57.00%")],
)
def test_a_share_is_never_rounded_up(share: float, text: str) -> None:
    assert reading.percent(share) == text


def test_small_readings(limit_of: Limits) -> None:
    budget = (limit_of("p95", 1.0), limit_of("memory", 2.0))
    assert reading.limit_of(budget, "memory") == budget[1]
    assert reading.limit_of(budget, "errors") is None
    assert reading.place_of("tests/a.py::T::t[x::y]") == Place(PurePosixPath("tests/a.py"))
    assert [reading.plural(n, "test") for n in (0, 1, 1200)] == ["0 tests", "1 test", "1,200 tests"]


def test_tests_and_their_scenarios(program: Program, facts_of: Make, ran_of: Rans) -> None:
    unit, race = ran_of(UNIT), ran_of(RACE)
    stray = ran_of("cart.unit.gone", specs=(), type="odd")
    facts = facts_of(program, [unit, race, stray])
    one, other = program.scenario_by_id[UNIT], program.scenario_by_id[RACE]
    assert (reading.tests_of(facts, one), reading.tests_of(facts, other)) == ((unit,), (race,))
    assert (reading.scenarios_of(facts, unit), reading.scenarios_of(facts, stray)) == ((UNIT,), ())
    assert (reading.tier_of(facts, unit), reading.tier_of(facts, stray)) == ("critical", "")
    assert list(reading.tests_at(facts)) == [unit, race, stray]


def test_tests_of_other_moments_are_left_out(
    program: Program, facts_of: Make, ran_of: Rans, run_of: Callable[..., Run]
) -> None:
    tests = [ran_of(UNIT), ran_of(RACE)]
    facts = facts_of(replace(program, runs=(run_of("main", ("race",)),)), tests, moment="main")
    assert [ran.type for ran in reading.tests_at(facts)] == ["race"]
