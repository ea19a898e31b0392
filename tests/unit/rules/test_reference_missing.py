"""References lead somewhere."""

from collections.abc import Callable
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.program.model_policy import Reference
from specgen.rules.model import Facts, Rule
from specgen.rules.reference_missing import REFERENCE_MISSING

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]


PLACE = Place(PurePosixPath("specs/project.yaml"), ("references", 0))


def test_files_that_are_not_there(facts_of: FactsOf, said: Said) -> None:
    references = (
        Reference("docs/GONE.md#part", "Why", PLACE),
        Reference("docs/HERE.md", "Why", PLACE),
        Reference("https://example.org/docs/GONE.md", "Why", PLACE),
    )
    facts = facts_of(references=references, absent=["docs/GONE.md"])
    assert said(REFERENCE_MISSING, facts) == ["there is no file `docs/GONE.md`"]
