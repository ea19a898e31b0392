"""Tests that stand as planned are not read when compiling, but they are run and judged."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def finished(repository: Path, run: Run) -> Path:
    """A repository with one finished and three pending generated tests, built."""
    (repository / "pytest.ini").write_text(
        "[pytest]\npythonpath = src\naddopts = --import-mode=importlib\n"
        "asyncio_default_fixture_loop_scope = function\n"
    )
    project = repository / "specs/project.yaml"
    project.write_text(
        project.read_text()
        + "runs: {commit: {types: [unit]}}\nenforcement: [{from: 2020-01-01, stage: blocking}]\n"
    )
    cart = repository / "specs/cart.yaml"
    cart.write_text(
        cart.read_text() + "  - {type: unit, id: adds, title: Adds, target: total,"
        " cases: [{args: [[1, 2]], returns: 3}]}\n"
    )
    run("build")
    return repository


def test_generated_tests_are_run_and_what_is_pending_is_no_success(
    finished: Path, run: Run
) -> None:
    code, out, _ = run("run", "--moment", "commit", "--no-gate")
    assert code == 0
    assert "unit: finished; 2 pass, 3 pending" in out
    assert "pending-tests" not in out
    for words in (("gate",), ("run",)):  # the run is used again, and judged
        code, out, _ = run(*words, "--moment", "commit")
        assert code == 1
        assert "fails pending-tests (2 findings, blocking)" in out  # the third is waived
        assert "cart.unit.adds" not in out
    assert "unit: reused" in out


def test_of_some_tests_only_what_they_tell_is_judged(finished: Path, run: Run) -> None:
    project = finished / "specs/project.yaml"
    project.write_text(project.read_text() + "budget: {coverage: {total: 100%}}\n")
    assert "fails coverage-total" in run("run", "--moment", "commit")[1]
    code, out, _ = run("run", "--moment", "commit", "--type", "unit")
    assert code == 1
    assert "fails pending-tests" in out
    assert "coverage-total" not in out


def test_what_the_gate_lets_pass_passes(finished: Path, run: Run) -> None:
    project = finished / "specs/project.yaml"
    project.write_text(project.read_text().replace("stage: blocking", "stage: monitoring"))
    source = finished / "src/shop/cart.py"
    source.write_text(source.read_text().replace("sum(prices)", "sum(prices) + 1"))
    code, out, _ = run("run", "--moment", "commit")
    assert "2 fail" in out
    assert "reported: failed-tests 2" in out
    assert code == 0
    assert run("run", "--moment", "commit", "--no-gate")[0] == 1


def test_a_finished_test_fails_on_wrong_code(finished: Path, run: Run) -> None:
    source = finished / "src/shop/cart.py"
    source.write_text(source.read_text().replace("sum(prices)", "sum(prices) + 1"))
    code, out, _ = run("run", "--moment", "commit")
    assert code == 1
    assert "2 fail" in out
    assert "fails failed-tests" in run("gate", "--moment", "commit")[1]


MOCKED = """
from unittest.mock import create_autospec

import pytest

from shop import cart

@pytest.mark.race
@pytest.mark.spec("cart.race.baseline")
def test_two_at_once():
    assert cart.total
    total = create_autospec(cart.total, return_value=3)
    assert total([1, 2]) == 3
"""


def test_what_passes_and_executes_nothing_proves_nothing(finished: Path, run: Run) -> None:
    project = finished / "specs/project.yaml"
    text = project.read_text().replace("[unit]}", "[unit, race]}")
    project.write_text(text.replace("priority: high", "priority: high, evidence: proven"))
    (finished / "tests/test_cart.py").write_text(MOCKED)
    run("build")
    code, out, _ = run("run", "--moment", "commit")
    assert code == 1
    assert "its race tests pass without executing cart" in out
    assert "is passing, its tier requires proven" in out
    assert "cart.unit.adds" not in out  # passed, and executed it
    _, out, _ = run("explain", "cart.race")
    assert "test_two_at_once: passed, and no race test executed shop.cart" in out
    _, out, _ = run("explain", "cart.unit.adds")
    assert "passed; unit tests executed total" in out


def test_timed_tests_are_traced_by_a_run_of_their_own(finished: Path, run: Run) -> None:
    project = finished / "specs/project.yaml"
    project.write_text(project.read_text().replace("[unit]}", "[performance]}"))
    (finished / "tests/test_cart.py").write_text(
        "import pytest\nfrom shop.cart import total\n\n\n"
        "@pytest.mark.performance\ndef test_speed(benchmark) -> None:\n"
        "    assert benchmark.pedantic(total, args=([1, 2],), rounds=5) == 3\n"
    )
    out = run("run", "--moment", "commit")[1]
    assert "performance: finished; 1 pass" in out
    _, out, _ = run("explain", "cart.performance")
    assert "test_speed: passed; performance tests executed total" in out
