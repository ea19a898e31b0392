"""Which tests pass and fail on one state of the tree, and which of them have recovered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from specgen.evidence.model_outcome import Outcome
from specgen.history.model import Flaky, History, Seen, Sitting
from specgen.program.model_policy import Remembering

BROKEN_SHARE = 0.8  # of a session in which more than this failed, the machine is to blame
BROKEN_LEAST = 5  # tests; of fewer, a share says nothing
_PASSED = frozenset({Outcome.PASS, Outcome.XPASS})
_FAILED = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.XFAIL})
_RED = frozenset({Outcome.FAIL, Outcome.ERROR})


class Window(NamedTuple):
    """The sessions of the last days, and the ids of those that say nothing about tests."""

    sittings: tuple[Sitting, ...]
    dropped: tuple[str, ...]


def window(history: History, today: date, *, days: int) -> Window:
    """The sessions that started in the ``days`` up to and including ``today``."""
    first, last = (today - timedelta(days=days - 1)).isoformat(), today.isoformat()
    found = [s for s in history.sittings if first <= s.day <= last and _is_day(s.day)]
    broken = {s.id for s in found if _broken(s)}
    return Window(tuple(s for s in found if s.id not in broken), tuple(sorted(broken)))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _broken(sitting: Sitting) -> bool:
    outcomes = Counter(seen.outcome for seen in sitting.tests.values())
    failed = sum(outcomes[each] for each in _RED)
    ran = failed + outcomes[Outcome.PASS] + outcomes[Outcome.XPASS] + outcomes[Outcome.FLAKY]
    return ran >= BROKEN_LEAST and failed > BROKEN_SHARE * ran


def flaky_tests(
    history: History, today: date, *, rules: Remembering
) -> tuple[tuple[Flaky, ...], tuple[Flaky, ...]]:
    """The flaky tests as of ``today``, the worst first, and those that a streak has cleared.

    A test is flaky if it both passed and failed on one tree, system and Python within the window,
    or recorded itself as flaky; of fewer outcomes than ``samples`` nothing is said.  It is cleared
    by ``streak`` passes in a row after its last failure, whatever the tree.
    """
    found = list(_found(window(history, today, days=rules.days).sittings, rules))
    return (
        tuple(each for each in found if each.streak < rules.streak),
        tuple(each for each in found if each.streak >= rules.streak),
    )


def _found(sittings: Iterable[Sitting], rules: Remembering) -> Iterator[Flaky]:
    seen: dict[str, list[tuple[Sitting, Seen]]] = {}
    for sitting in sittings:
        for test, each in sitting.tests.items():
            seen.setdefault(test, []).append((sitting, each))
    judged = (_judged(test, each) for test, each in seen.items())
    flaky = [f for f in judged if f.states and f.passed + f.failed >= rules.samples]
    yield from sorted(flaky, key=lambda f: (-f.states, -f.failed, f.test))


def _judged(test: str, seen: Iterable[tuple[Sitting, Seen]]) -> Flaky:
    """What one test did, in the order of time."""
    states: dict[tuple[str, str, str], set[Outcome]] = {}
    passed = failed = streak = 0
    last = ""
    for sitting, each in seen:
        if each.outcome in _PASSED:
            passed, streak = passed + 1, streak + 1
        elif each.outcome in _FAILED or each.outcome is Outcome.FLAKY:
            failed, streak, last = failed + 1, 0, sitting.day
        states.setdefault(sitting.state, set()).add(each.outcome)
    return Flaky(test, passed, failed, _contradicted(states), last, streak)


def _contradicted(states: Mapping[tuple[str, str, str], set[Outcome]]) -> int:
    """How many states of the tree saw the test both pass and fail; of an unknown tree only what
    one session saw counts."""
    return sum(
        Outcome.FLAKY in outcomes or bool(tree and outcomes & _PASSED and outcomes & _FAILED)
        for (tree, _, _), outcomes in states.items()
    )
