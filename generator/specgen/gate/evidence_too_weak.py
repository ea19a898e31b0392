"""A test counts as far as its run proved something."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import WORST_FIRST, Outcome
from specgen.gate.excuses import skip_is_right
from specgen.gate.measures import keeps
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.model_results import EXCUSE_OF, LEVELS, Ran
from specgen.gate.reading import tests_of
from specgen.levels import Level
from specgen.program.model import Scenario

_EXCUSES = {Level.SKIPPED: "skip", Level.XFAILED: "xfail", Level.SKELETON: "gap"}
_BADNESS = {outcome: rank for rank, outcome in enumerate(WORST_FIRST)}


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.results.empty:
        return
    for scenario in facts.owed:
        required = _required(facts, scenario)
        standing = facts.report.standing_by_id[scenario.id]
        if required.rank < Level.PASSING.rank or not standing.met:
            continue
        tests = sorted(_asked(facts, scenario), key=lambda ran: _BADNESS[ran.outcome])
        level = _level(facts, scenario, tests=tests)
        if level.rank < required.rank or level is Level.SKELETON:
            yield Complaint(
                scenario.id,
                f"is {level}, its tier requires {required}{_why(tests, level)}",
                scenario.place,
                tip=_tip(facts, scenario, level=level),
                tier=facts.tier_of[scenario.module],
                excuse=_EXCUSES.get(level, ""),
                rests_on=tuple(_bad(tests)),
            )


def _asked(facts: Facts, scenario: Scenario) -> list[Ran]:
    """The tests that decide: a skip that is right does so only where no other test ran."""
    tests = tests_of(facts, scenario)
    ran = [r for r in tests if r.outcome is not Outcome.SKIP or not skip_is_right(facts, r)]
    return ran or list(tests)


def _bad(tests: list[Ran]) -> Iterator[tuple[str, str]]:
    """The tests that did not pass, each with what a waiver allows of it."""
    for ran in tests:
        if ran.outcome is not Outcome.PASS:
            yield ran.node_id, EXCUSE_OF[ran.outcome]


def _required(facts: Facts, scenario: Scenario) -> Level:
    """The stricter of what the tier and the moment require."""
    own = facts.program.module_by_id[scenario.module].evidence
    at = facts.run.evidence if facts.run is not None else own
    return max(own, at, key=lambda level: level.rank)


def _level(facts: Facts, scenario: Scenario, *, tests: list[Ran]) -> Level:
    """The level of the worst test, the first of ``tests``; that all passed counts as proven where
    any of them executed the module."""
    if not tests:
        return Level.WRITTEN
    if tests[0].outcome is not Outcome.PASS:
        return LEVELS[tests[0].outcome]
    if any(ran.node_id in facts.results.elsewhere for ran in tests):
        return Level.WRITTEN  # what another tree passed says nothing of this one
    executed = any(_executed(facts, scenario, ran=ran) for ran in tests)
    return Level.PROVEN if executed and keeps(facts, scenario) else Level.PASSING


def _executed(facts: Facts, scenario: Scenario, *, ran: Ran) -> bool:
    own = facts.results.own.get(ran.node_id, {}).get(scenario.module)
    if own is None:  # what its type did is the most that is known
        return scenario.type in facts.results.executed.get(scenario.module, frozenset())
    return own


def _why(tests: list[Ran], level: Level) -> str:
    if not tests:
        return ": none of its tests reported"
    reasons = [ran.reason.split("\n", 1)[0] for ran in tests if LEVELS[ran.outcome] is level]
    return f" ({reasons[0][:120]})" if reasons and reasons[0] else ""


def _tip(facts: Facts, scenario: Scenario, *, level: Level) -> str:
    if any(ran.node_id in facts.results.elsewhere for ran in tests_of(facts, scenario)):
        return "run its tests on this tree"
    if level is not Level.PASSING:
        return "have its tests pass"
    results = facts.results
    if scenario.module not in results.executed or scenario.type not in results.traced:
        return "nothing tells which tests executed it: record coverage contexts"
    return "it passes, but did not execute its module beyond import, or a budget did not hold"


EVIDENCE_TOO_WEAK = Judgement(
    id="evidence-too-weak",
    summary="owed scenarios whose tests proved less than their tier requires",
    why="A test that exists and does not pass is a promise, not a proof.",
    judge=_judge,
    scope=Scope.MOMENT,
)
