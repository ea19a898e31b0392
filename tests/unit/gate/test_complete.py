"""What was read of a tree, and what the evidence leaves out of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.evidence.model import Session, TestRecord
from specgen.evidence.model_outcome import Outcome
from specgen.gate.complete import completed
from specgen.gate.coverage_floor import COVERAGE_FLOOR
from specgen.gate.model import Facts, Scope
from specgen.gate.model_known import Known, Live
from specgen.gate.model_results import Lines, Ran, Results
from specgen.gate.run_incomplete import RUN_INCOMPLETE
from specgen.gate.unreported_tests import UNREPORTED_TESTS
from specgen.program.model import Module, Program
from specgen.program.model_policy import Limit, Run

HAND = "tests/unit/test_hand.py::test_one"
SETS = ("1-a", "2-a", "1-b", "2-b")


def record(node_id: str, outcome: Outcome = Outcome.PASS) -> TestRecord:
    return TestRecord(node_id, outcome, "s")


def known(*live: Live, **statements: int) -> Known:
    return Known({each.node_id: each for each in live}, statements)


def test_a_module_that_was_left_out_is_not_covered() -> None:
    """Deleting a module from coverage.json must not raise the share of the whole."""
    measured = Results(coverage={"cart": Lines(90, 100)})
    found = completed(measured, (), known=known(cart=80, bus=500))
    assert found.coverage == {"cart": Lines(90, 100), "bus": Lines(0, 500)}
    assert found.total == Lines(90, 600)
    assert completed(measured, (), known=known(cart=80)).coverage == measured.coverage
    assert completed(Results(), (), known=known(bus=500)).coverage == {}


def test_the_floor_sees_it(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
    limit_of: Callable[..., Limit],
) -> None:
    program = program_of([module_of("cart"), module_of("bus")])
    floor = (limit_of("coverage.floor", 0.5, "50%"),)
    program = replace(program, project=replace(program.project, budget=floor))
    measured = Results(coverage={"cart": Lines(90, 100)})
    coverage = completed(measured, (), known=known(bus=500)).coverage
    (found,) = COVERAGE_FLOOR.judge(facts_of(program, results={"coverage": coverage}))
    assert (found.subject, found.measured) == ("bus", 0.0)
    assert not list(
        COVERAGE_FLOOR.judge(facts_of(program, results={"coverage": measured.coverage}))
    )


def test_parameter_sets_that_stand_there_are_expected_one_by_one() -> None:
    ran = [record(f"{HAND}[{name}]") for name in SETS[:2]]
    found = completed(Results(), ran, known=known(Live(HAND, "unit", SETS)))
    assert found.absent == {HAND: ("1-b", "2-b")}
    whole = [record(f"{HAND}[{name}]") for name in SETS]
    assert completed(Results(), whole, known=known(Live(HAND, "unit", SETS))).absent == {}
    assert completed(Results(), ran, known=known(Live(HAND, "unit"))).absent == {}
    assert completed(Results(), [record(HAND)], known=known(Live(HAND, "unit", SETS))).absent == {}


def test_they_are_named(program_of: Callable[..., Program], facts_of: Callable[..., Facts]) -> None:
    live = Live(HAND, "unit", SETS)
    ran = [record(f"{HAND}[1-a]")]
    results = completed(Results(), ran, known=known(live))
    tests = [Ran(HAND, Outcome.PASS, "unit", passed_once=True)]
    facts = facts_of(program_of(), tests, results={"absent": results.absent}, live={HAND: live})
    (found,) = UNREPORTED_TESTS.judge(facts)
    assert found.subject == HAND
    assert found.message == "ran without 3 parameter sets of 4: [2-a], [1-b], [2-b]"


def test_a_report_that_counts_more_than_it_lists(
    program_of: Callable[..., Program], facts_of: Callable[..., Facts]
) -> None:
    """Subtests that passed are counted by pytest and listed nowhere; a test that has none is not
    excused by another file that does."""
    session = Session("s", source="j.xml", untold=1)
    results = Results(sessions=(session, Session("t", untold=2)))
    live = Live(HAND, "unit", subtests=True)
    parted = completed(results, [record(HAND)], known=known(live)).sessions
    assert [each.untold for each in parted] == [0, 2]
    plain = completed(results, [record(HAND)], known=known(live._replace(subtests=False))).sessions
    assert [each.untold for each in plain] == [1, 2]
    (found,) = RUN_INCOMPLETE.judge(facts_of(program_of(), results={"sessions": (session,)}))
    assert found.message == "counts 1 more tests than it lists"
    assert str(found.place.path) == "j.xml"


@pytest.mark.parametrize(
    ("session", "scope", "named"),
    [
        (Session("s"), Scope.MATRIX, True),
        (Session("s", type="unit"), Scope.MOMENT, True),
        (Session("s", type="unit", asked="-k x"), Scope.MATRIX, True),
        (Session("s", type="unit", asked=""), Scope.TESTS, True),
        (Session("s", type="unit", asked=None), Scope.TESTS, False),
        (Session("s", type="unit", asked="-k x"), Scope.TESTS, False),
        (Session("s", type="unit", asked="", shards=2), Scope.TESTS, False),
        (Session("s", type="race", asked=""), Scope.TESTS, False),
        (Session("s", type="unit", asked="", complete=False), Scope.MATRIX, False),
    ],
)
def test_a_live_test_that_nobody_owes_is_missed(
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
    *,
    session: Session,
    scope: Scope,
    named: bool,
) -> None:
    results = {"sessions": (session,)}
    facts = facts_of(program_of(), results=results, live={HAND: Live(HAND, "unit")}, scope=scope)
    said = [complaint.message for complaint in UNREPORTED_TESTS.judge(facts)]
    asked = f"; asked for: {session.asked}" if session.asked else ""
    assert said == ([f"is there, and no run collected it{asked}"] if named else [])


def test_one_of_a_type_that_does_not_run_is_not(
    program_of: Callable[..., Program], facts_of: Callable[..., Facts], run_of: Callable[..., Run]
) -> None:
    program = program_of(runs=(run_of("main", ("unit",)),))
    results, live = {"sessions": (Session("s"),)}, {HAND: Live(HAND, "e2e")}
    facts = facts_of(program, results=results, live=live, moment="main")
    assert list(UNREPORTED_TESTS.judge(facts)) == []


@pytest.mark.parametrize("subject", ["tests/unit/test_hand.py", HAND])
def test_a_file_that_skipped_itself_speaks_for_its_tests(
    program_of: Callable[..., Program], facts_of: Callable[..., Facts], subject: str
) -> None:
    ran = Ran(subject, Outcome.SKIP, "unit", reason="no docker")
    facts = facts_of(program_of(), [ran], live={HAND: Live(HAND, "unit")})
    assert list(UNREPORTED_TESTS.judge(facts)) == []
    assert facts.results.speaker(HAND) == ran
    assert facts.results.speaker("tests/unit/test_other.py::test_one") is None
