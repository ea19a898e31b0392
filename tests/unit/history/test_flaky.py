"""Which tests are flaky, and when they are forgiven."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from specgen.evidence.model_outcome import Outcome
from specgen.history.flaky import flaky_tests, window
from specgen.history.merge import merged
from specgen.history.model import History, Seen, Sitting
from specgen.program.model_policy import Remembering

Make = Callable[..., History]
TODAY = date(2026, 3, 31)
FEW = Remembering(samples=2, streak=3)


@pytest.mark.parametrize(
    ("written", "flaky", "cleared"),
    [
        ("pa fa", True, False),
        ("fa pa", True, False),
        ("pa fb", False, False),  # the tree broke it
        ("fa fa pb pb", False, False),  # and mended it
        ("pa sa", False, False),
        ("pa ea", True, False),
        ("xa Xa", True, False),
        ("Fa pa", True, False),
        ("p f", False, False),  # nobody knows on what
        ("F p", True, False),  # it says so itself
        ("pa fa pb pc", True, False),
        ("pa fa pb pc pd", False, True),
        ("pa fa pb pc pd fe", True, False),  # the streak is over
        ("pa fa sb sc sd", True, False),  # what did not run clears nothing
    ],
)
def test_one_test(history_of: Make, *, written: str, flaky: bool, cleared: bool) -> None:
    found = flaky_tests(history_of(written), TODAY, rules=FEW)
    assert tuple(map(bool, found)) == (flaky, cleared)


def test_figures(history_of: Make) -> None:
    (found,), _ = flaky_tests(history_of("pa fa fb pb pb"), TODAY, rules=FEW)
    assert (found.passed, found.failed, found.states, found.streak) == (3, 2, 2, 2)
    assert found.last == "2026-03-29"


def test_of_too_few_outcomes_nothing_is_said(history_of: Make) -> None:
    history = history_of("pa fa pa pa")
    assert flaky_tests(history, TODAY, rules=Remembering(samples=5)) == ((), ())
    assert flaky_tests(history, TODAY, rules=Remembering(samples=4))[0]


def test_what_is_older_than_the_window_is_forgotten(history_of: Make) -> None:
    history = history_of("fa pa pb")
    for days, flaky in ((3, True), (2, False)):
        rules = Remembering(days=days, samples=1)
        assert bool(flaky_tests(history, TODAY, rules=rules)[0]) is flaky


def test_what_comes_later_is_not_looked_at(history_of: Make) -> None:
    history = history_of("pa fa")
    assert flaky_tests(history, TODAY - timedelta(days=1), rules=replace(FEW, samples=1)) == (
        (), (),
    )  # fmt: skip


@pytest.mark.parametrize("changed", [{"os": "windows"}, {"python": "3.13"}])
def test_machines_may_differ(history_of: Make, *, changed: dict[str, object]) -> None:
    one, other = history_of("pa"), history_of("fa", **changed)
    other = History(tuple(replace(s, id="other") for s in other.sittings))
    assert flaky_tests(merged([one, other]), TODAY, rules=FEW) == ((), ())


def session(name: str, failed: int, passed: int) -> Sitting:
    tests = {f"t::f{n}": Seen(Outcome.FAIL, 0.1) for n in range(failed)}
    tests |= {f"t::p{n}": Seen(Outcome.PASS, 0.1) for n in range(passed)}
    return Sitting(name, f"{TODAY}T10:00:00Z", tree="a", tests=tests)


@pytest.mark.parametrize(
    ("failed", "passed", "dropped"),
    [(5, 0, True), (9, 1, True), (8, 2, False), (81, 19, True), (80, 20, False), (4, 0, False)],
)
def test_sessions_in_which_nearly_all_failed_say_nothing(
    *, failed: int, passed: int, dropped: bool
) -> None:
    history = History((session("s", failed, passed),))
    found = window(history, TODAY, days=1)
    assert found.dropped == (("s",) if dropped else ())
    assert len(found.sittings) == (not dropped)


def test_a_broken_machine_makes_nothing_flaky() -> None:
    good = replace(
        session("good", 0, 10), tests={f"t::f{n}": Seen(Outcome.PASS, 0) for n in range(10)}
    )
    history = History((good, session("bad", 10, 0)))
    assert flaky_tests(history, TODAY, rules=FEW) == ((), ())


@pytest.mark.parametrize("started", ["", "soon", "2026-03-99", "2026-03-3x", "2026"])
def test_a_day_that_is_none_is_in_no_window(started: str) -> None:
    history = History((replace(session("s", 0, 1), started=started),))
    assert window(history, TODAY, days=9999).sittings == ()
