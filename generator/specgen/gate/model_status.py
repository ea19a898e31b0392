"""How required scenarios stand after a run, and how many of each: frozen nouns."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ScenarioStatus(StrEnum):
    """What became of a required scenario, the best first; of several the worst counts.

    ``MET``: every linked test that ran passed, and proved as much as its tier requires.
    ``WAIVED``: it does not hold, and an approved exception allows that today.
    ``UNPROVEN``: its tests passed and proved less than its tier requires.
    ``NOT_RUN``: it has a test, and nothing says that it ran (a skip did not run).
    ``MISSING``: no written test is linked to it.
    ``PENDING``: its generated test is not filled in, or a linked test ended in ``pending(...)``.
    ``FAILING``: a linked test failed, was flaky, or did what its xfail mark says or denies.
    """

    MET = "met"
    WAIVED = "waived"
    UNPROVEN = "unproven"
    NOT_RUN = "not-run"
    MISSING = "missing"
    PENDING = "pending"
    FAILING = "failing"

    @property
    def words(self) -> str:
        """The status as people read it."""
        return self.value.replace("-", " ")


_BADNESS = {status: rank for rank, status in enumerate(ScenarioStatus)}


def worst_status(found: Iterable[ScenarioStatus]) -> ScenarioStatus:
    """The worst of ``found``; of none, ``MET``."""
    return max(found, key=_BADNESS.__getitem__, default=ScenarioStatus.MET)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the required scenarios have each status; never added up but to all of them."""

    met: int = 0
    waived: int = 0
    unproven: int = 0
    not_run: int = 0
    missing: int = 0
    pending: int = 0
    failing: int = 0

    @classmethod
    def of(cls, statuses: Iterable[ScenarioStatus]) -> "Shares":
        """The counts of ``statuses``."""
        counts = dict.fromkeys(ScenarioStatus, 0)
        for status in statuses:
            counts[status] += 1
        return cls(*counts.values())

    def count(self, status: ScenarioStatus) -> int:
        """How many have ``status``."""
        found: int = getattr(self, status.value.replace("-", "_"))
        return found

    @property
    def required(self) -> int:
        """All of them."""
        return sum(self.count(status) for status in ScenarioStatus)

    @property
    def ran(self) -> bool:
        """Whether a test of any of them ran; of nothing that ran there is no share."""
        return bool(self.met or self.unproven or self.failing)

    def text(self, status: ScenarioStatus) -> str:
        """One count as a share of all, rounded so that it never flatters; ``-`` where nothing
        ran, or nothing is required."""
        if not self.required or not self.ran:
            return "-"
        tenths = self.count(status) * 1000 / self.required
        good = status is ScenarioStatus.MET
        rounded = int(tenths) if good else -int(-tenths // 1)
        return f"{rounded / 10:.1f}%"
