"""The source root is there, unless it is elsewhere."""

from collections.abc import Callable

from specgen.rules.model import Facts, Rule
from specgen.rules.source_missing import SOURCE_MISSING

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_a_root_that_is_not_there(facts_of: FactsOf, said: Said, routes: Routes) -> None:
    facts = facts_of(absent=["src"])
    assert said(SOURCE_MISSING, facts) == ["there is no folder `src`"]
    assert routes(SOURCE_MISSING, facts) == [("source", "root")]


def test_a_root_that_is_there_or_elsewhere(
    facts_of: FactsOf, elsewhere: object, said: Said
) -> None:
    assert said(SOURCE_MISSING, facts_of(absent=["tests"])) == []
    assert said(SOURCE_MISSING, facts_of(project=elsewhere, absent=["src"])) == []
