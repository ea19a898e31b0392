"""What single tests executed, in the words of the program."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.evidence.model_proof import Proof, Standing
from specgen.gate.model_results import Idle
from specgen.program.model import Program


def own_of(program: Program, proofs: Iterable[Proof]) -> Mapping[str, Mapping[str, bool]]:
    """By test and module id: whether the test itself executed the module, where that is known."""
    ids = {module.name: module.id for module in program.modules}
    found: dict[str, dict[str, bool]] = {}
    for each in proofs:
        if each.own and each.standing is not Standing.NOT_PASSED and each.module in ids:
            executed = each.standing is Standing.EXECUTED
            found.setdefault(each.node_id, {})[ids[each.module]] = executed
    return found


def idle_of(program: Program, proofs: Iterable[Proof]) -> Mapping[str, Idle]:
    """The tests that passed and, for sure, executed nothing of any module that they count for."""
    ids = {module.name: module.id for module in program.modules}
    by_test: dict[str, list[Proof]] = {}
    for each in proofs:
        by_test.setdefault(each.node_id, []).append(each)
    return {
        test: Idle(tuple(ids.get(each.module, each.module) for each in own), _place(own[0]))
        for test, own in by_test.items()
        if all(each.own and each.standing is Standing.NOT_EXECUTED for each in own)
    }


def _place(said: Proof) -> Place:
    return Place(PurePosixPath(said.home), span=said.span)
