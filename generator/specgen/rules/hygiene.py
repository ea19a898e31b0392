"""What rules about single tests share: waivers by rule id, one finding per file."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Related, Span
from specgen.inventory.model import Act, Support, TestItem
from specgen.rules.model import Facts, Rule

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """One test, or what acts for tests, that a rule complains of: the line in the file of its body,
    and what is wrong."""

    item: TestItem | Support
    line: int
    message: str


def acts(facts: Facts, types: Collection[str] = ()) -> Iterator[tuple[TestItem | Support, Act]]:
    """Who does what that rules watch: live tests, and the fixtures and helpers behind them.

    With ``types`` only tests of these, and what acts for one of them.
    """
    live = [i for i in facts.inventory.live if not types or i.type in types]
    known = {i.node_id for i in live}
    for item in live:
        yield from ((item, act) for act in item.acts)
    for helper in facts.inventory.supports:
        if not known.isdisjoint(helper.tests):
            yield from ((helper, act) for act in helper.acts)


def named(item: TestItem | Support) -> str:
    """A test, fixture or helper as messages call it."""
    kind = "fixture " if isinstance(item, Support) and item.is_fixture else ""
    return f"{kind}`{item.name}`"


def per_file(
    rule: Rule, facts: Facts, *, faults: Iterable[Fault], tip: str
) -> Iterator[Diagnostic]:
    """One finding per file at its first fault; what a waiver of the rule excuses is left out."""
    groups: dict[str, dict[int, Fault]] = {}
    for fault in _unwaived(rule, facts, faults=list(faults)):
        groups.setdefault(fault.item.home, {}).setdefault(fault.line, fault)
    for path, found in groups.items():
        first, *others = sorted(found.values(), key=lambda fault: fault.line)
        more = f", and {len(others)} more in this file" if others else ""
        related = tuple(Related(at(path, o.line), o.message) for o in others[:_SHOWN])
        yield rule.says(at(path, first.line), first.message + more, tip=tip, related=related)


def at(path: str, line: int) -> Place:
    """A whole line of a file that is no spec."""
    return Place(PurePosixPath(path), span=Span(line, 1, line, 1))


def waived(rule: Rule, facts: Facts, *, path: str) -> bool:
    """Whether a waiver of the rule means the file, which holds no tests."""
    targets = (w.target for w in facts.program.waivers if w.allow == rule.id)
    return any(fnmatchcase(path, target) for target in targets)


def _unwaived(rule: Rule, facts: Facts, *, faults: list[Fault]) -> list[Fault]:
    """The faults that no waiver excuses; ``at_most`` bounds how many tests one excuses."""
    for waiver in facts.program.waivers:
        if waiver.allow == rule.id:
            names = dict.fromkeys(f.item.node_id for f in faults if f.item.matches(waiver.target))
            excused = set(list(names)[: waiver.at_most])
            faults = [f for f in faults if f.item.node_id not in excused]
    return faults
