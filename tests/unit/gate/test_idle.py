"""What single tests executed, in the words of the program."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place, Span
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.model_proof import Proof, Standing
from specgen.gate.idle import idle_of, own_of
from specgen.gate.model_results import Idle
from specgen.program.model import Module, Program

SPAN = Span(3, 1, 4, 1)
PLACE = Place(PurePosixPath("t.py"), span=SPAN)


@pytest.fixture
def program(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> Program:
    return program_of([module_of("cart"), module_of("bus")])


def said(test: str, module: str, standing: Standing, *, own: bool = True) -> Proof:
    outcome = Outcome.FAIL if standing is Standing.NOT_PASSED else Outcome.PASS
    return Proof(test, module, "unit", outcome, standing, (), own, "t.py", SPAN)


def test_a_test_that_executed_none_of_its_modules(program: Program) -> None:
    cart, bus = (module.name for module in program.modules)
    proofs = [
        said("a", cart, Standing.NOT_EXECUTED),
        said("a", bus, Standing.NOT_EXECUTED),
        said("b", cart, Standing.NOT_EXECUTED),
        said("b", bus, Standing.EXECUTED),
        said("c", cart, Standing.NOT_EXECUTED, own=False),
        said("d", cart, Standing.NOT_PASSED),
        said("e", "shop.unknown", Standing.NOT_EXECUTED),
    ]
    ids = tuple(module.id for module in program.modules)
    assert idle_of(program, proofs) == {"a": Idle(ids, PLACE), "e": Idle(("shop.unknown",), PLACE)}
    assert own_of(program, proofs) == {
        "a": dict.fromkeys(ids, False),
        "b": {ids[0]: False, ids[1]: True},
    }


def test_of_nothing_there_is_nothing(program: Program) -> None:
    assert idle_of(program, ()) == {}
    assert own_of(program, ()) == {}
