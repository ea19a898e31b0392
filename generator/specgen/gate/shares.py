"""The status of each required scenario: what was promised, weighed by what ran."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypedDict

from specgen.evidence.model_outcome import Outcome
from specgen.gate.excuses import skip_is_right
from specgen.gate.model import Decision, Facts, Status
from specgen.gate.model_results import Ran
from specgen.gate.model_status import ScenarioStatus, Shares, worst_status
from specgen.gate.reading import tests_of
from specgen.levels import Level
from specgen.program.model import Scenario

_OF_SCENARIOS = {"gap", "evidence-too-weak"}
_FLAKY, _UNREPORTED = "flaky-tests", "unreported-tests"

RULE_OF: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ERROR: "failed-tests",
        Outcome.FAIL: "failed-tests",
        Outcome.FLAKY: _FLAKY,
        Outcome.XPASS: "xpassed-tests",
        Outcome.NOT_COLLECTED: _UNREPORTED,
        Outcome.NOT_REPORTED: _UNREPORTED,
        Outcome.PENDING: "pending-tests",
        Outcome.XFAIL: "xfailed-tests",
        Outcome.SKIP: "skipped-tests",
    }
)
_STATUS_OF: Mapping[Outcome, ScenarioStatus] = MappingProxyType(
    {
        Outcome.ERROR: ScenarioStatus.FAILING,
        Outcome.FAIL: ScenarioStatus.FAILING,
        Outcome.FLAKY: ScenarioStatus.FAILING,
        Outcome.XPASS: ScenarioStatus.FAILING,
        Outcome.XFAIL: ScenarioStatus.FAILING,
        Outcome.NOT_COLLECTED: ScenarioStatus.NOT_RUN,
        Outcome.NOT_REPORTED: ScenarioStatus.NOT_RUN,
        Outcome.SKIP: ScenarioStatus.NOT_RUN,
        Outcome.PENDING: ScenarioStatus.PENDING,
        Outcome.PASS: ScenarioStatus.MET,
    }
)


class Split(TypedDict):
    """The parts of a verdict that say how scenarios stand."""

    scenarios: dict[str, ScenarioStatus]
    shares: Shares
    tiers: dict[str, Shares]
    types: dict[str, Shares]


@dataclass(frozen=True)
class _Said:
    """What was decided, looked up by rule and subject; waived only where every decision is."""

    waived: dict[tuple[str, str], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "_Said":
        """The decisions that say how a scenario or a test stands."""
        rules = {*_OF_SCENARIOS, *RULE_OF.values()}
        said = cls()
        for each in decisions:
            if each.rule in rules:
                key = (each.rule, each.complaint.subject)
                excused = each.status is Status.WAIVED
                said.waived[key] = said.waived.get(key, True) and excused
        return said


def shares(facts: Facts, decisions: Iterable[Decision]) -> Split:
    """The status of each required scenario, and how many have each: in all, per tier, per type.

    Whether a stage blocks does not matter here, nor whether a rule is off: what failed is failing.
    """
    said = _Said.of(decisions)
    found = {scenario.id: _status(facts, scenario, said=said) for scenario in facts.owed}
    tiers: dict[str, list[ScenarioStatus]] = {tier.name: [] for tier in facts.program.tiers}
    types: dict[str, list[ScenarioStatus]] = {kind.name: [] for kind in facts.program.types}
    for scenario in facts.owed:
        tiers.setdefault(facts.tier_of[scenario.module], []).append(found[scenario.id])
        types[scenario.type].append(found[scenario.id])
    return Split(
        scenarios=found,
        shares=Shares.of(found.values()),
        tiers={name: Shares.of(each) for name, each in tiers.items() if each},
        types={name: Shares.of(each) for name, each in types.items() if each},
    )


def _status(facts: Facts, scenario: Scenario, *, said: _Said) -> ScenarioStatus:
    """The worst of what holds for the scenario itself and for each test linked to it."""
    own = [said.waived[rule, scenario.id] for rule in sorted(_OF_SCENARIOS)
           if (rule, scenario.id) in said.waived]  # fmt: skip
    standing = facts.report.standing_by_id[scenario.id]
    tests = list(_of_tests(facts, scenario, said=said))
    if own and all(own):
        return worst_status((ScenarioStatus.WAIVED, *tests))
    if not standing.met:
        pending = standing.level is Level.SKELETON
        static = ScenarioStatus.PENDING if pending else ScenarioStatus.MISSING
        return worst_status((static, *tests))
    if not tests:
        return ScenarioStatus.NOT_RUN
    return worst_status((ScenarioStatus.UNPROVEN if own else ScenarioStatus.MET, *tests))


def _of_tests(facts: Facts, scenario: Scenario, *, said: _Said) -> Iterator[ScenarioStatus]:
    """The status of each test linked to ``scenario``; skips that are right decide only where
    nothing else does."""
    ran = tests_of(facts, scenario)
    asked = [test for test in ran if not _rightly_skipped(facts, test)]
    for test in asked:
        passed_here = test.node_id not in facts.results.elsewhere
        status = _of_test(test, said=said)
        yield status if passed_here else worst_status((status, ScenarioStatus.NOT_RUN))
    if ran and not asked:
        yield ScenarioStatus.NOT_RUN
    for name in facts.report.standing_by_id[scenario.id].tests:
        if name not in facts.results.tests and (_UNREPORTED, name) in said.waived:
            excused = said.waived[_UNREPORTED, name]
            yield ScenarioStatus.WAIVED if excused else ScenarioStatus.NOT_RUN


def _rightly_skipped(facts: Facts, test: Ran) -> bool:
    return test.outcome is Outcome.SKIP and skip_is_right(facts, test)


def _of_test(test: Ran, *, said: _Said) -> ScenarioStatus:
    """How a test ended, or waived; one that earlier runs know as flaky is, though it passed."""
    outcome = test.outcome
    if outcome is Outcome.PASS and (_FLAKY, test.node_id) in said.waived:
        outcome = Outcome.FLAKY
    if outcome is not Outcome.PASS and said.waived.get((RULE_OF[outcome], test.node_id), False):
        return ScenarioStatus.WAIVED
    return _STATUS_OF[outcome]
