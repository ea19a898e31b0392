"""Any number of histories as one; order and repetition change nothing."""

from collections.abc import Iterable

from specgen.history.model import Covered, History, Sitting


def merged(histories: Iterable[History]) -> History:
    """The union.  Of one session remembered twice, what tells more stays: a run that was recorded
    before it had ended gives way to the whole of it."""
    sittings: dict[str, Sitting] = {}
    covered: dict[tuple[str, str], Covered] = {}
    for history in histories:
        for sitting in history.sittings:
            known = sittings.get(sitting.id, sitting)
            sittings[sitting.id] = max(known, sitting, key=_weight)
        for each in history.covered:
            key = (each.tree, each.started)
            covered[key] = max(covered.get(key, each), each, key=_extent)
    return History(
        tuple(sorted(sittings.values(), key=lambda s: (s.started, s.id))),
        tuple(sorted(covered.values(), key=lambda c: (c.started, c.tree))),
    )


def _weight(sitting: Sitting) -> tuple[object, ...]:
    """More tests first; the rest makes the choice the same in every order."""
    facts = (sitting.started, sitting.moment, sitting.type, sitting.state)
    return len(sitting.tests), sitting.seconds, facts, sorted(sitting.tests.items())


def _extent(covered: Covered) -> tuple[object, ...]:
    return sum(each[0] for each in covered.files.values()), sorted(covered.files.items())
