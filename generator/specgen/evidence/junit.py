"""Loads JUnit XML of any producer, streaming, with entities and external references refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from specgen.evidence.model import Loaded, Session, TestRecord
from specgen.evidence.model_loader import Loader
from specgen.evidence.model_outcome import Outcome, worst
from specgen.evidence.reading import LIMIT, posix, unreadable

_DEPTH = 64
_CHILDREN = {
    "failure": Outcome.FAIL,
    "error": Outcome.ERROR,
    "skipped": Outcome.SKIP,
    "rerunFailure": Outcome.FAIL,
    "rerunError": Outcome.ERROR,
    "flakyFailure": Outcome.FAIL,
    "flakyError": Outcome.ERROR,
}
_EARLIER = ("rerunFailure", "rerunError", "flakyFailure", "flakyError")
_PENDING = "pending: "


class _Refused(Exception):
    """Something that no test report needs."""


@dataclass(slots=True)
class _Case:
    """One test case while it is read."""

    node_id: str
    seconds: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)
    earlier: list[Outcome] = field(default_factory=list)
    reason: str = ""
    message: str = ""


@dataclass(slots=True)
class _Reader:
    """Receives the events of one file.  ``said`` counts what the case at hand has said."""

    cases: dict[str, _Case] = field(default_factory=dict)
    case: _Case | None = None
    said: int = 0
    started: str = ""
    depth: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > _DEPTH:
            raise _Refused(f"elements nested more than {_DEPTH} deep")
        if tag == "testcase":
            node_id = _node_id(attributes)
            self.case = self.cases.setdefault(node_id, _Case(node_id))
            self.case.seconds += _seconds(attributes.get("time", ""))
            self.said = len(self.case.outcomes)
        elif tag == "testsuite":
            self.started = self.started or attributes.get("timestamp", "")
        elif self.case is not None and tag in _CHILDREN:
            outcome, reason = _said(tag, attributes)
            target = self.case.earlier if tag in _EARLIER else self.case.outcomes
            target.append(outcome)
            self.case.reason = self.case.reason or reason
            if outcome in (Outcome.FAIL, Outcome.ERROR):
                self.case.message = self.case.message or attributes.get("message", "")[:2000]

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if tag == "testcase" and self.case is not None:
            if len(self.case.outcomes) == self.said:
                self.case.outcomes.append(Outcome.PASS)
            self.case = None

    def records(self, session: str) -> Iterator[TestRecord]:
        """The cases that ended, each attempt that the producer tells apart as one record."""
        for case in self.cases.values():
            attempts = (*case.earlier, worst(case.outcomes))
            for attempt, outcome in enumerate(attempts if case.outcomes else case.earlier, 1):
                yield TestRecord(
                    case.node_id,
                    outcome,
                    session,
                    attempt,
                    seconds=case.seconds,
                    reason=case.reason,
                    message=case.message,
                )


def load_junit(path: Path, name: str) -> Loaded:
    """The test cases of one report, up to where it stops being readable.

    Several cases of one name are parts of one test (subtests, set-up and tear-down), of which the
    worst counts; reruns are what a producer marks as such.  The report itself is one session,
    incomplete where the file is.
    """
    reader, id = _Reader(), f"junit:{posix(name)}"
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_entity
    finding = None
    try:
        if path.stat().st_size > LIMIT:
            raise _Refused(f"larger than {LIMIT >> 20} MB")
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "broken"
        finding = unreadable(name, f"not XML: {reason}", line=error.lineno, column=error.offset + 1)
    except (_Refused, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        finding = unreadable(name, str(error), line=parser.CurrentLineNumber)
    records = tuple(reader.records(id))
    session = Session(
        id,
        source=posix(name),
        count=len(records),
        complete=finding is None,
        stopped="" if finding is None else finding.message,
        started=reader.started,
    )
    return Loaded(records, (session,), findings=(finding,) if finding else ())


def _refuse_entity(*_: object) -> int:
    raise _Refused("declares an entity, which no test report needs")


def _said(tag: str, attributes: dict[str, str]) -> tuple[Outcome, str]:
    """The outcome that a child of a test case states, and its reason."""
    outcome, message = _CHILDREN[tag], attributes.get("message", "")
    if outcome is Outcome.SKIP:
        if attributes.get("type") == "pytest.xfail":
            return Outcome.XFAIL, message
        if message.startswith(_PENDING):
            return Outcome.PENDING, message.removeprefix(_PENDING)
        return Outcome.SKIP, message
    if "[XPASS(strict)]" in message:
        return Outcome.XPASS, message
    return outcome, ""


def _node_id(attributes: dict[str, str]) -> str:
    """pytest's node id: its ``file`` where given, else from the dotted ``classname``.

    The classes of a dotted name are its last parts that start with a capital, as the language's
    convention has it; a producer that gives no file leaves nothing better.
    """
    name, dotted = attributes.get("name", ""), attributes.get("classname", "")
    parts = dotted.split(".") if dotted else []
    classes: list[str] = []
    while parts and parts[-1][:1].isupper():
        classes.insert(0, parts.pop())
    file = posix(attributes.get("file", "")) if attributes.get("file") else ""
    if not file and parts:
        file = "/".join(parts) + ".py"
    return "::".join(filter(None, (file, *classes, name)))


def _seconds(written: str) -> float:
    """A duration; some producers write thousands with commas."""
    try:
        return max(float(written.replace(",", "")), 0.0)
    except ValueError:
        return 0.0


JUNIT = Loader(
    "junit",
    lambda path, head: path.suffix == ".xml" and (b"<testsuite" in head or b"coverage" not in head),
    load_junit,
)
