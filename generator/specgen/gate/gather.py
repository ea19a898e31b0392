"""Evidence, file by file and attempt by attempt, becomes results in the words of the program."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from specgen.evidence.model import CoverageFigures, Evidence, Session, TestRecord
from specgen.evidence.model_inputs import Inputs
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.model_proof import Proof
from specgen.gate.idle import idle_of, own_of
from specgen.gate.model_results import Lines, Mutants, Ran, Results
from specgen.program.model import Module, Program
from specgen.quantities import MEASURES, Direction

_FAILED = frozenset({Outcome.ERROR, Outcome.FAIL, Outcome.XPASS})
_ID = re.compile(r"[A-Za-z0-9._-]+")
Changed = Mapping[str, frozenset[int]]
Executed = Mapping[str, Mapping[str, tuple[str, ...]]]


def gather(
    program: Program,
    evidence: Evidence,
    *,
    changed: Changed | None = None,
    executed: Executed = MappingProxyType({}),
    proofs: Sequence[Proof] = (),
) -> Results:
    """What ``evidence`` says of the tests and modules of ``program``.

    ``changed`` are the line numbers that a change touches, by path; None where nobody asks.
    ``executed`` are the functions of each module, by name, that each type of test executed;
    ``proofs`` what is known of each test and module.
    """
    known = {path: m for m in program.modules for path in paths_of(program, m)}
    coverage: dict[str, Lines] = {}
    for path, figures in evidence.coverage.items():
        module = known.get(path)
        if module is not None and _told(figures):
            coverage[module.id] = coverage.get(module.id, Lines(0, 0)).plus(_lines(figures))
    mutants = {}
    names = {m.name: m for m in program.modules}
    for path, found in evidence.mutations.items():
        module = known.get(path) or names.get(path)
        if module is not None:
            ran = found.killed + found.survived + found.untested
            mutants[module.id] = Mutants(found.killed, ran, found.open, found.broken)
    return Results(
        tests=_tests(evidence),
        sessions=evidence.sessions,
        coverage=coverage,
        executed={
            m.id: frozenset(kind for kind, functions in executed[m.name].items() if functions)
            for m in program.modules
            if m.name in executed
        },
        traced=frozenset(filter(None, (c for f in evidence.coverage.values() for c in f.contexts))),
        own=own_of(program, proofs),
        idle=idle_of(program, proofs),
        changed=None if changed is None else dict(_changed(program, evidence, changed=changed)),
        mutants=mutants,
        unreadable=tuple((d.place, d.message) for d in evidence.findings),
        comparisons=evidence.comparisons,
        failed_in=_failed_in(evidence.records),
        notes=(*evidence.notes, *_notes(evidence)),
        unplaced=evidence.unplaced,
    )


def _notes(evidence: Evidence) -> Iterator[str]:
    known = evidence.coverage.values()
    if known and not any(figures.statements for figures in known):
        yield "coverage data says what ran, not what there is: add its `coverage json` or `xml`"

    alone = [each.source for each in evidence.sessions if not each.end_told]
    if alone and len(alone) == len(evidence.sessions):
        more = f" and {len(alone) - 1:,} more" if len(alone) > 1 else ""
        yield f"how the run ended is unknown: {alone[0]}{more} does not say; records do"


def _told(figures: CoverageFigures) -> bool:
    """Whether anybody says what there was to execute."""
    return bool(figures.statements) or not figures.executed


def _failed_in(records: Iterable[TestRecord]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for record in records:
        if record.outcome in _FAILED:
            found.setdefault(record.session, set()).add(record.type)
    return {session: frozenset(types) for session, types in found.items()}


def of_trees(results: Results, evidence: Evidence, *, now: Inputs) -> Results:
    """``results`` with what is known of the trees that ``evidence`` was made from, beside ``now``,
    the one that is judged."""
    return replace(
        results,
        origins=evidence.origins,
        altered=tuple((d.place, d.message) for d in evidence.altered),
        elsewhere=_elsewhere(evidence, now),
    )


def _elsewhere(evidence: Evidence, now: Inputs) -> frozenset[str]:
    """The tests of which no session speaks that was made from ``now``, as far as they say."""
    other = {o.source for o in evidence.origins if o.stamped and not o.of(now.tree)}
    if not other:
        return frozenset()
    sources = {session.id: session.source for session in evidence.sessions}
    here: dict[str, bool] = {}
    for record in evidence.records:
        inside = sources.get(record.session, "") not in other
        here[record.test] = here.get(record.test, False) or inside
    return frozenset(test for test, inside in here.items() if not inside)


def paths_of(program: Program, module: Module) -> tuple[str, str]:
    """The two files that a module may be, relative to the repository."""
    root = program.project.source.root
    stem = root.joinpath(*module.name.split("."))
    return f"{stem}.py", f"{stem}/__init__.py"


def _lines(figures: CoverageFigures) -> Lines:
    return Lines(figures.covered, figures.total)


def _changed(
    program: Program, evidence: Evidence, *, changed: Changed
) -> Iterator[tuple[str, Lines]]:
    """Per file of the code under test: its changed statements, and those of them that ran.

    Of a file that nothing measured, every changed line counts as one that did not run.
    """
    source = program.project.source
    package = str(source.root.joinpath(*source.package.split("."))) if source.package else ""
    top = package or str(source.root)
    for path, lines in sorted(changed.items()):
        inside = path == f"{top}.py" or path.startswith(f"{top}/") or top == "."
        if inside and path.endswith(".py"):
            figures = evidence.coverage.get(path)
            touched = lines if figures is None else lines & figures.statements
            done = frozenset() if figures is None else touched & figures.executed
            if touched:
                yield path, Lines(len(done), len(touched))


def _tests(evidence: Evidence) -> Mapping[str, Ran]:
    """Each test once: the worst of its parameter sets, attempts and machines."""
    records: dict[str, list[TestRecord]] = {}
    for record in evidence.records:
        records.setdefault(record.test, []).append(record)
    benchmarks = _benchmarks(evidence)
    types = {session.id: session for session in evidence.sessions}
    found = {}
    for test, outcome in evidence.outcomes().items():
        own = records.get(test, ())
        found[test] = _ran(test, outcome, records=own, sessions=types, more=benchmarks)
    return found


def _ran(
    test: str,
    outcome: Outcome,
    *,
    records: Iterable[TestRecord],
    sessions: Mapping[str, Session],
    more: Mapping[str, Mapping[str, float]],
) -> Ran:
    kind, reason, seconds, passed = "", "", 0.0, False
    specs: dict[str, None] = {}
    measures = dict(more[test]) if test in more else {}
    for record in records:
        session = sessions.get(record.session)
        kind = kind or record.type or (session.type if session else "")
        reason = reason or record.reason or record.message
        seconds = max(seconds, record.seconds)
        passed = passed or record.outcome is Outcome.PASS
        for spec in record.spec_ids:
            specs[_scenario(spec)] = None
        for name, value in record.measures.items():
            measures[name] = _worse(name, measures.get(name), value=value)
    return Ran(test, outcome, kind, tuple(specs), seconds, reason, measures, passed)


def _scenario(spec: str) -> str:
    """The scenario that a mark means: what follows its id names a part of it."""
    found = _ID.match(spec)
    return found.group() if found else spec


def _worse(name: str, known: float | None, *, value: float) -> float:
    measure = MEASURES.get(name)
    if known is None:
        return value
    better_high = measure is not None and measure.direction is Direction.AT_LEAST
    return min(known, value) if better_high else max(known, value)


def _benchmarks(evidence: Evidence) -> Mapping[str, Mapping[str, float]]:
    """The measures that benchmarks give, by test: from their raw rounds where kept."""
    found: dict[str, dict[str, float]] = {}
    for figures in evidence.benchmarks:
        head, mark, name = figures.node_id.rpartition("::")
        into = found.setdefault(f"{head}{mark}{name.split('[', 1)[0]}", {})
        for measure, value in _quantiles(figures.rounds, figures.stats).items():
            into[measure] = _worse(measure, into.get(measure), value=value)
    return found


def _quantiles(rounds: Iterable[float], stats: Mapping[str, float]) -> Mapping[str, float]:
    ranked = sorted(rounds)
    if not ranked:
        named = {"median": "p50", "mean": "mean", "max": "max", "p95": "p95", "p99": "p99"}
        return {own: stats[name] for name, own in named.items() if name in stats}
    mean = sum(ranked) / len(ranked)
    return {
        "p50": _nearest(ranked, 50),
        "p95": _nearest(ranked, 95),
        "p99": _nearest(ranked, 99),
        "max": ranked[-1],
        "mean": mean,
        **({"throughput": 1 / mean} if mean > 0 else {}),
    }


def _nearest(ranked: list[float], percent: int) -> float:
    """The smallest value that at least ``percent`` of all do not exceed."""
    return ranked[max(-(-len(ranked) * percent // 100) - 1, 0)]
