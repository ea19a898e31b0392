"""The facts of ``done_when`` and ``claims`` that are known without a run."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase

from specgen.gaps.model import GapReport, GapRow, minutes
from specgen.inventory.model import Inventory, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program
from specgen.program.model_policy import Recorded, Work
from specgen.spec.expression_model import Fact, Figure, Unknown

_RUN = "needs the evidence of a run"
_OF_TESTS = ("tests", "hollow")
_OUTCOMES = ("passed", "failed", "skipped", "xfailed", "flaky", "pending")


class Figures:
    """Looks facts up in a program and its gap report; what only a run can tell is unknown.

    Where the code is elsewhere the newest snapshot that states an outcome or a coverage tells it.
    ``findings`` counts what rules have said, ``documents`` are the names of those written.
    """

    def __init__(
        self,
        program: Program,
        report: GapReport,
        *,
        inventory: Inventory,
        findings: Mapping[str, int],
        documents: Collection[str],
    ) -> None:
        self._program = program
        self._report = report
        self._inventory = inventory
        self._findings = findings
        self._documents = documents
        self._known: Mapping[str, Callable[[Fact], Figure | Unknown]] = {
            "gaps": lambda fact: _count(self._rows(fact)),
            "effort": self._effort,
            "modules": lambda fact: _count(self._modules(fact)),
            "types": self._types,
            "tests": lambda fact: _count(self._tests(fact)),
            "waivers": self._waivers,
            "findings": lambda fact: _number(self._findings.get(fact.subject, 0)),
            "hollow": lambda fact: _count(self._at(fact, Level.HOLLOW)),
            "pending": lambda fact: _count(self._at(fact, Level.SKELETON)),
            "document": lambda fact: _number(fact.subject in self._documents),
        }

    def figure(self, fact: Fact) -> Figure | Unknown:
        """The value of ``fact``, or why there is none."""
        if self._program.project.source.elsewhere:
            told = self._recorded(fact)
            if told is not None:
                return told
            if fact.name in _OF_TESTS:
                return Unknown("no snapshot of the code, which is elsewhere, states it")
        known = self._known.get(fact.name)
        return known(fact) if known is not None else Unknown(_RUN)

    def _rows(self, fact: Fact) -> list[GapRow]:
        return [row for row in self._report.rows if self._row_fits(row, fact)]

    def _row_fits(self, row: GapRow, fact: Fact) -> bool:
        have = {
            "module": row.module,
            "type": row.type,
            "tier": row.tier,
            "priority": row.priority,
            "milestone": row.milestone,
            "waived": _yes(row.waived is not None),
            "blocked": _yes(bool(row.blocked_by)),
        }
        return _fits(have, fact)

    def _effort(self, fact: Fact) -> Figure:
        task, milestone = fact.only("task"), fact.only("milestone")
        if task:
            work = [t.effort for t in self._program.tasks if fnmatchcase(t.id, task)]
        elif milestone:
            work = self._work_of(milestone, fact)
        else:
            work = [row.effort for row in self._rows(fact)]
        known = all(effort.known for effort in work)
        exact = [minutes(effort) for effort in work]
        low, high = (sum(column) for column in zip(*exact, strict=True)) if exact else (0, 0)
        return Figure(Decimal(low) / 60, Decimal(high) / 60, at_least=not known)

    def _work_of(self, milestone: str, fact: Fact) -> list[Work]:
        """The efforts of a milestone's gaps and tasks, and of those that are part of it."""
        parts = {m.id: m for m in self._program.milestones if _means(milestone, m.id)}
        size = 0
        while size < len(parts):  # parts of parts
            size = len(parts)
            parts |= {m.id: m for m in self._program.milestones if m.part_of in parts}
        rest = replace(fact, filters=tuple(f for f in fact.filters if f.name != "milestone"))
        tasks = {task for m in parts.values() for task in m.tasks}
        rows = [row.effort for row in self._rows(rest) if row.milestone in parts]
        return rows + [t.effort for t in self._program.tasks if t.id in tasks and not rest.filters]

    def _modules(self, fact: Fact) -> list[Module]:
        with_gaps = {row.module for row in self._report.rows}
        return [
            m
            for m in self._program.modules
            if _fits(
                {"tier": m.tier, "planned": _yes(m.planned), "gaps": _yes(m.id in with_gaps)}, fact
            )
        ]

    def _types(self, fact: Fact) -> Figure:
        tier = self._program.tier_named.get(fact.only("tier"))
        return _count(tier.requires if tier is not None else self._program.types)

    def _tests(self, fact: Fact) -> list[TestItem]:
        return [t for t in self._inventory.items if t.live and self._test_fits(t, fact)]

    def _at(self, fact: Fact, level: Level) -> list[TestItem]:
        return [test for test in self._tests(fact) if test.level is level]

    def _test_fits(self, test: TestItem, fact: Fact) -> bool:
        names = {link.module for link in test.links if link.counts}
        linked = [m for m in self._program.modules if m.name in names]
        have = {"type": test.type, "level": test.level.value}
        own = [{**have, "module": m.id, "tier": m.tier} for m in linked]
        return any(_fits(each, fact) for each in own or [have])

    def _waivers(self, fact: Fact) -> Figure:
        allow = fact.only("allow")
        return _count(w for w in self._program.waivers if not allow or w.allow == allow)

    def _recorded(self, fact: Fact) -> Figure | None:
        """What the newest snapshot that says something of ``fact`` says."""
        for snapshot in reversed(self._program.recorded):
            found = _told(snapshot, fact)
            if found is not None:
                return _number(found)
        return None


def _told(snapshot: Recorded, fact: Fact) -> Decimal | int | None:
    if fact.name in _OUTCOMES and not fact.filters:
        return snapshot.outcomes.get(fact.name)
    if fact.name == "coverage" and {f.name for f in fact.filters} <= {"module"}:
        wanted = fact.only("module") or "total"
        found = (c for name, c in snapshot.coverage.items() if _means(wanted, name))
        share = next((c.share for c in found), None)
        return None if share is None else Decimal(str(round(share, 6)))
    if fact.name == "tests" and not fact.filters:
        return sum(snapshot.outcomes.values()) or sum(t.count for t in snapshot.tests.values())
    return None


def _fits(have: Mapping[str, str], fact: Fact) -> bool:
    return all(_means(f.value, have.get(f.name, "")) for f in fact.filters)


def _means(wanted: str, name: str) -> bool:
    """Whether ``wanted``, an id, a tail of one or a glob, means ``name``."""
    return fnmatchcase(name, wanted) or fnmatchcase(name, f"*.{wanted}")


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _count(items: Iterable[object]) -> Figure:
    return _number(sum(1 for _ in items))


def _number(number: Decimal | int) -> Figure:
    value = Decimal(number)
    return Figure(value, value)
