"""A test that exists and was expected must say how it ended."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.reading import on_test, place_of, tests_at

_SILENT = (Outcome.NOT_REPORTED, Outcome.NOT_COLLECTED)


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.results.empty:
        return
    for ran in tests_at(facts):
        if ran.outcome in _SILENT:
            yield on_test(
                facts,
                ran,
                message="was collected and did not report how it ended",
                tip="look for a crash or a kill in the log of its run",
            )
    if facts.scope >= Scope.MOMENT:
        yield from _uncollected(facts)


def _uncollected(facts: Facts) -> Iterator[Complaint]:
    """Tests that the inventory links to what is owed and that no run has collected; of a run that
    did not end another judgement speaks."""
    cut = {session.type for session in facts.results.sessions if not session.complete}
    found: dict[str, list[str]] = {}
    tests = facts.results.tests
    for scenario in facts.owed if "" not in cut else ():
        if scenario.type in cut:
            continue
        for test in facts.report.standing_by_id[scenario.id].tests:
            if test not in tests:
                found.setdefault(test, []).append(scenario.id)
    for test, scenarios in sorted(found.items()):
        module = facts.program.scenario_by_id[scenarios[0]].module
        yield Complaint(
            test,
            "is there, and no run collected it",
            place_of(test),
            tip="see that a run of its type takes in its file",
            tier=facts.tier_of[module],
            known_as=tuple(scenarios),
        )


UNREPORTED_TESTS = Judgement(
    id="unreported-tests",
    summary="tests that were expected and did not report",
    why="A test that does not run is as green as one that passes.",
    judge=_judge,
)
