"""How a test ends, and what several ends add up to; light, since every recorded run imports it."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """How one test ended.  ``WORST_FIRST`` orders them; docs/outcomes.md explains each."""

    ERROR = "error"  # set-up or tear-down failed, or the runner did while the test ran
    FAIL = "fail"
    FLAKY = "flaky"  # attempts on one tree both passed and failed; derived, never recorded
    XPASS = "xpass"  # was expected to fail and passed
    NOT_COLLECTED = "not-collected"  # the inventory has it, no session of its type collected it
    NOT_REPORTED = "not-reported"  # was started or collected, and no outcome arrived
    PENDING = "pending"
    XFAIL = "xfail"
    SKIP = "skip"
    PASS = "pass"


SWALLOWED = "error in tear-down, which the xfail mark swallowed: "
WORST_FIRST = tuple(Outcome)
_BADNESS = {outcome: -index for index, outcome in enumerate(WORST_FIRST)}
_DID_PASS = frozenset({Outcome.PASS, Outcome.XPASS})
_DID_FAIL = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.XFAIL})


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a test from those of its parameter sets; of none, ``NOT_REPORTED``."""
    return max(outcomes, key=_BADNESS.__getitem__, default=Outcome.NOT_REPORTED)


def of_attempts(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of one parameter set from all its attempts on one tree.

    Attempts that both passed and failed are ``FLAKY``; otherwise the worst attempt wins, so that a
    rerun never turns what failed into a pass.
    """
    found = frozenset(outcomes)
    if found & _DID_PASS and found & _DID_FAIL:
        return Outcome.FLAKY
    return worst(found)


def without_parameters(node_id: str) -> str:
    """``node_id`` up to the brackets of its parameters; brackets in its path stay."""
    if "[" not in node_id:
        return node_id
    path, colons, rest = node_id.partition("::")
    return f"{path}{colons}{rest.split('[', 1)[0]}"
