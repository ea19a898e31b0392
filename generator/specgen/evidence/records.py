"""Loads the records that our own plugin writes: one JSON object per line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded, Phase, Session, TestRecord
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.reading import number, posix, rows, table, text, texts, unreadable, whole

_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_INCOMPLETE = "no end was recorded"


@dataclass(slots=True)
class _Reading:
    """What was read of one file so far."""

    name: str
    session: Session
    records: list[TestRecord] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    running: dict[str, None] = field(default_factory=dict)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    checkpoint: str = ""


def load_records(path: Path, name: str) -> Loaded:
    """The session of one file.

    A last line that was cut off is what a killed run leaves: the session is incomplete, and that
    is said of the session.  Any other line that is no record is a finding.
    """
    reading = _Reading(name, Session(path.stem, source=posix(name), complete=False))
    with path.open("rb") as stream:
        for count, line in enumerate(stream, 1):
            _read_line(reading, line, count=count)
    session = reading.session
    expected = tuple(sorted({reading.raw.get(id, id) for id in session.expected}))
    if not session.complete:
        last = next(reversed(reading.running), "")
        why = session.stopped or _INCOMPLETE
        why += last and f"; last started {last}"
        why += reading.checkpoint and f"; last checkpoint {reading.checkpoint}"
        session = replace(session, stopped=why)
    session = replace(session, expected=expected)
    records = (_finished(reading, record, session=session) for record in reading.records)
    return Loaded(tuple(records), (session,), findings=tuple(reading.findings))


def _read_line(reading: _Reading, line: bytes, *, count: int) -> None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        if line.endswith(b"\n") and line.strip():
            reading.findings.append(unreadable(reading.name, "not a record", line=count))
        return
    found = table(entry)
    reader = _KINDS.get(text(found.get("kind")))
    if reader is None:
        reading.findings.append(unreadable(reading.name, "not a record", line=count))
    else:
        reader(reading, found)


def _session(reading: _Reading, found: Mapping[str, object]) -> None:
    reading.session = replace(
        reading.session,
        id=text(found.get("id")) or reading.session.id,
        moment=text(found.get("moment")),
        type=text(found.get("type")),
        shard=whole(found.get("shard")) or 1,
        shards=whole(found.get("shards")) or 1,
        started=text(found.get("started")),
        os=text(found.get("os")),
        python=text(found.get("python")),
        commit=text(found.get("commit")),
        tree=text(found.get("tree")),
        seed=text(found.get("seed")),
        job=text(found.get("job")),
        runner=text(found.get("runner")),
    )


def _collected(reading: _Reading, found: Mapping[str, object]) -> None:
    ids = tuple(map(_posix_id, texts(found.get("ids"))))
    session = reading.session
    seed = text(found.get("seed")) or session.seed
    reading.session = replace(session, expected=ids, count=whole(found.get("count")), seed=seed)


def _start(reading: _Reading, found: Mapping[str, object]) -> None:
    reading.running[text(found.get("id"))] = None
    reading.checkpoint = ""


def _checkpoint(reading: _Reading, found: Mapping[str, object]) -> None:
    reading.checkpoint = text(found.get("name"))


def _test(reading: _Reading, found: Mapping[str, object]) -> None:
    node_id, raw = _posix_id(text(found.get("id"))), text(found.get("raw"))
    reading.running.pop(raw or node_id, None)
    if raw:
        reading.raw[raw] = node_id
    phases = (tuple(rows(phase)) for phase in rows(found.get("phases")))
    reading.records.append(
        TestRecord(
            node_id,
            _OUTCOMES.get(text(found.get("outcome")), Outcome.ERROR),
            attempt=whole(found.get("attempt")) or 1,
            type=text(found.get("type")),
            spec_ids=texts(found.get("spec")),
            modules=texts(found.get("modules")),
            phases=tuple(
                Phase(text(p[0]), _OUTCOMES.get(text(p[1]), Outcome.ERROR), number(p[2]))
                for p in phases
                if len(p) == 3
            ),
            seconds=number(found.get("seconds")),
            worker=text(found.get("worker")),
            reason=text(found.get("reason")),
            message=text(found.get("message")),
            measures={key: number(value) for key, value in table(found.get("measures")).items()},
        )
    )


def _posix_id(node_id: str) -> str:
    """A node id with forward slashes in its path; parameters may hold any."""
    path, colons, rest = node_id.partition("::")
    return f"{posix(path)}{colons}{rest}" if "\\" in path else node_id


def _warning(reading: _Reading, found: Mapping[str, object]) -> None:
    raw = text(found.get("id"))
    said = reading.warnings.setdefault(reading.raw.get(raw, raw), [])
    said.append(text(found.get("text")))


def _end(reading: _Reading, found: Mapping[str, object]) -> None:
    stopped = text(found.get("stopped"))
    reading.session = replace(
        reading.session,
        complete=not stopped,
        stopped=stopped,
        seconds=number(found.get("seconds")),
    )


def _finished(reading: _Reading, record: TestRecord, *, session: Session) -> TestRecord:
    """A record with what only the rest of its file says."""
    warned = tuple(reading.warnings.get(record.node_id, ()))
    kind = session.type or record.type
    return replace(record, session=session.id, type=kind, warnings=warned)


_KINDS = {
    "session": _session,
    "collected": _collected,
    "start": _start,
    "checkpoint": _checkpoint,
    "test": _test,
    "warning": _warning,
    "end": _end,
}

RECORDS = Loader("records", lambda path, head: path.suffix == ".jsonl", load_records)
