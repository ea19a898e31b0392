"""A test that replaces a part of its own project tests less than it says."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import Act
from specgen.rules.hygiene import Fault, acts, named, per_file
from specgen.rules.model import Facts, Rule
from specgen.surface.model import SymbolKind

_PATCHES = (".patch", ".patch.object", ".setattr", ".spy")


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    own = {service.target.replace(":", ".") for service in facts.program.services}
    faults = (
        Fault(item, act.line, f"{named(item)} replaces `{act.target}`, which is the project's own")
        for item, act in acts(facts)
        if act.target not in own and _internal(act, facts)
    )
    tip = "let it run, or replace the outer boundary behind it (declare that under `services`)"
    yield from per_file(INTERNAL_MOCK, facts, faults=faults, tip=tip)


def _internal(act: Act, facts: Facts) -> bool:
    """Whether it replaces a function or class that a module of the project defines."""
    if not act.name.endswith(_PATCHES) or "." not in act.target:
        return False
    found = facts.surface.find(act.target)
    if found is None:
        return False
    symbol = facts.surface.modules[found.module].symbol(found.symbol)
    return symbol is not None and symbol.kind is not SymbolKind.CONSTANT


INTERNAL_MOCK = Rule(
    id="internal-mock",
    severity=Severity.NOTE,
    summary="tests, fixtures and helpers that replace a part of their own project, per file",
    why="What is replaced is not tested, and the test breaks when the inside is rearranged.",
    example='# patch("shop.cart.total") in a test of shop\nrules: {internal-mock: warning}\n',
    judge=_judge,
)
