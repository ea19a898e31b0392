"""What each recorder loses of a run: the same loss, taken from our own records of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from specgen.evidence.model import Evidence, Session, TestRecord
from specgen.evidence.model_outcome import Outcome

JUNIT, REPORTLOG = "JUnit XML", "reportlog"
BOTH = (JUNIT, REPORTLOG)
_FAILED = (Outcome.FAIL, Outcome.ERROR, Outcome.XPASS)
_QUIET_ENDS = ("interrupted", "pytest ended with exit status 1, and no test failed")


@dataclass(frozen=True)
class Loss:
    """``what`` is its row in docs/outcomes.md; ``of`` takes it from what our own records say.

    ``words`` of the command line are those of the runs in which it is met, empty for any.
    """

    what: str
    of: Callable[[Evidence], Evidence]
    formats: tuple[str, ...] = (JUNIT,)
    words: frozenset[str] = field(default_factory=frozenset)

    def applied(self, evidence: Evidence, *, form: str, words: tuple[str, ...]) -> Evidence:
        """``evidence`` without what ``form`` cannot say of a run with these words."""
        met = form in self.formats and (not self.words or self.words & set(words))
        return self.of(evidence) if met else evidence


def _each(change: Callable[[TestRecord], TestRecord]) -> Callable[[Evidence], Evidence]:
    return lambda evidence: replace(evidence, records=tuple(map(change, evidence.records)))


def _lenient(record: TestRecord) -> TestRecord:
    lenient = record.outcome is Outcome.XPASS and "[XPASS(strict)]" not in record.message
    return replace(record, outcome=Outcome.PASS) if lenient else record


def _numbered(record: TestRecord) -> TestRecord:
    return replace(record, node_id=f"{record.node_id}[{record.attempt}-2]")


def _of_unknown_failure(evidence: Evidence) -> Evidence:
    last = {record.node_id: record.outcome for record in evidence.records}
    again = {r.node_id for r in evidence.records if r.attempt > 1}

    def change(record: TestRecord) -> TestRecord:
        final = last[record.node_id]
        if record.node_id not in again or record.attempt > 1:
            return record
        return replace(record, outcome=final if final in _FAILED else Outcome.FAIL)

    return _each(change)(evidence)


def _expecting(keep: Callable[[Session, str], bool]) -> Callable[[Evidence], Evidence]:
    def change(session: Session) -> Session:
        return replace(session, expected=tuple(x for x in session.expected if keep(session, x)))

    return lambda evidence: replace(evidence, sessions=tuple(map(change, evidence.sessions)))


def _ended(evidence: Evidence) -> Evidence:
    known = tuple(
        replace(s, complete=True, stopped="") if s.stopped in _QUIET_ENDS else s
        for s in evidence.sessions
    )
    return replace(evidence, sessions=known)


def _dotted(record: TestRecord) -> TestRecord:
    path, colons, rest = record.node_id.partition("::")
    stem = re.sub(r"\.(?!py$)", "/", path)
    return replace(record, node_id=f"{stem}{colons}{rest}")


def _swallowed(record: TestRecord) -> TestRecord:
    alone = record.node_id.endswith("test_only_the_tear_down_of_an_xfail")
    return replace(record, outcome=Outcome.XFAIL) if alone else record


REPEATS = frozenset({"--count", "--flake-finder"})
LOSSES: Mapping[str, Loss] = {
    each.what: each
    for each in (
        Loss("an unexpected pass without `strict`", _each(_lenient)),
        Loss("repeats of a test", _each(_numbered), BOTH, REPEATS),
        Loss(
            "how an attempt failed that ran again",
            _of_unknown_failure,
            words=frozenset({"--reruns"}),
        ),
        Loss(
            "tests that were collected and never began",
            _expecting(lambda s, x: x in s.stopped),
            BOTH,
        ),
        Loss("which test was cut off", _expecting(lambda s, x: x not in s.stopped)),
        Loss("that a run ended between two tests", _ended),
        Loss("a tear-down that breaks after an unexpected pass", _each(_swallowed)),
        Loss("dots in the names of folders", _each(_dotted)),
    )
}
