"""What many runs tell together."""

from datetime import date, timedelta

from specgen.evidence.model_outcome import Outcome
from specgen.history.merge import merged
from specgen.history.model import (
    Covered,
    History,
    Moved,
    Point,
    Seen,
    Sitting,
    Skipped,
    Slow,
    Trend,
)
from specgen.history.trend import trend
from specgen.program.model_policy import Remembering

TODAY = date(2026, 3, 31)


def day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


def sitting(ago: int, hour: int = 0, **tests: tuple[Outcome, float]) -> Sitting:
    seen = {f"t::{name}": Seen(*each) for name, each in tests.items()}
    return Sitting(f"{ago}-{hour}", f"{day(ago)}T{hour:02}:00:00Z", tree=f"t{ago}", tests=seen)


def of(*sittings: Sitting, covered: tuple[Covered, ...] = (), ago: int = 0) -> Trend:
    history = merged([History(sittings, covered)])
    return trend(history, TODAY - timedelta(days=ago), project="shop", rules=Remembering())


def test_of_nothing() -> None:
    found = of()
    assert (found.sessions, found.points, found.slowest, found.slowest_share) == (0, (), (), 0.0)


def test_the_slowest_tenth_and_its_share() -> None:
    tests = {f"t{n:02}": (Outcome.PASS, 0.1) for n in range(19)}
    found = of(sitting(0, 0, **tests, slow=(Outcome.PASS, 8.1)))
    assert found.slowest == (Slow("t::slow", 8.1), Slow("t::t00", 0.1))
    assert abs(found.slowest_share - 0.82) < 1e-9


def test_skips_count_as_no_time() -> None:
    assert of(sitting(0, a=(Outcome.SKIP, 9.0))).slowest == ()


def test_what_became_slower() -> None:
    speeds = [0.1, 0.12, 0.11, 0.3, 0.31, 0.29]
    runs = [
        sitting(6 - n, a=(Outcome.PASS, s), b=(Outcome.PASS, 0.1)) for n, s in enumerate(speeds)
    ]
    assert of(*runs).slower == (Slow("t::a", 0.3, 0.11),)
    assert of(*runs[:5]).slower == ()  # too few to tell


def test_skip_age() -> None:
    found = of(
        sitting(9, a=(Outcome.SKIP, 0), b=(Outcome.PASS, 0), c=(Outcome.SKIP, 0)),
        sitting(5, a=(Outcome.SKIP, 0), b=(Outcome.SKIP, 0), c=(Outcome.SKIP, 0)),
        sitting(3, 1, a=(Outcome.SKIP, 0), c=(Outcome.PASS, 0)),
        sitting(3, 2, c=(Outcome.SKIP, 0)),  # another machine of the same day
    )
    assert found.skipped == (Skipped("t::a", day(9), 9), Skipped("t::b", day(5), 5))


def test_days_and_coverage() -> None:
    covered = (
        Covered("t2", f"{day(2)}T00:00:00Z", {"a.py": (8, 10), "b.py": (10, 10)}),
        Covered("t0", f"{day(0)}T00:00:00Z", {"a.py": (5, 10), "b.py": (10, 10)}),
        Covered("t1", f"{day(1)}T00:00:00Z", {"a.py": (0, 10)}),  # no session of that day counts
    )
    found = of(
        sitting(2, a=(Outcome.PASS, 1.0)),
        sitting(0, 1, a=(Outcome.PASS, 2.0)),
        sitting(0, 2, b=(Outcome.PASS, 2.0)),
        covered=covered,
    )
    assert found.points == (Point(day(2), 1, 1, 1.0, 0.9), Point(day(0), 2, 2, 4.0, 0.75))
    assert found.moved == (Moved("a.py", 0.8, 0.5),)


def test_as_of_an_earlier_day_it_is_what_it_was() -> None:
    runs = [sitting(n, a=(Outcome.PASS, 1.0)) for n in range(5)]
    assert of(*runs, ago=2) == of(*runs[2:], ago=2)
