"""A test that never executes its module tests something else."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import tests_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    executed, traced = facts.results.executed, facts.results.traced
    seen: set[tuple[str, str]] = set()
    for scenario in facts.owed:
        cell = (scenario.module, scenario.type)
        known = executed.get(scenario.module)
        if known is None or scenario.type in known or cell in seen or scenario.type not in traced:
            continue
        passed = [r.node_id for r in tests_of(facts, scenario) if r.outcome is Outcome.PASS]
        if passed:
            seen.add(cell)
            yield Complaint(
                f"{scenario.module}.{scenario.type}",
                f"its {scenario.type} tests pass without executing {scenario.module}",
                scenario.place,
                tip=f"see what {passed[0]} calls",
                tier=facts.tier_of[scenario.module],
                known_as=(scenario.id, *passed),
            )


MODULE_NOT_EXECUTED = Judgement(
    id="module-not-executed",
    summary="cells whose tests pass and never execute a line of the module beyond import",
    why="Everything may be mocked, and then nothing is tested.",
    judge=_judge,
)
