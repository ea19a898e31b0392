"""What ran, as the gate asks for it: each test once, whatever machine reported it how often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from specgen.diagnostics import Place
from specgen.evidence.model import Session
from specgen.evidence.model_comparison import Comparison
from specgen.evidence.model_inputs import Origin
from specgen.evidence.model_outcome import Outcome
from specgen.levels import Level

_NOTHING: Mapping[str, float] = MappingProxyType({})

LEVELS: Mapping[Outcome, Level] = MappingProxyType(
    {
        Outcome.ERROR: Level.FAILING,
        Outcome.FAIL: Level.FAILING,
        Outcome.FLAKY: Level.FLAKY,
        Outcome.XPASS: Level.FAILING,
        Outcome.NOT_COLLECTED: Level.WRITTEN,
        Outcome.NOT_REPORTED: Level.WRITTEN,
        Outcome.PENDING: Level.SKELETON,
        Outcome.XFAIL: Level.XFAILED,
        Outcome.SKIP: Level.SKIPPED,
        Outcome.PASS: Level.PASSING,
    }
)

EXCUSE_OF: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ERROR: "failed-tests",
        Outcome.FAIL: "failed-tests",
        Outcome.FLAKY: "flaky-tests",
        Outcome.XPASS: "xpassed-tests",
        Outcome.NOT_COLLECTED: "unreported-tests",
        Outcome.NOT_REPORTED: "unreported-tests",
        Outcome.PENDING: "gap",
        Outcome.XFAIL: "xfail",
        Outcome.SKIP: "skip",
    }
)  # what a waiver allows of a test that ended so


class Ran(NamedTuple):
    """One test, without its parameters.

    ``specs`` are the scenarios its marks name, ``seconds`` its slowest parameter set,
    ``measures`` its worst figure of each in base units.  ``passed_once`` says whether any
    machine saw it pass.
    """

    node_id: str
    outcome: Outcome
    type: str = ""
    specs: tuple[str, ...] = ()
    seconds: float = 0.0
    reason: str = ""
    measures: Mapping[str, float] = _NOTHING
    passed_once: bool = False


class Idle(NamedTuple):
    """A test that passed and executed nothing of any module that it counts for."""

    modules: tuple[str, ...]  # ids, or full names of those that the specs do not know
    place: Place


class Lines(NamedTuple):
    """How many lines and branches were executed, of how many."""

    executed: int
    total: int

    @property
    def share(self) -> float:
        """0..1; of nothing, all is executed."""
        return self.executed / self.total if self.total else 1.0

    def plus(self, other: "Lines") -> "Lines":
        """Both together."""
        return Lines(self.executed + other.executed, self.total + other.total)


class Mutants(NamedTuple):
    """How many mutants of a module tests killed, of how many that ran.

    ``open`` have no result, of ``broken`` ones nothing can be said.
    """

    killed: int
    ran: int
    open: int = 0
    broken: int = 0


@dataclass(frozen=True)
class Results:
    """All evidence of one moment, in the words of the program.

    ``coverage``, ``mutants`` and ``executed`` go by module id; ``executed`` holds the types of
    test that executed functions of the module, and has no entry where nothing tells; ``traced``
    are the types of which anything tells what they ran.
    ``own`` says by node id and module id whether the test itself executed the module, and has no
    entry where that is not known; ``idle`` are the tests that passed and executed none of theirs.
    ``changed`` maps a path to how many of its changed lines were executed, None where nobody asked.
    ``failed_in`` maps the ids of sessions in which any test failed to the types of those;
    ``comparisons`` are those of benchmarks with the base.  ``absent`` are the parameter sets of a
    test, by its node id, that were expected and of which nothing speaks.
    ``origins`` say what evidence was made from, ``altered`` what is not as it was stamped;
    ``elsewhere`` are the tests that only evidence of another tree speaks of.  ``notes`` and
    ``unplaced`` are those of the evidence.
    """

    tests: Mapping[str, Ran] = field(default_factory=lambda: MappingProxyType({}))
    sessions: tuple[Session, ...] = ()
    coverage: Mapping[str, Lines] = field(default_factory=lambda: MappingProxyType({}))
    executed: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    traced: frozenset[str] = frozenset()
    own: Mapping[str, Mapping[str, bool]] = field(default_factory=lambda: MappingProxyType({}))
    idle: Mapping[str, Idle] = field(default_factory=lambda: MappingProxyType({}))
    changed: Mapping[str, Lines] | None = None
    mutants: Mapping[str, Mutants] = field(default_factory=lambda: MappingProxyType({}))
    unreadable: tuple[tuple[Place, str], ...] = ()
    failed_in: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    comparisons: tuple[Comparison, ...] = ()
    origins: tuple[Origin, ...] = ()
    altered: tuple[tuple[Place, str], ...] = ()
    elsewhere: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    unplaced: tuple[tuple[str, str], ...] = ()
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def speaker(self, test: str) -> Ran | None:
        """What tells how ``test`` ended: itself, or the class or file around it that could not be
        collected or skipped itself."""
        while test not in self.tests:
            test, colons, _ = test.rpartition("::")
            if not colons:
                return None
        return self.tests[test]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was handed in."""
        return not (self.tests or self.sessions)

    @cached_property
    def by_spec(self) -> Mapping[str, tuple[Ran, ...]]:
        """Tests by the scenario that their marks name."""
        found: dict[str, list[Ran]] = {}
        for ran in self.tests.values():
            for spec in ran.specs:
                found.setdefault(spec, []).append(ran)
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def total(self) -> Lines:
        """The coverage of all modules together."""
        found = self.coverage.values()
        return Lines(sum(each.executed for each in found), sum(each.total for each in found))
