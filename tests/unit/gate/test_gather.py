"""Evidence in the words of the program."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.evidence.model import (
    BenchmarkFigures,
    CoverageFigures,
    Evidence,
    MutationFigures,
    Session,
    TestRecord,
)
from specgen.evidence.model_outcome import Outcome
from specgen.gate.gather import Executed, gather
from specgen.gate.model_results import Lines, Mutants, Ran
from specgen.program.model import Module, Program

TEST = "tests/test_cart.py::test_total"


@pytest.fixture
def program(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> Program:
    return program_of([module_of("cart"), module_of("tax")])


def figures(path: str, **changes: frozenset[int] | int | Mapping[str, frozenset[int]]) -> Evidence:
    known = CoverageFigures(path, frozenset({1, 2, 3}), frozenset({1, 2, 3, 4}), **changes)  # type: ignore[arg-type]  # any field
    return Evidence(coverage={path: known})


def test_a_test_is_the_worst_of_its_parameters_and_attempts(program: Program) -> None:
    records = (
        TestRecord(f"{TEST}[a]", Outcome.PASS, "s", seconds=1.0, spec_ids=("cart.unit.total[1]",),
                   measures={"p95": 0.1, "throughput": 9.0}),
        TestRecord(f"{TEST}[b]", Outcome.FAIL, "s", seconds=3.0, message="broken",
                   measures={"p95": 0.3, "throughput": 5.0, "checkpoint.up": 1.0}),
    )  # fmt: skip
    evidence = Evidence(records=records, sessions=(Session("s", type="unit"),))
    measures = {"p95": 0.3, "throughput": 5.0, "checkpoint.up": 1.0}
    assert gather(program, evidence).tests == {
        TEST: Ran(TEST, Outcome.FAIL, "unit", ("cart.unit.total",), 3.0, "broken", measures,
                  passed_once=True)
    }  # fmt: skip


def test_pass_and_fail_on_one_tree_are_flaky(program: Program) -> None:
    records = tuple(
        TestRecord(TEST, outcome, "s", attempt=n)
        for n, outcome in enumerate((Outcome.FAIL, Outcome.PASS), 1)
    )
    results = gather(program, Evidence(records=records))
    assert results.tests[TEST].outcome is Outcome.FLAKY
    assert not results.empty


def test_what_was_expected_and_did_not_report(program: Program) -> None:
    evidence = Evidence(sessions=(Session("s", expected=(TEST,)),))
    assert gather(program, evidence).tests[TEST].outcome is Outcome.NOT_REPORTED


def test_of_nothing_there_is_nothing(program: Program) -> None:
    results = gather(program, Evidence())
    assert results.empty
    assert results.changed is None
    assert results.total == Lines(0, 0)
    assert results.total.share == 1.0


@pytest.mark.parametrize("path", ["src/shop/cart.py", "src/shop/cart/__init__.py"])
def test_coverage_of_modules(program: Program, path: str) -> None:
    results = gather(program, figures(path, branches=4, branches_taken=1))
    assert results.coverage == {"cart": Lines(4, 8)}
    assert results.total.share == 0.5
    assert results.executed == {}


def test_lines_that_ran_without_those_that_did_not_are_no_coverage(program: Program) -> None:
    ran = frozenset({1, 2})
    path = "src/shop/cart.py"
    known = CoverageFigures(path, ran, frozenset(), contexts={"unit": ran})
    results = gather(program, Evidence(coverage={path: known}))
    assert results.coverage == {}
    assert results.executed == {}


def test_coverage_of_other_files_is_nobodys(program: Program) -> None:
    assert gather(program, figures("tests/test_cart.py")).coverage == {}


def test_which_types_executed_a_module(program: Program) -> None:
    contexts = {"": frozenset({1}), "unit": frozenset({1, 2}), "race": frozenset({1})}
    ran: Executed = {"shop.cart": {"unit": ("add",), "race": ()}, "shop.bus": {"unit": ("x",)}}
    results = gather(program, figures("src/shop/cart.py", contexts=contexts), executed=ran)
    assert results.executed == {"cart": frozenset({"unit"})}
    assert results.traced == {"unit", "race"}


def test_changed_lines(program: Program) -> None:
    changed = {
        "src/shop/cart.py": frozenset({2, 4, 9}),  # line 9 is no statement
        "src/shop/tax.py": frozenset({1, 2}),  # nothing measured it
        "src/shop/cart.txt": frozenset({1}),
        "tests/test_cart.py": frozenset({1}),
    }
    results = gather(program, figures("src/shop/cart.py"), changed=changed)
    assert results.changed == {"src/shop/cart.py": Lines(1, 2), "src/shop/tax.py": Lines(0, 2)}


@pytest.mark.parametrize("path", ["src/shop/cart.py", "shop.cart"])
def test_mutants(program: Program, path: str) -> None:
    found = MutationFigures(path, killed=7, survived=2, untested=1, broken=5, open=4)
    assert gather(program, Evidence(mutations={path: found})).mutants == {
        "cart": Mutants(7, 10, 4, 5)
    }


def test_mutants_of_other_files_are_nobodys(program: Program) -> None:
    found = MutationFigures("other.py", killed=7)
    assert gather(program, Evidence(mutations={"other.py": found})).mutants == {}


def test_quantiles_come_from_raw_rounds(program: Program) -> None:
    rounds = tuple(n / 100 for n in range(1, 101))
    benchmark = BenchmarkFigures(f"{TEST}[x]", rounds=rounds, stats={"p95": 9.0})
    records = (TestRecord(f"{TEST}[x]", Outcome.PASS),)
    evidence = Evidence(records=records, benchmarks=(benchmark,))
    found = gather(program, evidence).tests[TEST].measures
    assert {name: round(value, 4) for name, value in found.items()} == {
        "p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0, "mean": 0.505, "throughput": 1.9802,
    }  # fmt: skip


def test_without_rounds_what_the_tool_computed(program: Program) -> None:
    benchmark = BenchmarkFigures(TEST, stats={"median": 0.2, "stddev": 0.1})
    evidence = Evidence(records=(TestRecord(TEST, Outcome.PASS),), benchmarks=(benchmark,))
    assert gather(program, evidence).tests[TEST].measures == {"p50": 0.2}


def test_what_cannot_be_read_is_kept(program: Program) -> None:
    place = Place(PurePosixPath("a.json"))
    finding = Diagnostic("evidence-unreadable", Severity.FINDING, place, "not json")
    results = gather(program, Evidence(findings=(finding,)))
    assert results.unreadable == ((place, "not json"),)
