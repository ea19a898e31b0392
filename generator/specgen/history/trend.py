"""What the runs of a window tell together; a pure function of history, rules and the day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from statistics import median

from specgen.evidence.model_outcome import Outcome
from specgen.history.flaky import flaky_tests, window
from specgen.history.model import Covered, History, Moved, Point, Sitting, Skipped, Slow, Trend
from specgen.program.model_policy import Remembering

SLOWEST = 10  # one in so many tests
GREW = 1.5  # times its earlier median, and
GREW_SECONDS = 0.05  # by so much, before a test counts as slower
HALF_LEAST = 3  # runs in each half of the window
_RAN = frozenset({Outcome.PASS, Outcome.FAIL, Outcome.FLAKY, Outcome.XPASS, Outcome.XFAIL})


def trend(history: History, today: date, *, project: str, rules: Remembering) -> Trend:
    """The trend as of ``today``; later runs are not looked at."""
    sittings, dropped = window(history, today, days=rules.days)
    flaky, cleared = flaky_tests(history, today, rules=rules)
    days = {sitting.day for sitting in sittings}
    covered = [each for each in history.covered if each.started[:10] in days]
    slowest = sorted(_slow(_seconds(sittings)), key=lambda s: (-s.seconds, s.test))
    top = slowest[: -(-len(slowest) // SLOWEST)]
    total = sum(each.seconds for each in slowest)
    return Trend(
        project=project,
        today=today,
        days=rules.days,
        sessions=len(sittings),
        dropped=dropped,
        flaky=flaky,
        cleared=cleared,
        points=tuple(_points(sittings, covered)),
        slowest=tuple(top),
        slowest_share=sum(each.seconds for each in top) / total if total else 0.0,
        slower=tuple(sorted(filter(_grew, slowest), key=_growth)),
        skipped=tuple(_skipped(sittings, today)),
        moved=tuple(_moved(covered)),
    )


def _seconds(sittings: Iterable[Sitting]) -> Mapping[str, list[float]]:
    """What each test took whenever its body ran, in the order of time."""
    found: dict[str, list[float]] = {}
    for sitting in sittings:
        for test, seen in sitting.tests.items():
            if seen.outcome in _RAN:
                found.setdefault(test, []).append(seen.seconds)
    return found


def _slow(spent: Mapping[str, list[float]]) -> Iterator[Slow]:
    for test, seconds in spent.items():
        half = len(seconds) // 2
        if half < HALF_LEAST:
            yield Slow(test, median(seconds))
        else:
            yield Slow(test, median(seconds[half:]), median(seconds[:half]))


def _grew(slow: Slow) -> bool:
    more = slow.seconds - slow.before
    return slow.before > 0 and more >= GREW_SECONDS and slow.seconds >= GREW * slow.before


def _growth(slow: Slow) -> tuple[float, str]:
    return slow.before - slow.seconds, slow.test


def _points(sittings: Iterable[Sitting], covered: Iterable[Covered]) -> Iterator[Point]:
    """A point per day: the tests that ran, what their sessions took, the last coverage of it."""
    by_day: dict[str, list[Sitting]] = {}
    for sitting in sittings:
        by_day.setdefault(sitting.day, []).append(sitting)
    shares = {each.started[:10]: each.share for each in covered}
    for day, own in sorted(by_day.items()):
        tests = {test for sitting in own for test in sitting.tests}
        seconds = sum(seen.seconds for sitting in own for seen in sitting.tests.values())
        yield Point(day, len(own), len(tests), round(seconds, 3), shares.get(day))


def _skipped(sittings: Iterable[Sitting], today: date) -> Iterator[Skipped]:
    """Tests that their last session skipped, and since when every session did; the oldest first.

    Machines differ in what they skip, so one that ran it anywhere on a day ends the age.
    """
    since: dict[str, str] = {}
    ran: dict[str, str] = {}
    for sitting in sittings:
        for test, seen in sitting.tests.items():
            if seen.outcome is not Outcome.SKIP:
                ran[test] = sitting.day
                since.pop(test, None)
            elif ran.get(test) != sitting.day:
                since.setdefault(test, sitting.day)
    found = [Skipped(t, day, (today - date.fromisoformat(day)).days) for t, day in since.items()]
    yield from sorted(found, key=lambda s: (-s.days, s.test))


def _moved(covered: list[Covered]) -> Iterator[Moved]:
    """Files whose coverage is another at the end of the window, the largest fall first."""
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    for each in covered:
        for path, (done, total) in each.files.items():
            last[path] = done / total if total else 1.0
            first.setdefault(path, last[path])
    moved = [Moved(p, first[p], last[p]) for p in last if abs(last[p] - first[p]) > 1e-9]
    yield from sorted(moved, key=lambda m: (m.last - m.first, m.path))
