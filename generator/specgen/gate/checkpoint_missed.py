"""A run that must pass certain points passes all of them."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import tests_of

PREFIX = "checkpoint."


def _judge(facts: Facts) -> Iterator[Complaint]:
    for scenario in facts.program.scenarios:
        wanted = [point.name for point in scenario.written.checkpoints]
        if not wanted or scenario.type not in facts.types:
            continue
        tests = tests_of(facts, scenario)
        if not tests or all(ran.outcome is Outcome.PASS for ran in tests):
            continue
        reached = {name.removeprefix(PREFIX) for ran in tests for name in ran.measures}
        missed = [name for name in wanted if name not in reached]
        if missed:
            last = [name for name in wanted if name in reached][-1:]
            yield Complaint(
                scenario.id,
                f"did not reach {missed[0]}; the last checkpoint was {(last or ['none'])[0]}",
                scenario.place,
                tip=f"{len(wanted) - len(missed)} of {len(wanted)} checkpoints were reached",
                tier=facts.tier_of[scenario.module],
                known_as=tuple(ran.node_id for ran in tests),
            )


CHECKPOINT_MISSED = Judgement(
    id="checkpoint-missed",
    summary="scenarios whose checkpoints were not all reached",
    why="Where a start-up stopped is the first question anybody asks.",
    judge=_judge,
)
