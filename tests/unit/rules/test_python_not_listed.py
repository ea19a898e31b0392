"""Runs use the versions that the project lists."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model_policy import Project
from specgen.rules.model import Facts, Rule
from specgen.rules.python_not_listed import PYTHON_NOT_LISTED

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_version_that_the_project_leaves_out(
    facts_of: FactsOf, run_of: Make, said: Said, routes: Routes
) -> None:
    facts = facts_of(runs=(run_of("nightly", "unit", python=("3.12", "3.9")), run_of("main")))
    assert said(PYTHON_NOT_LISTED, facts) == [
        "`nightly` runs on 3.9, which the project does not list"
    ]
    assert routes(PYTHON_NOT_LISTED, facts) == [("runs", "nightly", "python", 1)]


def test_a_project_that_lists_none(
    facts_of: FactsOf, elsewhere: Project, run_of: Make, said: Said
) -> None:
    runs = (run_of("nightly", "unit", python=("3.9",)),)
    facts = facts_of(project=replace(elsewhere, python=()), runs=runs)
    assert said(PYTHON_NOT_LISTED, facts) == []
