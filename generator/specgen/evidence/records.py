"""Loads the records that our own plugin writes: one JSON object per line."""

import codecs
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded, Session, TestRecord
from specgen.evidence.model_inputs import Origin
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.reading import (
    MANY,
    figure,
    inputs_in,
    is_heavy,
    posix,
    table,
    text,
    texts,
    unreadable,
    whole,
)

_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_INCOMPLETE = "no end was recorded"
_TOLD_ALL = (0, 1, 5)  # pytest's exit status where it came to its end: passed, failed, no tests
_FAILED = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.XPASS, Outcome.PENDING})  # some strict
_NO_MEASURES: Mapping[str, float] = MappingProxyType({})
_LINE = 64 << 20  # bytes: the ids of a million tests
_LINE_OF_OURS = re.compile(
    rb'^\s*\{"kind": ?"(?:session|collected|start|checkpoint|test|warning|end)"', re.MULTILINE
)
_LINES = 2_000_000  # each test has two
_DECODE = json.JSONDecoder().decode  # spares each line the guess at its encoding
_TOO_LONG = f"a line of more than {_LINE >> 20} MB"
_TOO_MANY = f"more than {_LINES:,} lines"


@dataclass(slots=True)
class _Reading:
    """What was read of one session so far."""

    session: Session
    origin: Origin
    begun: bool = False
    ended: bool = False
    records: list[TestRecord] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    running: dict[str, str] = field(default_factory=dict)  # tests; the last checkpoint of each
    listed: int = 0  # ids of collected tests
    warnings: dict[str, list[str]] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)  # node ids, each kept once
    specs: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _File:
    """The sessions of one file: one, but where people put files together."""

    stem: str
    name: str
    readings: list[_Reading] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def say(self, message: str, *, line: int) -> None:
        """Keep a finding; the first ones of a file will do."""
        if len(self.findings) < MANY:
            self.findings.append(unreadable(self.name, message, line=line))

    def another(self) -> None:
        """From here on, what is read is of another session."""
        source = posix(self.name)
        own = Session(self.stem, source=source, complete=False)
        self.readings.append(_Reading(own, Origin("records", source, stamp=source)))


def load_records(path: Path, name: str) -> Loaded:
    """The session of one file, or those of several files that were put together.

    A last line that was cut off is what a killed run leaves: the session is incomplete, and that
    is said of the session.  Any other line that is no record is a finding, and so is one that
    belongs to no session: lines of two runs that were mixed can be told apart no more.
    """
    file = _File(path.stem, name)
    file.another()
    with path.open("rb") as stream:
        count = 0
        while line := stream.readline(_LINE + 1):
            count += 1
            line = line if count > 1 else line.removeprefix(codecs.BOM_UTF8)
            if len(line) > _LINE or count > _LINES:
                file.say(_TOO_LONG if len(line) > _LINE else _TOO_MANY, line=count)
                file.readings[-1].session = replace(file.readings[-1].session, complete=False)
                break
            _read_line(file, line, count=count)
    sessions = tuple(map(_closed, file.readings))
    records = (record for reading in file.readings for record in _warned(reading))
    origins = tuple(reading.origin for reading in file.readings)
    return Loaded(tuple(records), sessions, findings=tuple(file.findings), origins=origins)


def _closed(reading: _Reading) -> Session:
    """The session of what was read, with what only the rest of its file says."""
    session = reading.session
    expected = tuple(sorted({reading.raw.get(id, id) for id in session.expected}))
    if session.complete and (short := _short(reading)):
        session = replace(session, complete=False, stopped=short)
    if not session.complete:
        last = next(reversed(reading.running), "")
        why = session.stopped or _INCOMPLETE
        why += last and f"; last started {last}"
        checkpoint = reading.running.get(last, "")
        why += checkpoint and f"; last checkpoint {checkpoint}"
        session = replace(session, stopped=why)
    return replace(session, expected=expected)


def _short(reading: _Reading) -> str:
    """What a session that ended says of its tests and does not show; empty where it shows all."""
    count, shown, what = reading.session.count, reading.listed, "names"
    if not shown:  # ids may be left out, results may not
        shown, what = len({record.node_id for record in reading.records}), "reports"
    return f"it collected {count:,} tests and {what} {shown:,}" if count > shown else ""


