"""A unit test that sleeps is slow on a good day and flaky on a bad one."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.hygiene import Fault, acts, named, per_file
from specgen.rules.model import Facts, Rule

_SLEEPS = frozenset({"time.sleep", "asyncio.sleep", "anyio.sleep", "trio.sleep"})
_YIELDS = frozenset({"0", "0.0"})  # gives way to other tasks and waits for nothing


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    faults = (
        Fault(item, act.line, f"{named(item)} sleeps")
        for item, act in acts(facts, ("unit",))
        if act.name in _SLEEPS and act.target not in _YIELDS
    )
    tip = "wait for the event itself, or hand the clock in"
    yield from per_file(SLEEP_IN_UNIT_TEST, facts, faults=faults, tip=tip)


SLEEP_IN_UNIT_TEST = Rule(
    id="sleep-in-unit-test",
    severity=Severity.NOTE,
    summary="unit tests, with their fixtures and helpers, that sleep, per file",
    why="A fixed wait is too long on a fast machine and too short on a busy one.",
    example="# time.sleep(0.5) in a unit test\nrules: {sleep-in-unit-test: warning}\n",
    judge=_judge,
)
