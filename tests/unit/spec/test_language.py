"""The spec language as shown in its description: every construct is read as what it means."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from specgen.diagnostics import Diagnostic
from specgen.quantities import CountRange, Duration, Points, Share, Size
from specgen.spec.model import (
    CoverageBudget,
    DoubleSpec,
    LawSpec,
    Located,
    ManualCheckSpec,
    ModuleSpec,
    RaisesSpec,
    RecordedCoverageSpec,
    RuleSetting,
    ScenarioSpec,
    SourceSpec,
    StepSpec,
    Written,
)

Parsed = Callable[..., tuple[tuple[Written, ...], tuple[Diagnostic, ...]]]
Example = Callable[[str], str]
NAMES = ("project", "module", "modules", "complete", "plan", "exceptions")


@pytest.fixture
def whole(parsed: Parsed, example: Example) -> Written:
    """All examples as one project."""
    projects, diagnostics = parsed(**{name: example(name) for name in NAMES})
    assert diagnostics == ()
    return projects[0]


def scenarios(whole: Written, module: str) -> dict[str, ScenarioSpec]:
    found = next(m.value for m in whole.modules if m.value.module == module)
    return {scenario.id or scenario.type: scenario for scenario in found.scenarios}


def test_policy(whole: Written) -> None:
    project = whole.project.value
    assert project.project == "exchange"
    assert isinstance(project.source, SourceSpec)
    assert project.source.exclude == ("*.migrations.*",)
    assert project.types["smoke"].extends == "e2e"
    assert list(project.tiers) == ["critical", "business", "infrastructure", "experimental"]
    assert project.tiers["experimental"].requires == ("unit",)
    assert project.budget is not None
    assert isinstance(project.budget.coverage, CoverageBudget)
    assert project.budget.coverage.max_drop == Points(Decimal("0.05"))
    assert project.runs["pull_request"].shards == {"unit": 2}
    assert project.working is not None
    assert project.working.day == 8


def test_enforcement_and_rules(whole: Written) -> None:
    project = whole.project.value
    assert project.enforcement[3].until == date(2026, 2, 8)
    assert project.rules["happy-path-only"] == "off"
    assert project.rules["coverage-total"] == RuleSetting(
        stage="ratchet", flag="TEST_COVERAGE_ENFORCEMENT"
    )


def test_services(whole: Written) -> None:
    market = whole.project.value.services["market"]
    assert market.double["integration"] == DoubleSpec(cassettes="tests/cassettes/market")
    credential = market.credentials["DEV_MARKET_KEY"]
    assert credential is not None
    assert credential.formerly == "DEMO_MARKET_KEY"


def test_code_that_is_elsewhere(parsed: Parsed, example: Example) -> None:
    (project,), diagnostics = parsed(elsewhere=example("elsewhere"))
    assert diagnostics == ()
    assert project.project.value.source == "elsewhere"


def test_modules_short_and_in_full(whole: Written) -> None:
    names = {m.value.module: m.value for m in whole.modules}
    assert names["exchange.clock"] == ModuleSpec(module="exchange.clock")
    assert names["exchange.lockout"].planned
    client = names["exchange.connectors.client"]
    assert client.exempt == {"race": "Stateless"}
    assert client.components["Retry"] is None
    assert client.renamed_from == ("old_client", "older_client")


def test_scenarios(whole: Written) -> None:
    found = scenarios(whole, "exchange.connectors.client")
    budget = found["rate-limit-under-load"].budget
    assert budget is not None
    assert (budget.p95, budget.memory) == (Duration(0.1), Size(64_000_000))
    assert found["many"].count == CountRange(40, None)
    step = found["full-flow"].steps[1]
    assert isinstance(step, StepSpec)
    assert step.with_ == ["symbol MNQ"]
    assert found["later"].optional


def test_complete_scenarios(whole: Written) -> None:
    found = scenarios(whole, "exchange.money")
    cases = found["rounding"].cases
    assert [case.outcome for case in cases] == ["returns", "approx", "raises", "raises", "returns"]
    assert cases[3].raises == RaisesSpec(error="exchange.errors:Negative", match="below zero")
    assert found["property"].holds[3] == LawSpec(equivalent="slow")
    assert found["command"].files["out/empty"] is None
    assert found["chaos"].faults[0].probability == Share(Decimal("0.1"))


def test_a_case_without_outcome_only_must_not_raise(parsed: Parsed) -> None:
    text = "module: a\nscenarios: [{type: unit, cases: [{args: [1]}]}]"
    (project,), _ = parsed(a=text)
    assert project.modules[0].value.scenarios[0].cases[0].outcome == ""


def test_plan(whole: Written) -> None:
    first, last = (milestone.value for milestone in whole.milestones)
    assert last.covers == "rest"
    assert isinstance(first.done_when, dict)
    assert first.done_when["documents"] == (ManualCheckSpec(manual="Report reviewed", by="lead"),)
    assert str(first.capacity) == "30h/week"
    assert whole.tasks[1].value.mends is not None
    assert [d.value.id for d in whole.decisions] == ["memory-budget"]
    assert [g.value.id for g in whole.goals] == ["production"]


def test_exceptions_and_records(whole: Written) -> None:
    assert [waiver.value.at_most for waiver in whole.waivers] == [None, 15]
    assert [skip.value.tests for skip in whole.skips] == [("*::test_symlink",)]
    snapshot = whole.recorded[0].value
    assert snapshot.coverage["total"] == Share(Decimal("0.5737"))
    assert isinstance(snapshot.coverage["events"], RecordedCoverageSpec)
    assert [said.text for said in whole.claims[0].value.says] == [
        "gaps == 39",
        "gaps(priority=high) == 16",
        "effort == ~57h",
    ]
    assert isinstance(whole.references[0], Located)
