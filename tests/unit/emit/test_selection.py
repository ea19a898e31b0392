"""Generated tests are for what is owed and not yet met by what people wrote."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.emit.selection import selected
from specgen.gaps.model import Basis, CellState, GapReport, Standing
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario

ONE = "cart.unit.add"
BASELINE = "cart.unit.baseline"


def report(*standings: Standing, exempt: str = "") -> GapReport:
    cell = CellState(
        "cart", "unit", "critical", Level.MISSING, False, True, exempt, Basis.NOTHING, ""
    )
    return GapReport("shop", ("cart",), ("unit",), (cell,), standings, ())


def standing(id: str, met: bool, *tests: str) -> Standing:
    return Standing(
        id=id, module="cart", type="unit", level=Level.WRITTEN, met=met, have=len(tests),
        least=1, basis=Basis.TEST, evidence="", tests=tests,
    )  # fmt: skip


@pytest.fixture
def program(
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
) -> Program:
    return program_of([module_of("cart", requires=("unit",))], [scenario_of(ONE)])


@pytest.fixture
def bare(module_of: Callable[..., Module], program_of: Callable[..., Program]) -> Program:
    return program_of([module_of("cart", requires=("unit",))])


def changed(program: Program, **changes: object) -> Program:
    scenarios = tuple(
        replace(s, **changes) if s.id == ONE else s  # type: ignore[arg-type]  # any field
        for s in program.scenarios
    )
    return replace(program, scenarios=scenarios)


def test_an_explicit_scenario_stands_for_its_cell(program: Program) -> None:
    assert selected(program, report()) == {ONE}


def test_a_required_cell_gets_its_baseline(bare: Program) -> None:
    assert selected(bare, report()) == {BASELINE}


@pytest.mark.parametrize(("policy", "wanted"), [("scenarios", set()), ("none", set())])
def test_the_policy_decides_on_baselines(bare: Program, policy: str, wanted: set[str]) -> None:
    project = replace(bare.project, skeletons=policy)
    assert selected(replace(bare, project=project), report()) == wanted


@pytest.mark.parametrize(("policy", "wanted"), [("scenarios", {ONE}), ("none", set())])
def test_the_policy_decides_on_scenarios(program: Program, policy: str, wanted: set[str]) -> None:
    project = replace(program.project, skeletons=policy)
    assert selected(replace(program, project=project), report()) == wanted


def test_what_people_wrote_elsewhere_is_enough(program: Program) -> None:
    met = standing(ONE, True, "tests/test_cart.py::test_add")
    assert selected(program, report(met, standing(BASELINE, True))) == frozenset()


def test_a_filled_generated_test_stays(program: Program) -> None:
    met = standing(ONE, True, "generated_tests/unit/test_cart_unit.py::test_add")
    assert selected(program, report(met)) == {ONE}


@pytest.mark.parametrize("changes", [{"owed": False}, {"tests": ("tests/test_cart.py",)}])
def test_what_is_not_owed_or_written_elsewhere_gets_none(
    program: Program, changes: dict[str, object]
) -> None:
    met = standing(BASELINE, True)
    assert selected(changed(program, **changes), report(met)) == frozenset()


def test_an_exempt_cell_gets_none(program: Program) -> None:
    cells = tuple(replace(cell, exempt="Makes no sense") for cell in program.cells)
    assert selected(replace(program, cells=cells), report()) == frozenset()


def test_a_skeleton_that_nobody_filled_in_is_no_reason_to_keep_it(bare: Program) -> None:
    generated = "generated_tests/unit/test_cart_unit.py::test_baseline"
    met = report(standing(BASELINE, True, generated, "tests/unit/test_cart.py::test_add"))

    assert selected(bare, met) == {BASELINE}
    assert selected(bare, met, skeletons={generated}) == frozenset()
