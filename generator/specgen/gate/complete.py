"""Results are held against what was read of the tree: what they leave out counts, too."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specgen.evidence.model import Session, TestRecord
from specgen.gate.model_known import Known, Live
from specgen.gate.model_results import Lines, Results


def completed(results: Results, records: Iterable[TestRecord], *, known: Known) -> Results:
    """``results`` with what ``known`` has and they leave out.

    Modules that no coverage speaks of, where any was recorded, count as not covered; parameter
    sets that were expected one by one and did not report are listed; what a report counts and does
    not list is left out where its tests have parts that it never lists.
    """
    seen: dict[str, set[str]] = {}
    parted: set[str] = set()
    for record in records:
        live = known.live.get(record.test)
        if live is None:
            continue
        if live.subtests:
            parted.add(record.session)
        if live.sets is not None:
            seen.setdefault(live.node_id, set()).add(record.node_id)
    return replace(
        results,
        coverage=_covered(results.coverage, known.statements),
        sessions=tuple(_listed(each, parted) for each in results.sessions),
        absent=dict(_absent(known.live, seen)),
    )


def _covered(coverage: Mapping[str, Lines], statements: Mapping[str, int]) -> Mapping[str, Lines]:
    if not coverage:
        return coverage  # that nothing was measured at all is said where it was to be
    left_out = {name: Lines(0, n) for name, n in statements.items() if name not in coverage}
    return {**coverage, **left_out}


def _listed(session: Session, parted: set[str]) -> Session:
    return replace(session, untold=0) if session.id in parted else session


def _absent(
    live: Mapping[str, Live], seen: Mapping[str, set[str]]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The parameter sets that reported nothing, of the tests of which others did."""
    for test, ids in seen.items():
        sets = live[test].sets or ()
        absent = tuple(name for name in sets if f"{test}[{name}]" not in ids)
        # a producer may know no parameters, or call them all by other names
        others = len(absent) == len(sets) <= len(ids)
        if absent and ids != {test} and not others:
            yield test, absent
