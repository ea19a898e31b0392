"""Evidence becomes what is worth remembering of it."""

import re
from collections.abc import Iterable

from specgen.evidence.model import Evidence, TestRecord
from specgen.evidence.model_outcome import Outcome, of_attempts, worst
from specgen.history.merge import merged
from specgen.history.model import Covered, History, Seen, Sitting

_DIGITS = 3  # of seconds: a millisecond is finer than any trend
_TWO_NUMBERS = re.compile(r"\d+\.\d+")


def remember(evidence: Evidence) -> History:
    """The sessions of ``evidence`` and the coverage of its tree.

    A session that never says when it started is remembered, and no window ever sees it.
    """
    records: dict[str, list[TestRecord]] = {}
    for record in evidence.records:
        records.setdefault(record.session, []).append(record)
    sittings = [
        Sitting(
            id=session.id,
            started=session.started,
            moment=session.moment,
            type=session.type,
            tree=session.tree or session.commit,
            os=session.os,
            python=_short(session.python),
            seconds=round(session.seconds, _DIGITS),
            tests=_tests(records.get(session.id, ())),
        )
        for session in evidence.sessions
    ]
    return merged([History(tuple(sittings), _covered(evidence, sittings))])


def _tests(records: Iterable[TestRecord]) -> dict[str, Seen]:
    """Each test once: attempts weighed, parameter sets the worst, their seconds added up."""
    attempts: dict[str, dict[str, list[Outcome]]] = {}
    seconds: dict[str, float] = {}
    for record in records:
        of_test = attempts.setdefault(record.test, {})
        of_test.setdefault(record.node_id, []).append(record.outcome)
        seconds[record.test] = seconds.get(record.test, 0.0) + record.seconds
    return {
        test: Seen(worst(map(of_attempts, sets.values())), round(seconds[test], _DIGITS))
        for test, sets in sorted(attempts.items())
    }


def _covered(evidence: Evidence, sittings: Iterable[Sitting]) -> tuple[Covered, ...]:
    """One figure for the tree; none where sessions of several trees were thrown together."""
    trees = {sitting.tree for sitting in sittings}
    started = max((sitting.started for sitting in sittings), default="")
    files = {
        path: (each.covered, each.total)
        for path, each in evidence.coverage.items()
        if each.statements
    }
    return (Covered(trees.pop(), started, files),) if files and len(trees) == 1 else ()


def _short(python: str) -> str:
    found = _TWO_NUMBERS.match(python)
    return found.group() if found else python
