"""Unit tests that never see an error leave half of the module untested."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import TestItem
from specgen.program.model import Module
from specgen.rules.hygiene import at
from specgen.rules.model import Facts, Rule

_NO_FAILURES = {"NotImplementedError", "StopIteration", "SystemExit"}
_LEAST = 3  # tests; fewer say little about what their author left out


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    tests = _unit_tests(facts)
    for module in facts.program.modules:
        found = tests.get(module.name, [])
        raisers = _raisers(module, facts)
        generated = any(id.startswith(f"{module.id}.unit.") for id in facts.refusing)
        expecting = generated or any(item.expects_error for item in found)
        happy = len(found) >= _LEAST and not expecting
        if happy and raisers and not _waived(module, found, facts=facts):
            yield HAPPY_PATH_ONLY.says(
                at(raisers[0].path, raisers[0].line),
                f"none of {len(found)} unit tests of `{module.id}` expects an error, and it raises"
                f" {', '.join(f'`{each.error}`' for each in raisers[:3])}",
                tip="add a test with `pytest.raises` for each",
            )


def _unit_tests(facts: Facts) -> Mapping[str, list[TestItem]]:
    found: dict[str, list[TestItem]] = defaultdict(list)
    for item in facts.inventory.live:
        if item.type == "unit":
            for name in {link.module for link in item.links if link.counts}:
                found[name].append(item)
    return found


@dataclass(frozen=True, slots=True)
class _Raiser:
    """An error that a module raises, and the public name that does."""

    error: str
    path: str
    line: int


def _raisers(module: Module, facts: Facts) -> list[_Raiser]:
    """The errors that public names of the module raise, by their names."""
    surface = facts.surface.module(module.name)
    if surface is None:
        return []
    first: dict[str, _Raiser] = {}
    for symbol in surface.public:
        for name in symbol.raises:
            first.setdefault(name, _Raiser(name, surface.path, symbol.span.line))
    return [first[name] for name in sorted(first) if name and name not in _NO_FAILURES]


def _waived(module: Module, items: list[TestItem], *, facts: Facts) -> bool:
    waivers = [w for w in facts.program.waivers if w.allow == HAPPY_PATH_ONLY.id]
    covered = (id for w in waivers for id in w.covers)
    if any(id.startswith(f"{module.id}.unit.") for id in covered):
        return True
    return bool(waivers) and all(any(i.matches(w.target) for w in waivers) for i in items)


HAPPY_PATH_ONLY = Rule(
    id="happy-path-only",
    severity=Severity.NOTE,
    summary="modules that raise errors of which no unit test expects any",
    why="What happens on bad input is then found out in production.",
    example="# shop.cart raises ValueError; no test of it says so\nrules: {happy-path-only: off}\n",
    judge=_judge,
)
