"""Until when waivers allow a gap; nothing here reads a clock."""

from collections.abc import Iterable
from datetime import date

from specgen.gaps.existing import ExistingTests
from specgen.gaps.model import Standing
from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Waiver


class Waived:
    """The waivers that allow gaps, and those that allow tests to be expected to fail."""

    def __init__(self, program: Program, tests: ExistingTests) -> None:
        self._tests = tests
        self._until: dict[str, date] = {}
        self._failing: list[Waiver] = []
        for waiver in program.waivers:
            if waiver.allow == "gap":
                self._extend(waiver.covers, waiver)
            elif waiver.allow == "xfail":
                self._failing.append(waiver)

    def until(self, standing: Standing) -> date | None:
        """The last day on which a waiver allows the gap, of several the latest.

        ``allow: xfail`` allows one that rests on expected failures alone, for the scenario or for
        each of these tests.
        """
        days = [self._until[standing.id]] if standing.id in self._until else []
        if standing.level is Level.EXPECTED_FAILURE:
            days += [w.expires for w in self._failing if standing.id in w.covers]
            days += self._of_tests(standing)
        return max(days, default=None)

    def _extend(self, covers: Iterable[str], waiver: Waiver) -> None:
        for name in covers:
            self._until[name] = max(self._until.get(name, waiver.expires), waiver.expires)

    def names(self, waiver: Waiver, standing: Standing) -> bool:
        """Whether a waiver is for an expected failure that a scenario rests on."""
        if waiver.allow != "xfail" or standing.level is not Level.EXPECTED_FAILURE:
            return False
        return not self._named(waiver).isdisjoint(standing.tests)

    def _of_tests(self, standing: Standing) -> list[date]:
        """When the first of the tests is no longer waived; nothing where one of them is not."""
        named = [(w.expires, self._named(w)) for w in self._failing]
        days = [
            max((d for d, ids in named if test in ids), default=None) for test in standing.tests
        ]
        found = [day for day in days if day is not None]
        return [min(found)] if found and len(found) == len(days) else []

    def _named(self, waiver: Waiver) -> frozenset[str]:
        return frozenset(item.node_id for item in self._tests.matching((waiver.target,)))
