"""What is remembered of evidence."""

from specgen.evidence.model import CoverageFigures, Evidence, Session, TestRecord
from specgen.evidence.model_outcome import Outcome
from specgen.history.model import Covered, History, Seen
from specgen.history.remember import remember

SESSION = Session("s", started="2026-03-01T10:00:00Z", type="unit", os="linux", python="3.12.4",
                  tree="tree", commit="commit", seconds=1.23456)  # fmt: skip


def record(node_id: str, outcome: Outcome, attempt: int = 1, session: str = "s") -> TestRecord:
    return TestRecord(node_id, outcome, session, attempt, seconds=0.25)


def test_parameters_add_up_and_the_worst_counts() -> None:
    evidence = Evidence(
        (record("t::a[1]", Outcome.PASS), record("t::a[2]", Outcome.FAIL)), (SESSION,)
    )
    (sitting,) = remember(evidence).sittings
    assert sitting.tests == {"t::a": Seen(Outcome.FAIL, 0.5)}
    assert (sitting.tree, sitting.python, sitting.seconds) == ("tree", "3.12", 1.235)
    assert sitting.day == "2026-03-01"


def test_reruns_that_differ_are_flaky() -> None:
    records = (record("t::a", Outcome.FAIL), record("t::a", Outcome.PASS, 2))
    (sitting,) = remember(Evidence(records, (SESSION,))).sittings
    assert sitting.tests["t::a"].outcome is Outcome.FLAKY


def test_the_commit_stands_in_for_the_tree() -> None:
    session = Session("s", commit="commit")
    assert remember(Evidence((), (session,))).sittings[0].tree == "commit"


FIGURES = CoverageFigures("a.py", frozenset({1, 2, 9}), frozenset({1, 2, 3}), 4, 1)


def test_coverage_of_one_tree() -> None:
    evidence = Evidence((), (SESSION,), {"a.py": FIGURES})
    covered = (Covered("tree", "2026-03-01T10:00:00Z", {"a.py": (3, 7)}),)
    assert remember(evidence).covered == covered
    two = Evidence((), (SESSION, Session("o", tree="other")), {"a.py": FIGURES})
    assert remember(two).covered == ()


def test_nothing_is_nothing() -> None:
    assert remember(Evidence()) == History()
    assert remember(Evidence()).empty
