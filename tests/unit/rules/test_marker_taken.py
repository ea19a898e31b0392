"""A mark means one type and nothing else."""

from collections.abc import Callable

from specgen.rules.marker_taken import MARKER_TAKEN
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


def test_marks_of_pytest_and_of_other_types(
    facts_of: FactsOf, type_of: Make, said: Said, routes: Routes
) -> None:
    types = (
        type_of("smoke", marker="skip"),
        type_of("async_", marker="asyncio"),
        type_of("one", marker="same", directory="shared"),
        type_of("two", marker="same"),
        type_of("three", directory="shared"),
    )
    facts = facts_of(types=types)
    assert said(MARKER_TAKEN, facts) == [
        "the mark `skip` of type `smoke` belongs to pytest",
        "the mark `asyncio` of type `async_` belongs to pytest-asyncio",
        "types `two` and `one` share the mark `same`",
    ]
    assert routes(MARKER_TAKEN, facts)[0] == ("types", "smoke", "marker")


def test_the_built_in_types_have_marks_of_their_own(facts_of: FactsOf, said: Said) -> None:
    assert said(MARKER_TAKEN, facts_of()) == []
