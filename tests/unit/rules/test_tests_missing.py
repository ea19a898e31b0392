"""Folders of tests that somebody named are there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from specgen.program.model_policy import Project
from specgen.rules.model import Facts, Rule
from specgen.rules.tests_missing import TESTS_MISSING

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def with_folders(project: Project, *folders: str) -> Project:
    return replace(
        project, source=replace(project.source, tests=tuple(map(PurePosixPath, folders)))
    )


def test_a_folder_that_is_not_there(
    facts_of: FactsOf, elsewhere: Project, said: Said, routes: Routes
) -> None:
    here = replace(elsewhere, source=replace(elsewhere.source, elsewhere=False))
    project = with_folders(here, "spec", "checks")
    facts = facts_of(project=project, absent=["checks"])
    assert said(TESTS_MISSING, facts) == ["there is no folder `checks`"]
    assert routes(TESTS_MISSING, facts) == [("source", "tests", 1)]


def test_the_default_folder_may_be_absent(facts_of: FactsOf, said: Said) -> None:
    assert said(TESTS_MISSING, facts_of(absent=["tests"])) == []


def test_folders_elsewhere_are_not_looked_for(
    facts_of: FactsOf, elsewhere: Project, said: Said
) -> None:
    facts = facts_of(project=with_folders(elsewhere, "checks"), absent=["checks"])
    assert said(TESTS_MISSING, facts) == []
