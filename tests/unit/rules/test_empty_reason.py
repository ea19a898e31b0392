"""A reason says why."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.program.model_policy import Skip
from specgen.rules.empty_reason import EMPTY_REASON
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]
Routes = Callable[[Rule, Facts], list[tuple[str | int, ...]]]


@pytest.mark.parametrize("reason", ["TODO", "tbd", "n/a", "-", "...", "", "Skipped!", "x"])
def test_placeholders(facts_of: FactsOf, module_of: Make, said: Said, reason: str) -> None:
    facts = facts_of([module_of("a", exempt={"race": reason})])
    assert said(EMPTY_REASON, facts) == [f"the reason of this exemption says nothing: {reason!r}"]


@pytest.mark.parametrize(
    "reason", ["Stateless", "No sandbox yet", "Broken upstream, see 12", "Later than v2: needs TLS"]
)
def test_reasons(facts_of: FactsOf, module_of: Make, said: Said, reason: str) -> None:
    assert said(EMPTY_REASON, facts_of([module_of("a", exempt={"race": reason})])) == []


def test_waivers_and_skips_have_reasons_too(
    facts_of: FactsOf, waiver_for: Make, said: Said, routes: Routes
) -> None:
    skip = Skip(("tests/*",), "win32", "none", Place(PurePosixPath("s.yaml"), ("skips", 0)))
    facts = facts_of(waivers=(waiver_for("a", reason="wip"), waiver_for("b")), skips=(skip,))
    assert said(EMPTY_REASON, facts) == [
        "the reason of this waiver says nothing: 'wip'",
        "the reason of this skip says nothing: 'none'",
    ]
    assert routes(EMPTY_REASON, facts) == [("waivers", 0, "reason"), ("skips", 0, "reason")]
