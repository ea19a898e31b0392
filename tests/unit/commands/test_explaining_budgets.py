"""`specgen explain` shows every budget that bears on a cell, with what the last run measured."""

import json
from collections.abc import Callable
from pathlib import Path

from specgen.commands.kept import evidence_folder
from specgen.pipeline import compile_tree

Run = Callable[..., tuple[int, str, str]]
SUMS = "  - {type: unit, id: sums, title: Sums, checks: [Few, Many]}\n"
FAST = "  - {type: unit, id: sums, title: Sums, budget: {p95: 100ms, memory: 5MB}}\n"


def with_budgets(repository: Path) -> None:
    cart, project = repository / "specs/cart.yaml", repository / "specs/project.yaml"
    cart.write_text(cart.read_text().replace(SUMS, FAST))
    project.write_text(project.read_text() + "budget: {coverage: {total: 80%}}\n")
    test = repository / "tests/test_cart.py"
    mark = '@pytest.mark.spec("cart.unit.sums")\n@pytest.mark.unit\ndef test_total'
    test.write_text(test.read_text().replace("@pytest.mark.unit\ndef test_total", mark))


def ran(repository: Path) -> None:
    """A run that measured one of the two budgets of the scenario."""
    (project,) = compile_tree(repository).projects
    folder = evidence_folder(repository, project)
    folder.mkdir(parents=True)
    test = "tests/test_cart.py::test_total"
    lines = [
        {"kind": "session", "form": 1, "id": "s", "type": "unit"},
        {"kind": "collected", "count": 1, "ids": [test]},
        {"kind": "test", "id": test, "outcome": "pass", "type": "unit",
         "spec": ["cart.unit.sums"], "measures": {"p95": 0.25}},
        {"kind": "end", "status": 0},
    ]  # fmt: skip
    (folder / "run.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def budgets(out: str) -> list[str]:
    return [line.split("  [")[0].split("  ")[-1] for line in out.splitlines() if "budget " in line]


def test_without_a_run_nothing_is_measured(run: Run, repository: Path) -> None:
    with_budgets(repository)
    _, out, _ = run("explain", "cart.unit.sums")
    assert budgets(out) == [
        "coverage.total of total ≥ 80%: not measured: no coverage was recorded",
        "p95 of cart.unit.sums ≤ 100ms: not measured: no test of it ran",
        "memory of cart.unit.sums ≤ 5MB: not measured: no test of it ran",
    ]
    assert "[specs/cart.yaml:5:" in out


def test_after_a_run_the_figures_are_there(run: Run, repository: Path) -> None:
    with_budgets(repository)
    ran(repository)
    _, out, _ = run("explain", "cart.unit.sums")
    assert "p95 of cart.unit.sums ≤ 100ms: 250ms, broken" in budgets(out)
    assert "memory of cart.unit.sums ≤ 5MB: not measured: its tests did not record it" in budgets(
        out
    )
    _, out, _ = run("explain", "cart.unit")  # the cell has those of its scenarios
    assert "p95 of cart.unit.sums ≤ 100ms: 250ms, broken" in budgets(out)


def test_budgets_of_others_are_not_shown(run: Run, repository: Path) -> None:
    with_budgets(repository)
    _, out, _ = run("explain", "cart.race")
    assert [line.split(" ")[0] for line in budgets(out)] == ["coverage.total"]
