"""A test that exists and was expected must say how it ended."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import Outcome
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.gate.model_results import Ran
from specgen.gate.reading import on_test, plural, tests_at

_SHOWN = 3  # parameter sets that a message names
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
    yield from _sets(facts)
    yield from _uncollected(facts)


def _uncollected(facts: Facts) -> Iterator[Complaint]:
    """Live tests that no run has collected, of the types that the evidence claims to be all of; of
    a run that did not end another judgement speaks."""
    cut = {session.type for session in facts.results.sessions if not session.complete}
    types = _claimed(facts) - cut if "" not in cut else frozenset()
    found = {test for test, live in facts.live.items() if live.type in types}
    for scenario in facts.owed:
        if scenario.type in types:
            found.update(facts.report.standing_by_id[scenario.id].tests)
    narrowed = _narrowed(facts)
    for test in sorted(found):
        if facts.results.speaker(test) is None:
            yield on_test(
                facts,
                Ran(test, Outcome.NOT_COLLECTED),
                message=f"is there, and no run collected it{narrowed}",
                tip="see that a run of its type takes in its file",
            )


def _claimed(facts: Facts) -> frozenset[str]:
    """The types of which every test is to be there: those of the moment, or, where the evidence is
    of less, those that a session was asked to run whole."""
    if facts.scope >= Scope.MOMENT:
        return facts.types
    sessions = facts.results.sessions
    return frozenset(s.type for s in sessions if s.asked == "" and s.type and s.shards == 1)


def _narrowed(facts: Facts) -> str:
    """What the runs were asked to leave out, in words."""
    asked = sorted({s.asked for s in facts.results.sessions if s.asked})
    return f"; asked for: {', '.join(asked)[:120]}" if asked else ""


def _sets(facts: Facts) -> Iterator[Complaint]:
    """Parameter sets that stand in the test as literals and of which nothing speaks."""
    types = facts.types
    for test, absent in sorted(facts.results.absent.items()):
        live = facts.live[test]
        if live.type in types:
            names = ", ".join(f"[{name}]" for name in absent[:_SHOWN])
            more = f" and {len(absent) - _SHOWN:,} more" if len(absent) > _SHOWN else ""
            yield on_test(
                facts,
                facts.results.tests[test],
                message=f"ran without {plural(len(absent), 'parameter set')} of"
                f" {len(live.sets or ()):,}: {names}{more}",
                tip="see what dropped them from the run or from the report",
            )


UNREPORTED_TESTS = Judgement(
    id="unreported-tests",
    summary="tests that were expected and did not report",
    why="A test that does not run is as green as one that passes.",
    judge=_judge,
)
