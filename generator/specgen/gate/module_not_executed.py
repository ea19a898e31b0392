"""A test that never executes its module tests something else."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.model_results import Idle, Ran
from specgen.gate.reading import scenarios_of, tests_at, tests_of, tier_of
from specgen.program.model import Scenario

_MOST = 3  # modules to name


def _judge(facts: Facts) -> Iterator[Complaint]:
    idle = facts.results.idle
    for ran in tests_at(facts) if idle else ():
        if ran.node_id in idle and ran.outcome is Outcome.PASS:
            yield _of_test(facts, ran, said=idle[ran.node_id])
    seen: set[tuple[str, str]] = set()
    for scenario in facts.owed:
        cell = (scenario.module, scenario.type)
        if cell in seen:
            continue
        passed = [r.node_id for r in tests_of(facts, scenario) if r.outcome is Outcome.PASS]
        # of tests that are complained about one by one nothing more is to be said
        if _unexecuted(facts, scenario, passed=passed) and not idle.keys() >= set(passed):
            seen.add(cell)
            yield _of_cell(facts, scenario, passed=passed)


def _unexecuted(facts: Facts, scenario: Scenario, *, passed: list[str]) -> bool:
    """Whether none of the tests that passed executed the module: each by itself where that is
    known of all, else as far as anybody knows of their type."""
    results = facts.results
    own = [results.own.get(test, {}).get(scenario.module) for test in passed]
    if None not in own:
        return bool(passed) and not any(own)
    types = results.executed.get(scenario.module)
    told = types is not None and scenario.type in results.traced
    return told and not any(own) and scenario.type not in (types or ())


def _of_cell(facts: Facts, scenario: Scenario, *, passed: list[str]) -> Complaint:
    return Complaint(
        f"{scenario.module}.{scenario.type}",
        f"its {scenario.type} tests pass without executing {scenario.module}",
        scenario.place,
        tip=f"see what {passed[0]} calls",
        tier=facts.tier_of[scenario.module],
        known_as=(scenario.id, *passed),
    )


def _of_test(facts: Facts, ran: Ran, *, said: Idle) -> Complaint:
    shown = ", ".join(said.modules[:_MOST])
    more = f" and {len(said.modules) - _MOST} more" if len(said.modules) > _MOST else ""
    return Complaint(
        ran.node_id,
        f"passes without executing {shown}{more}",
        said.place,
        tip="call what it is to test, and mock less of it; `specgen explain` shows who ran what",
        tier=tier_of(facts, ran),
        known_as=(*scenarios_of(facts, ran), *(f"{m}.{ran.type}" for m in said.modules)),
    )


MODULE_NOT_EXECUTED = Judgement(
    id="module-not-executed",
    summary="tests, and cells, that pass and never execute a line of the module beyond import",
    why="Everything may be mocked, and then nothing is tested.",
    judge=_judge,
)
