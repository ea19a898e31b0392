"""Tie outcomes to code: which tests passed and executed functions of the modules they count for."""

from specgen.evidence.model import CoverageFigures, Evidence, Outcome
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
    executed = {
        name: executed_functions(module, evidence.coverage[module.path])
        for name, module in surface.modules.items()
        if module.path in evidence.coverage
    }
    return tuple(
        _proof(item, link.module, outcomes=outcomes, executed=executed)
        for item in inventory.live
        for link in item.links
        if link.counts
    )


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
    item: TestItem, module: str, *, outcomes: dict[str, Outcome], executed: dict[str, Executed]
) -> Proof:
    outcome = outcomes.get(item.node_id, Outcome.NOT_COLLECTED)
    contexts = executed.get(module)
    functions = contexts.get(item.type, ()) if contexts else ()
    if outcome is not Outcome.PASS:
        standing = Standing.NOT_PASSED
    elif functions:
        standing = Standing.EXECUTED
    elif not contexts or set(contexts) == {""}:
        standing = Standing.NOT_MEASURED
    else:
        standing = Standing.NOT_EXECUTED
    return Proof(item.node_id, module, item.type, outcome, standing, functions)
