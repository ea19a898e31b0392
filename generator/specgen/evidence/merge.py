"""Merge what any number of machines recorded; giving a file twice changes nothing."""

from collections.abc import Iterable, Mapping

from specgen.evidence.model import (
    CoverageFigures,
    Evidence,
    Loaded,
    MutationFigures,
    Session,
    TestRecord,
)
from specgen.evidence.model_comparison import Comparison
from specgen.evidence.model_inputs import Origin
from specgen.evidence.model_outcome import worst
from specgen.evidence.model_traces import Followed


def merged(loaded: Iterable[Loaded]) -> Evidence:
    """All of ``loaded`` as one, sorted, the same whatever order they come in."""
    every = tuple(loaded)
    records: dict[tuple[str, str, int], TestRecord] = {}
    for record in (r for one in every for r in one.records):
        key = record.key
        known = records.get(key)
        records[key] = record if known is None else _worse(known, record)
    sessions: dict[str, Session] = {}
    for session in (s for one in every for s in one.sessions):
        sessions[session.id] = _fuller(sessions.get(session.id, session), session)
    benchmarks = {(b.node_id, b.source): b for one in every for b in one.benchmarks}
    return Evidence(
        records=tuple(records[key] for key in sorted(records)),
        sessions=tuple(sessions[key] for key in sorted(sessions)),
        coverage=coverage_of(c for one in every for c in one.coverage),
        benchmarks=tuple(benchmarks[key] for key in sorted(benchmarks)),
        mutations=_mutations(m for one in every for m in one.mutations),
        comparisons=_comparisons(c for one in every for c in one.comparisons),
        followed=_followed(f for one in every for f in one.followed),
        findings=tuple({d: None for one in every for d in one.findings}),
        origins=_origins(o for one in every for o in one.origins),
        notes=tuple(sorted({n for one in every for n in one.notes})),
    )


def _worse(one: TestRecord, other: TestRecord) -> TestRecord:
    """Of two records of one attempt the worse; a copied file differs in nothing."""
    return one if worst((one.outcome, other.outcome)) is one.outcome else other


def _fuller(one: Session, other: Session) -> Session:
    """Of two readings of one session the one that saw its end."""
    return max(one, other, key=lambda s: (s.complete, len(s.expected), s.seconds, s.source))


def coverage_of(figures: Iterable[CoverageFigures]) -> Mapping[str, CoverageFigures]:
    """Figures of one file from several runs: what any of them executed was executed."""
    found: dict[str, CoverageFigures] = {}
    for new in figures:
        old = found.get(new.path)
        found[new.path] = _joined(old, new) if old else new
    return dict(sorted(found.items()))


def _joined(old: CoverageFigures, new: CoverageFigures) -> CoverageFigures:
    names = sorted({*old.contexts, *new.contexts})
    empty: frozenset[int] = frozenset()
    return CoverageFigures(
        old.path,
        old.executed | new.executed,
        old.statements | new.statements,
        max(old.branches, new.branches),
        max(old.branches_taken, new.branches_taken),
        {name: old.contexts.get(name, empty) | new.contexts.get(name, empty) for name in names},
        max(old.beside, new.beside),  # what runs on import runs on every machine
    )


def _origins(found: Iterable[Origin]) -> tuple[Origin, ...]:
    """Each once, whichever files it was copied to."""
    return tuple({repr(each): each for each in sorted(found, key=repr)}.values())


def _comparisons(found: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Each once, whichever files it was copied to."""
    return tuple(each for _, each in sorted({repr(each): each for each in found}.items()))


def _followed(found: Iterable[Followed]) -> Mapping[str, Followed]:
    """Each test once, with all that anybody noted of it."""
    known: dict[str, Followed] = {}
    for new in found:
        known[new.node_id] = known.get(new.node_id, new).plus(new)
    return dict(sorted(known.items()))


def _mutations(figures: Iterable[MutationFigures]) -> Mapping[str, MutationFigures]:
    """Of several results for one file, the one that tried most mutants, then the lowest score."""
    found: dict[str, MutationFigures] = {}
    for new in figures:
        old = found.get(new.path, new)
        found[new.path] = max(old, new, key=_weight)
    return dict(sorted(found.items()))


def _weight(figures: MutationFigures) -> tuple[int, int, int]:
    tried = figures.killed + figures.survived + figures.untested
    return (tried, -figures.killed, figures.broken + figures.open)
