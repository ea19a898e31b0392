"""Unit tests that never see an error leave half of the module untested."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import TestItem
from specgen.program.model import Module
from specgen.rules.hygiene import at
from specgen.rules.model import Facts, Rule

_LEAST = 3  # tests; fewer say little about what their author left out


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    tests = _unit_tests(facts)
    for module in facts.program.modules:
        found = tests.get(module.name, [])
        raised = _raised(module, facts)
        happy = len(found) >= _LEAST and not any(item.expects_error for item in found)
        if happy and raised and not _waived(module, found, facts=facts):
            yield HAPPY_PATH_ONLY.says(
                at(found[0].home, found[0].span.line),
                f"none of {len(found)} unit tests of `{module.id}` expects an error, and it raises"
                f" {', '.join(f'`{name}`' for name in raised[:3])}",
                tip="add a test with `pytest.raises` for each",
            )


def _unit_tests(facts: Facts) -> Mapping[str, list[TestItem]]:
    found: dict[str, list[TestItem]] = defaultdict(list)
    for item in facts.inventory.live:
        if item.type == "unit":
            for name in {link.module for link in item.links if link.counts}:
                found[name].append(item)
    return found


def _raised(module: Module, facts: Facts) -> list[str]:
    """The errors that public names of the module raise, by their names."""
    surface = facts.surface.module(module.name)
    symbols = surface.public if surface else ()
    names = {name for symbol in symbols for name in symbol.raises if name}
    return sorted(names - {"NotImplementedError", "StopIteration", "SystemExit"})


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
