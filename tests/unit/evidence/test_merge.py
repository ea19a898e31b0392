"""Merging: the worse record, the fuller session, every line that ran, the longest try."""

import itertools

from specgen.diagnostics import Diagnostic
from specgen.evidence.merge import merged
from specgen.evidence.model import (
    BenchmarkFigures,
    CoverageFigures,
    Loaded,
    MutationFigures,
    Session,
    TestRecord,
)
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.reading import unreadable

NO_LINES: frozenset[int] = frozenset()


def record(outcome: Outcome, attempt: int = 1, node_id: str = "t.py::test") -> TestRecord:
    return TestRecord(node_id, outcome, session="s", attempt=attempt)


def test_of_one_attempt_the_worse_counts() -> None:
    parts = [Loaded((record(o),)) for o in (Outcome.PASS, Outcome.FAIL, Outcome.SKIP)]
    for order in itertools.permutations(parts):
        assert [r.outcome for r in merged(order).records] == [Outcome.FAIL]


def test_attempts_and_tests_stay_apart_and_sorted() -> None:
    records = (record(Outcome.PASS, 2), record(Outcome.FAIL, 1), record(Outcome.PASS, 1, "a::b"))
    found = merged([Loaded(records)]).records
    assert [(r.node_id, r.attempt) for r in found] == [
        ("a::b", 1), ("t.py::test", 1), ("t.py::test", 2),
    ]  # fmt: skip


def test_the_session_that_saw_its_end_counts() -> None:
    cut = Session("s", complete=False, expected=("a", "b", "c"), source="cut")
    whole = Session("s", complete=True, expected=("a",), source="whole")
    for order in ((cut, whole), (whole, cut)):
        assert [s.source for s in merged([Loaded(sessions=order)]).sessions] == ["whole"]


def test_what_any_run_executed_was_executed() -> None:
    one = CoverageFigures("a.py", frozenset({1}), frozenset({1, 2}), 4, 1, {"unit": frozenset({1})})
    two = CoverageFigures(
        "a.py", frozenset({2}), frozenset({2, 3}), 2, 2, {"unit": frozenset({2}), "race": NO_LINES}
    )  # fmt: skip
    both = merged([Loaded(coverage=(one,)), Loaded(coverage=(two,))]).coverage["a.py"]
    assert both.executed == {1, 2}
    assert both.statements == {1, 2, 3}
    assert (both.branches, both.branches_taken) == (4, 2)
    assert both.contexts == {"unit": {1, 2}, "race": frozenset()}


def test_of_mutants_the_longest_try_then_the_lowest_score_counts() -> None:
    short = MutationFigures("a.py", 5, 0, 0, 0)
    long, worse = MutationFigures("a.py", 7, 3, 0, 0), MutationFigures("a.py", 6, 4, 0, 0)
    for order in itertools.permutations((short, long, worse)):
        assert merged([Loaded(mutations=order)]).mutations == {"a.py": worse}


def test_copies_change_nothing() -> None:
    said: Diagnostic = unreadable("a.json", "cut off")
    figures = BenchmarkFigures("t::b", (1.0,), {}, {}, "b.json")
    part = Loaded((record(Outcome.PASS),), (Session("s"),), benchmarks=(figures,), findings=(said,))
    assert merged([part, part]) == merged([part])
    assert merged([part]).findings == (said,)
    assert merged([]).records == ()
