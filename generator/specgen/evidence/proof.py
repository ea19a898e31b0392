"""Tie outcomes to code: which tests passed and executed functions of the modules they count for."""

from collections.abc import Mapping

from specgen.evidence.model import CoverageFigures, Evidence
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.model_proof import Proof, Standing
from specgen.inventory.model import Inventory, TestItem
from specgen.surface.model import ModuleSurface, Surface, SymbolKind

_RUNNABLE = {
    SymbolKind.FUNCTION,
    SymbolKind.METHOD,
    SymbolKind.CLASSMETHOD,
    SymbolKind.STATICMETHOD,
    SymbolKind.PROPERTY,
}
Executed = dict[str, tuple[str, ...]]


def proof(evidence: Evidence, inventory: Inventory, *, surface: Surface) -> tuple[Proof, ...]:
    """The standing of every live test for each module that it counts for, in the tests' order.

    Import runs the first lines of functions and the bodies of classes, so only lines below a
    function's first count as executing it; of a module without functions any line counts.
    """
    outcomes = evidence.outcomes()
    ran = executed(evidence, surface=surface)
    traced = traced_types(evidence)
    return tuple(
        _proof(item, link.module, outcome=outcomes.get(item.node_id), executed=ran, traced=traced)
        for item in inventory.live
        for link in item.links
        if link.counts
    )


def executed(evidence: Evidence, *, surface: Surface) -> Mapping[str, Executed]:
    """The functions that each type of test executed, by module; no entry for a module of which
    nobody recorded who ran it."""
    found = {}
    for name, module in surface.modules.items():
        figures = evidence.coverage.get(module.path)
        if figures is not None and any(figures.contexts):
            found[name] = executed_functions(module, figures)
    return found


def traced_types(evidence: Evidence) -> frozenset[str]:
    """The types of test of which anybody recorded what they ran."""
    contexts = (name for figures in evidence.coverage.values() for name in figures.contexts)
    return frozenset(filter(None, contexts))


def executed_functions(module: ModuleSurface, figures: CoverageFigures) -> Executed:
    """Per context (type of test) that ran anything of the module: the functions it executed.

    A function whose body stands on its first line cannot be told from its definition, and is
    left out.  For a module without functions the module itself stands, as an empty name.
    """
    functions = [s for s in module.symbols if s.kind in _RUNNABLE]
    found: Executed = {}
    for context, ran in figures.contexts.items():
        lines = ran & figures.statements if figures.statements else ran
        names = {
            s.name
            for s in functions
            if any(line in lines for line in range(s.span.line + 1, s.span.end_line + 1))
        }
        whole = {""} if not functions and lines else set()
        found[context] = tuple(sorted(names | whole))
    return found


def _proof(
    item: TestItem,
    module: str,
    *,
    outcome: Outcome | None,
    executed: Mapping[str, Executed],
    traced: frozenset[str],
) -> Proof:
    functions = executed.get(module, {}).get(item.type, ())
    if outcome is not Outcome.PASS:
        standing = Standing.NOT_PASSED
    elif functions:
        standing = Standing.EXECUTED
    elif item.type in traced and module in executed:
        standing = Standing.NOT_EXECUTED
    else:
        standing = Standing.NOT_MEASURED
    outcome = outcome or Outcome.NOT_COLLECTED
    return Proof(item.node_id, module, item.type, outcome, standing, functions)
