"""What happened when tests ran, as frozen nouns: outcomes, records, sessions and figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from specgen.diagnostics import Diagnostic
from specgen.evidence.model_comparison import Comparison
from specgen.evidence.model_inputs import Origin
from specgen.evidence.model_outcome import Outcome, of_attempts, without_parameters, worst
from specgen.evidence.model_traces import Followed

_NOTHING: Mapping[str, float] = MappingProxyType({})
_ALONE = {outcome: frozenset({outcome}) for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class TestRecord:
    """One attempt at one test, parameter sets apart.

    ``node_id`` has forward slashes and its parameters, and no suffix of a repeating plugin;
    ``session`` is the id of the ``Session`` it belongs to, ``attempt`` counts from 1 in it.
    ``modules`` are the modules that marks or the inventory link it to, ``message`` what it failed
    with (first lines).  ``measures`` maps names of ``quantities.MEASURES`` to base units.
    """

    __test__ = False

    node_id: str
    outcome: Outcome
    session: str = ""
    attempt: int = 1
    type: str = ""
    spec_ids: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    seconds: float = 0.0
    worker: str = ""
    reason: str = ""
    message: str = ""
    warnings: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=lambda: _NOTHING)

    @property
    def test(self) -> str:
        """The node id without parameters: the one that the inventory knows."""
        return without_parameters(self.node_id)

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it one and the same record, wherever it is read from."""
        return (self.session, self.node_id, self.attempt)


@dataclass(frozen=True, slots=True)
class Session:
    """One process that ran tests of one type (or of any, where ``type`` is empty).

    ``shard`` of ``shards`` counts from 1.  ``expected`` are the node ids that it collected, empty
    where its producer does not say (then ``count`` may still be known); ``complete`` is false
    where no end was recorded: killed, stalled, or cut off.  ``tree`` is the digest of what it was
    made from (``model_inputs``), ``started`` an ISO time in UTC, ``stopped`` why it ended early and
    after which test.  ``job`` is the CI job it was part of and ``runner`` the image that job asked
    for, both empty where nobody said.  ``source`` is the file it was read from.  ``untold`` is how
    many tests its producer counted beyond those that it lists.
    ``asked`` is which tests it was asked for (``-k fast``), empty for all and None where its
    producer does not say; ``end_told`` is false where it does not say how the run ended either.
    """

    id: str
    source: str = ""
    moment: str = ""
    type: str = ""
    shard: int = 1
    shards: int = 1
    count: int = 0
    expected: tuple[str, ...] = ()
    complete: bool = True
    stopped: str = ""
    started: str = ""
    seconds: float = 0.0
    os: str = ""
    python: str = ""
    commit: str = ""
    tree: str = ""
    seed: str = ""
    job: str = ""
    runner: str = ""
    untold: int = 0
    asked: str | None = None
    end_told: bool = True


