"""Loads the file of pytest-reportlog: every report of pytest as a JSON object per line."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded, Session, TestRecord
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_outcome import SWALLOWED, Outcome, worst
from specgen.evidence.reading import (
    MANY,
    figure,
    is_heavy,
    posix,
    rows,
    table,
    text,
    unreadable,
    whole,
)

_LINE = 64 << 20  # bytes
_TEXT = 2000  # characters of a message
_FAILED = (Outcome.FAIL, Outcome.ERROR, Outcome.XPASS)
_STRICT = "[XPASS(strict)]"
_ENDED_WELL = (0, 1, 5)  # passed, some failed, nothing to run
_PENDING = ["specgen.outcome", "pending"]

Said = Mapping[str, object]


@dataclass(slots=True)
class _Attempt:
    """One attempt at a test while its reports come in."""

    number: int
    phases: dict[str, Outcome] = field(default_factory=dict)
    seconds: float = 0.0
    parts: list[Outcome] = field(default_factory=list)  # subtests
    reason: str = ""
    message: str = ""
    measures: dict[str, float] = field(default_factory=dict)
    pending: bool = False

    def outcome(self) -> Outcome:
        """The worst that any of its parts said; a test that never ended has not reported."""
        cut = () if "teardown" in self.phases else (Outcome.NOT_REPORTED,)
        found = worst((*self.phases.values(), *self.parts, *cut))
        return Outcome.PENDING if self.pending and found is not Outcome.ERROR else found


@dataclass(slots=True)
class _File:
    """What was read of one file so far."""

    name: str
    tests: dict[str, list[_Attempt]] = field(default_factory=dict)
    files: dict[str, TestRecord] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    running: str = ""
    failed: bool = False  # a report said so, also of a pending test under --specgen-strict
    status: int | None = None

    def say(self, message: str, *, line: int) -> None:
        """Keep a finding; the first ones of a file will do."""
        if len(self.findings) < MANY:
            self.findings.append(unreadable(self.name, message, line=line))

    def attempt(self, test: str, phase: str) -> _Attempt:
        """The attempt that a report of ``phase`` belongs to.

        pytest-rerunfailures writes the reports of subtests before the one of their set-up, so an
        attempt begins with whatever comes first, and a second set-up begins another.
        """
        attempts = self.tests.setdefault(test, [])
        last = attempts[-1] if attempts else None
        over = last is not None and ("teardown" if phase == "subtest" else phase) in last.phases
        if last is None or over or (phase == "setup" and "teardown" in last.phases):
            last = _Attempt(len(attempts) + 1)
            attempts.append(last)
        return last


def load_reportlog(path: Path, name: str) -> Loaded:
    """The session of one file; without a last line the run was cut off."""
    file, id = _File(name), f"reportlog:{posix(name)}"
    with path.open("rb") as stream:
        count = 0
        while line := stream.readline(_LINE + 1):
            count += 1
            if len(line) > _LINE:
                file.say(f"a line of more than {_LINE >> 20} MB", line=count)
                file.status = None
                break
            _read_line(file, line, count=count)
    records = tuple(_records(file, id))
    stopped = _stopped(file, records)
    session = Session(id, posix(name), count=len(file.tests), complete=not stopped, stopped=stopped)
    return Loaded(records, (session,), findings=tuple(file.findings))


def _read_line(file: _File, line: bytes, *, count: int) -> None:
    try:
        entry = None if is_heavy(line) else json.loads(line)
    except (ValueError, RecursionError):
        if line.endswith(b"\n") and line.strip():
            file.say("not a report of pytest", line=count)
        return
    said = table(entry)
    kind = text(said.get("$report_type", said.get("_report_type")))  # before 1.0, of subtests
    if not kind:
        file.say("not a report of pytest", line=count)
    elif reader := _KINDS.get(kind):
        file.failed |= said.get("outcome") == "failed"
        reader(file, said)


def _test(file: _File, said: Said) -> None:
    test, when = _node(said), text(said.get("when"))
    attempt = file.attempt(test, when)
    outcome = _outcome(said, when)
    attempt.phases[when] = outcome
    attempt.seconds += figure(said.get("duration")) or 0.0
    _explain(attempt, said, outcome=outcome)
    file.running = "" if when == "teardown" else test


def _subtest(file: _File, said: Said) -> None:
    attempt = file.attempt(_node(said), "subtest")
    outcome = _outcome(said, "call")
    attempt.parts.append(outcome)
    _explain(attempt, said, outcome=outcome)


def _explain(attempt: _Attempt, said: Said, *, outcome: Outcome) -> None:
    expected = text(said.get("wasxfail")).removeprefix("reason: ")
    if outcome in _FAILED:
        swallowed = SWALLOWED if expected and outcome is Outcome.ERROR else ""
        attempt.message = attempt.message or swallowed + _message(said.get("longrepr"))
    elif not attempt.reason:
        attempt.reason = expected or _skipped(said)
    for entry in map(list, map(rows, rows(said.get("user_properties")))):
        attempt.pending |= entry == _PENDING
        value = figure(entry[1]) if len(entry) == 2 else None
        if value is not None:
            attempt.measures[text(entry[0]).removeprefix("specgen.")] = value


def _outcome(said: Said, when: str) -> Outcome:
    """What one report says.  An xfail mark also turns a broken tear-down into "skipped": that it
    was expected to fail is known of its body only."""
    word, expected = text(said.get("outcome")), "wasxfail" in said
    if word == "passed":
        return Outcome.XPASS if expected else Outcome.PASS
    if word == "skipped" and not (expected and when == "teardown"):
        return Outcome.XFAIL if expected else Outcome.SKIP
    longrepr = said.get("longrepr")
    if isinstance(longrepr, str) and longrepr.startswith(_STRICT):
        return Outcome.XPASS
    return Outcome.FAIL if when == "call" else Outcome.ERROR


def _collect(file: _File, said: Said) -> None:
    word, path = text(said.get("outcome")), _node(said)
    if word in ("failed", "skipped"):
        failed = word == "failed"
        file.files[path] = TestRecord(
            path,
            Outcome.ERROR if failed else Outcome.SKIP,
            reason="" if failed else _skipped(said),
            message=_message(said.get("longrepr")) if failed else "",
        )


def _finish(file: _File, said: Said) -> None:
    file.status = whole(said.get("exitstatus"))


def _node(said: Said) -> str:
    path, colons, rest = text(said.get("nodeid")).partition("::")
    return f"{posix(path)}{colons}{rest}"


def _skipped(said: Said) -> str:
    told = list(rows(said.get("longrepr")))
    return text(told[-1]).removeprefix("Skipped: ") if told else ""


def _message(longrepr: object) -> str:
    crash = table(table(longrepr).get("reprcrash"))
    return (text(crash.get("message")) or text(longrepr))[:_TEXT]


def _records(file: _File, session: str) -> Iterator[TestRecord]:
    for test, attempts in file.tests.items():
        for each in attempts:
            yield TestRecord(
                test,
                each.outcome(),
                session,
                each.number,
                seconds=each.seconds,
                reason=each.reason,
                message=each.message,
                measures=each.measures,
            )
    for record in file.files.values():
        yield TestRecord(record.node_id, record.outcome, session, reason=record.reason,
                         message=record.message)  # fmt: skip


def _stopped(file: _File, records: tuple[TestRecord, ...]) -> str:
    """Why the run did not come to its end, if so.  ``--session-timeout`` of pytest-timeout ends
    it with the status of a failure, and no test has failed; ``pytest.exit(returncode=0)`` ends it
    well, in the middle of a test."""
    if file.status is None:
        return "no end was recorded" + (file.running and f"; last started {file.running}")
    cut = next((r.node_id for r in records if r.outcome is Outcome.NOT_REPORTED), "")
    if cut and file.status in _ENDED_WELL:
        return f"interrupted; last started {cut}"
    if file.status == 1 and not file.failed:
        return "pytest ended with exit status 1, and no test failed"
    return "" if file.status in _ENDED_WELL else f"pytest ended with exit status {file.status}"


_KINDS: Mapping[str, Callable[[_File, Said], None]] = {
    "TestReport": _test,
    "SubTestReport": _subtest,
    "SubtestReport": _subtest,
    "CollectReport": _collect,
    "SessionFinish": _finish,
}

REPORTLOG = Loader("reportlog", lambda head, _: b'"$report_type"' in head, load_reportlog)
