"""Loads reports in the Common Test Report Format (CTRF), of any producer.

It says less than records: no end of the run, no phases of a test that did not fail.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded, Session, TestRecord
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.reading import (
    figure,
    is_object,
    number,
    posix,
    read_json,
    rows,
    table,
    text,
    unreadable,
    whole,
)

NOTE = "CTRF is weaker than records: a skipped test whose tear-down broke is skipped there"
_TEXT = 2000  # characters of a message
_EARLIER = "an earlier attempt that the report does not describe"
_STRICT = "[XPASS(strict)]"
_OUTCOMES = {
    "passed": Outcome.PASS,
    "failed": Outcome.FAIL,
    "skipped": Outcome.SKIP,
    "pending": Outcome.PENDING,
}
_RAW = {  # pytest-json-ctrf
    "setup_failed": Outcome.ERROR,
    "teardown_failed": Outcome.ERROR,
    "xfailed": Outcome.XFAIL,
    "xpassed": Outcome.XPASS,
}

Said = Mapping[str, object]


def load_ctrf(path: Path, name: str) -> Loaded:
    """The tests of one report with their attempts, as one session.

    What its summary counts beyond what it lists is a finding, or makes the session incomplete.
    """
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Loaded(findings=(found,))
    results = table(table(found).get("results"))
    if not isinstance(results.get("tests"), list):
        return Loaded(findings=(unreadable(name, "no CTRF report: `results.tests` is missing"),))
    tests = [table(each) for each in rows(results["tests"])]
    summary, id = table(results.get("summary")), f"ctrf:{posix(name)}"
    session = Session(
        id,
        posix(name),
        count=len(tests),
        seconds=number(summary.get("duration")) / 1000,
        untold=max(0, whole(summary.get("tests")) - len(tests)),
        end_told=False,
    )
    records = tuple(record for each in tests for record in _records(each, id))
    return Loaded(records, (session,), findings=tuple(_unlisted(summary, tests, name=name)),
                  notes=(NOTE,))  # fmt: skip


def _unlisted(summary: Said, tests: list[Said], *, name: str) -> Iterator[Diagnostic]:
    listed = Counter(text(each.get("status")) for each in tests)
    for status in ("failed", "skipped", "pending", "other"):
        counted = whole(summary.get(status))
        if counted > listed[status]:
            yield unreadable(name, f"counts {counted} {status} tests and lists {listed[status]}")


def _records(said: Said, session: str) -> Iterator[TestRecord]:
    node_id = _node_id(said)
    attempts = [table(each) for each in rows(said.get("retryAttempts"))]
    outcome = _outcome(said)
    for count, each in enumerate(attempts, start=1):
        yield _record(each, (node_id, session, count), outcome=_outcome(each))
    last = len(attempts) + 1
    if not attempts and (said.get("flaky") is True or whole(said.get("retries")) > 0):
        yield TestRecord(node_id, Outcome.FAIL, session, message=_EARLIER)
        last = 2
    yield _record(said, (node_id, session, last), outcome=outcome)


def _record(said: Said, key: tuple[str, str, int], *, outcome: Outcome) -> TestRecord:
    node_id, session, attempt = key
    told = text(said.get("message"))[:_TEXT]
    failed = outcome in (Outcome.FAIL, Outcome.ERROR, Outcome.XPASS)
    return TestRecord(
        node_id,
        outcome,
        session,
        attempt,
        seconds=(figure(said.get("duration")) or 0.0) / 1000,
        reason="" if failed else told,
        message=told if failed else "",
    )


def _outcome(said: Said) -> Outcome:
    """What a test or an attempt says; of a status without meaning, that nothing was reported."""
    status, raw = text(said.get("status")), text(said.get("rawStatus"))
    if status == "failed" and text(said.get("message")).startswith(_STRICT):
        return Outcome.XPASS
    return _RAW.get(raw) or _OUTCOMES.get(status, Outcome.NOT_REPORTED)


def _node_id(said: Said) -> str:
    """pytest's node id where the name is one, else file, suites and name."""
    name, file = text(said.get("name")), posix(text(said.get("filePath")))
    path, colons, rest = name.partition("::")
    if colons:
        return f"{posix(path)}{colons}{rest}"
    suite = said.get("suite")
    parents = [suite] if isinstance(suite, str) else list(map(text, rows(suite)))
    inner = [each for each in parents if posix(each) != file]
    return "::".join(filter(None, ("" if file == "." else file, *inner, name)))


CTRF = Loader(
    "ctrf",
    lambda head, _: is_object(head) and b'"reportFormat"' in head and b"CTRF" in head,
    load_ctrf,
    ("ctrf-report.json",),
)
