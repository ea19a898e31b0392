"""What single tests executed, and what was noted of those that were followed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Lines = Mapping[str, frozenset[int]]
"""Lines that ran, by path.  A negative number says that a function was entered on that line: the
only trace of one that stands on a single line."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One test that passed while coverage told tests apart, set-up and tear-down included.

    ``fixtures`` are those it may have used that outlive a test, which another test may have set
    up; ``processes`` says that it, or one of these, started processes: what these ran is known, if
    at all, without the test's name.
    """

    node_id: str
    fixtures: frozenset[str] = frozenset()
    processes: bool = False

    def plus(self, other: "Followed") -> "Followed":
        """Both of one test: its other parameter sets, attempts, machines."""
        fixtures = self.fixtures | other.fixtures
        return Followed(self.node_id, fixtures, self.processes or other.processes)


@dataclass(frozen=True, slots=True)
class Traces:
    """Who executed which lines of the files that were asked for.

    ``tests`` goes by node id without parameters and holds, of each, the files asked for it;
    ``fixtures`` are ours that outlive a test.  ``nobody``, by type of test where that is known,
    ran while no test did, or in a process that does not know its test.  ``setups`` ran in the
    set-up of any test of which a producer other than ours told set-up from body; ``phased`` are the
    tests of such producers.  Without ``branches`` some of the data knows only lines, and not where
    functions were entered.
    """

    tests: Mapping[str, Lines] = field(default_factory=dict)
    fixtures: Mapping[str, Lines] = field(default_factory=dict)
    nobody: Mapping[str, Lines] = field(default_factory=dict)
    setups: Lines = field(default_factory=dict)
    phased: frozenset[str] = frozenset()
    branches: bool = True
