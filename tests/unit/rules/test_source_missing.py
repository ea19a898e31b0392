"""The source root is there, unless it is elsewhere."""

from collections.abc import Callable
from dataclasses import replace

from specgen.program.model_policy import Project
from specgen.rules.model import Facts, Rule
from specgen.rules.source_missing import SOURCE_MISSING

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_root_that_is_not_there(
    facts_of: FactsOf, module_of: Make, said: Said, routes: Routes
) -> None:
    facts = facts_of([module_of("a")], absent=["src"])
    assert said(SOURCE_MISSING, facts) == ["there is no folder `src`"]
    assert routes(SOURCE_MISSING, facts) == [("source", "root")]


def test_a_root_that_holds_nothing(
    facts_of: FactsOf, module_of: Make, elsewhere: Project, said: Said, routes: Routes
) -> None:
    facts = facts_of([module_of("a")])
    assert said(SOURCE_MISSING, facts) == ["there is no package `shop` below `src`"]
    assert routes(SOURCE_MISSING, facts) == [("source", "package")]
    bare = replace(elsewhere, source=replace(elsewhere.source, elsewhere=False, package=""))
    facts = facts_of([module_of("a")], project=bare)
    assert said(SOURCE_MISSING, facts) == ["there is no Python module below `src`"]


def test_a_root_that_is_there_elsewhere_or_planned(
    facts_of: FactsOf, module_of: Make, surface_of: Make, elsewhere: Project, said: Said
) -> None:
    modules = [module_of("a")]
    there = facts_of(modules, surface=[surface_of("shop.a")], absent=["tests"])
    assert said(SOURCE_MISSING, there) == []
    assert said(SOURCE_MISSING, facts_of(modules, project=elsewhere, absent=["src"])) == []
    assert said(SOURCE_MISSING, facts_of([module_of("a", planned=True)], absent=["src"])) == []