def _read_line(file: _File, line: bytes, *, count: int) -> None:
    try:
        entry = None if is_heavy(line) else _DECODE(str(line, "utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        if line.endswith(b"\n") and line.strip():
            file.say("not a record", line=count)
        return
    found = table(entry)
    kind = text(found.get("kind"))
    reader = _KINDS.get(kind)
    if reader is None:
        file.say("not a record", line=count)
        return
    _place(file, kind, count=count)
    reader(file.readings[-1], found)


def _place(file: _File, kind: str, *, count: int) -> None:
    """See to it that the last session is the one that a line of this kind belongs to."""
    reading = file.readings[-1]
    if not reading.begun and kind != "session" and not reading.running and not reading.records:
        reading.begun = True
        file.say("begins without the line that says whose session it is", line=count)
    if kind == "session" and (reading.begun or reading.records):
        if not reading.ended:
            file.say("begins a session before the last one has ended", line=count)
        file.another()
    elif reading.ended and kind not in ("session", "warning"):  # pytest warns until it exits
        file.say("comes after the end of its session", line=count)
        reading.session = replace(reading.session, complete=False)


def _session(reading: _Reading, found: Mapping[str, object]) -> None:
    reading.begun = True
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
        asked=text(found["asked"]) if "asked" in found else None,
    )
    reading.origin = replace(
        reading.origin,
        subject=f"records of {reading.session.type or 'all'} tests",
        inputs=inputs_in(found),
    )


def _collected(reading: _Reading, found: Mapping[str, object]) -> None:
    ids = tuple(map(_posix_id, texts(found.get("ids"))))
    reading.same.update(zip(ids, ids, strict=True))
    session = reading.session
    seed = text(found.get("seed")) or session.seed
    count = session.count + whole(found.get("count"))
    reading.listed += len(ids)
    reading.session = replace(session, expected=session.expected + ids, count=count, seed=seed)


def _start(reading: _Reading, found: Mapping[str, object]) -> None:
    reading.running[text(found.get("id"))] = ""


def _checkpoint(reading: _Reading, found: Mapping[str, object]) -> None:
    """Under workers it says whose it is; else it is that of the test at hand."""
    test = text(found.get("id")) or next(reversed(reading.running), "")
    if test in reading.running:
        reading.running[test] = text(found.get("name"))


def _test(reading: _Reading, found: Mapping[str, object]) -> None:
    node_id, raw = _posix_id(text(found.get("id"))), text(found.get("raw"))
    reading.running.pop(raw or node_id, None)
    if raw:
        reading.raw[raw] = node_id
    session, outcome = reading.session, found.get("outcome")
    specs, measures = texts(found.get("spec")), found.get("measures")
    record = TestRecord(
        reading.same.setdefault(node_id, node_id),
        _OUTCOMES.get(outcome, Outcome.ERROR) if isinstance(outcome, str) else Outcome.ERROR,
        session.id,
        whole(found.get("attempt")) or 1,
        type=session.type or _word(found.get("type")),
        spec_ids=reading.specs.setdefault(specs, specs),
        modules=texts(found.get("modules")),
        seconds=figure(found.get("seconds")) or 0.0,
        worker=_word(found.get("worker")),
        reason=_word(found.get("reason")),
        message=text(found.get("message")),
        measures=_measures(table(measures)) if measures else _NO_MEASURES,
    )
    reading.records.append(record)


def _measures(found: Mapping[str, object]) -> dict[str, float]:
    """Those that are numbers: a budget without its measure fails, with a false one it would not."""
    figures = ((text(key), figure(value)) for key, value in found.items())
    return {key: value for key, value in figures if value is not None}


def _posix_id(node_id: str) -> str:
    """A node id with forward slashes in its path; parameters may hold any."""
    if "\\" not in node_id:
        return node_id
    path, colons, rest = node_id.partition("::")
    return f"{posix(path)}{colons}{rest}" if "\\" in path else node_id


def _warning(reading: _Reading, found: Mapping[str, object]) -> None:
    raw = text(found.get("id"))
    said = reading.warnings.setdefault(reading.raw.get(raw, raw), [])
    said.append(text(found.get("text")))


def _end(reading: _Reading, found: Mapping[str, object]) -> None:
    stopped = text(found.get("stopped")) or _why_it_ended(reading, found.get("status"))
    reading.session = replace(
        reading.session,
        complete=not stopped and not reading.ended,
        stopped=stopped,
        seconds=figure(found.get("seconds")) or 0.0,
    )
    changed, left = texts(found.get("changed")), texts(found.get("left"))
    after = text(found.get("tree"))
    reading.origin = replace(reading.origin, changed=changed, left=left, after=after)
    reading.ended = True


def _why_it_ended(reading: _Reading, status: object) -> str:
    """What is wrong with an exit status that no run which came to its end has.

    With 1 some test has failed; else something stopped the run (``--session-timeout`` of
    pytest-timeout) or failed it as a whole.
    """
    if status is None:
        return "its end names no exit status"
    if type(status) is not int or status not in _TOLD_ALL:
        return f"pytest ended with exit status {status}"
    failed = status != 1 or any(record.outcome in _FAILED for record in reading.records)
    return "" if failed else "pytest ended with exit status 1, and no test failed"


def _warned(reading: _Reading) -> Iterator[TestRecord]:
    """The records with the warnings, which come after them."""
    warned = {test: tuple(said) for test, said in reading.warnings.items()}
    for record in reading.records:
        said = warned.get(record.node_id)
        yield replace(record, warnings=said) if said else record


def _word(value: object) -> str:
    """A text of which there are few: each is kept once."""
    return sys.intern(text(value))


_KINDS = {
    "session": _session,
    "collected": _collected,
    "start": _start,
    "checkpoint": _checkpoint,
    "test": _test,
    "warning": _warning,
    "end": _end,
}

RECORDS = Loader(
    "records", lambda head, _: _LINE_OF_OURS.search(head) is not None, load_records, ("*.jsonl",)
)
