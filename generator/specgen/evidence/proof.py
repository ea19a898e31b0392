"""Tie outcomes to code: which tests passed and executed functions of the modules they count for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from specgen.evidence.functions import executed_in
from specgen.evidence.model import CoverageFigures, Evidence
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.model_proof import Proof, Standing
from specgen.evidence.model_traces import Traces
from specgen.evidence.own import Own, Witness
from specgen.inventory.model import Inventory, Link, TestItem
from specgen.surface.model import ModuleSurface, Surface

Executed = dict[str, tuple[str, ...]]


def proof(
    evidence: Evidence, inventory: Inventory, *, surface: Surface, traces: Traces | None = None
) -> tuple[Proof, ...]:
    """The standing of every live test for each module that it counts for, in the tests' order.

    Import runs the first lines of functions and the bodies of classes, so only lines below a
    function's first, or entering it, count as executing it; of a module without functions any line
    counts.  Where ``traces`` know what the test itself ran they decide, else what its type ran.
    """
    ran = _Ran(evidence.outcomes(), executed(evidence, surface=surface), traced_types(evidence))
    witness = Witness(evidence, traces or Traces(), surface=surface)
    return tuple(
        _proof(item, link, ran=ran, own=witness.of(item, link))
        for item in inventory.live
        for link in item.links
        if link.counts
    )


def wanted(inventory: Inventory, surface: Surface) -> Mapping[str, Collection[str]]:
    """The files of the modules that each live test counts for: of these, what it ran matters."""
    return {
        item.node_id: {
            surface.modules[link.module].path
            for link in item.links
            if link.counts and link.module in surface.modules
        }
        for item in inventory.live
    }


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
    """Per type of test that ran anything of the module: the functions it executed.

    For a module without functions the module itself stands, as an empty name.
    """
    return {
        kind: executed_in(module, ran, statements=figures.statements)
        for kind, ran in figures.contexts.items()
    }


@dataclass(frozen=True, slots=True)
class _Ran:
    """What all tests did."""

    outcomes: Mapping[str, Outcome]
    executed: Mapping[str, Executed]
    traced: frozenset[str]


def _proof(item: TestItem, link: Link, *, ran: _Ran, own: Own) -> Proof:
    outcome = ran.outcomes.get(item.node_id, Outcome.NOT_COLLECTED)
    functions = ran.executed.get(link.module, {}).get(item.type, ())
    if own.known:
        functions = own.functions
    if outcome is not Outcome.PASS:
        standing = Standing.NOT_PASSED
    elif functions:
        standing = Standing.EXECUTED
    elif own.known or (item.type in ran.traced and link.module in ran.executed):
        standing = Standing.NOT_EXECUTED
    else:
        standing = Standing.NOT_MEASURED
    return Proof(
        item.node_id, link.module, item.type, outcome, standing, functions, own.known,
        item.home, item.span,
    )  # fmt: skip