@dataclass(frozen=True, slots=True)
class CoverageFigures:
    """One source file: line numbers, and how many branches were there and taken.

    ``path`` is relative to the repository, with forward slashes.  ``contexts`` maps the type of
    test, where ``specgen run`` measured, to the lines that ran in it (and the negative ones of
    ``model_traces.Lines``); import-time lines of no test stand under the empty name.  ``beside`` is
    how many of the lines are none that coverage.py counts: its report lists docstrings that ran,
    and does not say which lines they are.
    """

    path: str
    executed: frozenset[int]
    statements: frozenset[int]
    branches: int = 0
    branches_taken: int = 0
    contexts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    beside: int = 0

    @property
    def covered(self) -> int:
        """Statements and branches executed, as coverage.py counts them."""
        return len(self.executed & self.statements) - self.beside + self.branches_taken

    @property
    def total(self) -> int:
        """Statements and branches, as coverage.py counts them."""
        return len(self.statements) - self.beside + self.branches

    @property
    def share(self) -> float:
        """Lines and branches executed, 0 to 1; a file without statements is covered."""
        return self.covered / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """One benchmark: its raw rounds in seconds where kept, and what its tool computed of them.

    ``stats`` holds any of min, max, mean, median, stddev, p95, p99 in seconds; ``machine`` are
    facts of the machine that make figures comparable.
    """

    node_id: str
    rounds: tuple[float, ...] = ()
    stats: Mapping[str, float] = field(default_factory=dict)
    machine: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class MutationFigures:
    """Mutants of one source file (path relative to the repository, or dotted module name).

    ``untested`` are those that no test reached; they count as survived in ``score``.  ``broken``
    (crashed, suspicious, skipped by their tool) are left out of it.  ``open`` are those that have
    no result, because the run was cut off: with any of these there is no score.
    """

    path: str
    killed: int = 0
    survived: int = 0
    untested: int = 0
    broken: int = 0
    open: int = 0

    @property
    def score(self) -> float | None:
        """The share killed of those that ran; None where none did, or not all that should have."""
        total = self.killed + self.survived + self.untested
        return self.killed / total if total and not self.open else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one file holds, and what is wrong with it."""

    records: tuple[TestRecord, ...] = ()
    sessions: tuple[Session, ...] = ()
    coverage: tuple[CoverageFigures, ...] = ()
    benchmarks: tuple[BenchmarkFigures, ...] = ()
    mutations: tuple[MutationFigures, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    followed: tuple[Followed, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    origins: tuple[Origin, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was read, merged: sorted, and each thing once however often it was given.

    ``origins`` say of each session and each foreign file what it was made from; ``altered`` are
    files that are not what their stamp says.  ``notes`` are what a reader of the verdict has to
    know; ``placed`` maps what coverage data calls files of other roots to their names here,
    ``unplaced`` says of which it cannot be told (subject, message).
    """

    records: tuple[TestRecord, ...] = ()
    sessions: tuple[Session, ...] = ()
    coverage: Mapping[str, CoverageFigures] = field(default_factory=dict)
    benchmarks: tuple[BenchmarkFigures, ...] = ()
    mutations: Mapping[str, MutationFigures] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    followed: Mapping[str, Followed] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    origins: tuple[Origin, ...] = ()
    altered: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[tuple[str, str], ...] = ()

    def outcomes(self) -> dict[str, Outcome]:
        """The outcome of each test, by node id without parameters.

        Attempts of one parameter set on one tree are weighed first (``of_attempts``), then the
        worst parameter set wins, whatever machine it ran on.  A test that a session expected, and
        that no session on such a machine (os, Python, tree) reported, is ``NOT_REPORTED``.
        """
        attempts: dict[str, frozenset[Outcome]] = {}
        for record in self.records:
            known, outcome = attempts.get(record.node_id), _ALONE[record.outcome]
            attempts[record.node_id] = outcome if known is None else known | outcome
        for node_id in self._unreported():
            known = attempts.get(node_id, frozenset())
            attempts[node_id] = known | _ALONE[Outcome.NOT_REPORTED]
        weighed = {each: of_attempts(each) for each in set(attempts.values())}
        found: dict[str, Outcome] = {}
        for node_id, outcomes in attempts.items():
            test, new = without_parameters(node_id), weighed[outcomes]
            old = found.get(test, new)
            found[test] = new if old is new else worst((old, new))
        return dict(sorted(found.items()))

    def _unreported(self) -> Iterator[str]:
        """The node ids that a session expected and no session on such a machine reported."""
        machines = {s.id: (s.os, s.python, s.tree) for s in self.sessions}
        expected: dict[tuple[str, str, str], set[str]] = {}
        for session in self.sessions:
            expected.setdefault(machines[session.id], set()).update(session.expected)
        for record in self.records:
            machine = machines.get(record.session, ("", "", ""))
            if machine in expected:
                expected[machine].discard(record.node_id)
        yield from (node_id for node_ids in expected.values() for node_id in node_ids)

    def missing(self, known: Iterable[str]) -> tuple[str, ...]:
        """Those of ``known`` (node ids without parameters) that nothing here speaks of."""
        seen = self.outcomes()
        return tuple(sorted({node_id for node_id in known if node_id not in seen}))
