"""A conditional skip is right only where some machine runs the test."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.excuses import means
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.reading import place_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    tests = facts.results.tests.values()
    passed = [r.node_id for r in tests if r.passed_once]
    silent = [
        r.node_id
        for r in tests
        if r.outcome is Outcome.SKIP
        and not r.passed_once
        and not any(node.startswith(f"{r.node_id}::") for node in passed)  # a file that skipped
    ]
    for skip in facts.program.skips:
        for test in sorted(silent):
            if any(means(pattern, test) for pattern in skip.tests):
                yield Complaint(
                    test,
                    f"is skipped everywhere: no machine was there on which not {skip.when}",
                    place_of(test),
                    tip="run it on such a machine, or delete the skip",
                    excuse="skip",
                )


SKIP_NEVER_RAN = Judgement(
    id="skip-never-ran",
    summary="tests under a `skips:` entry that no machine of the matrix ever ran",
    why="A skip that is right on one system is a hole when it holds on all.",
    judge=_judge,
    scope=Scope.MATRIX,
)
