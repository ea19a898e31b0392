"""What the events of one JUnit XML file add up to: test cases, and suites that say too much."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from specgen.diagnostics import Diagnostic
from specgen.evidence.junit_words import (
    BEGUN,
    CHILDREN,
    COLLECTION,
    EARLIER,
    INTERNAL,
    collected,
    failed_with,
    is_pending,
    measure,
    message_of,
    node_id,
    of_status,
    said,
    seconds,
    skipped_in,
)
from specgen.evidence.model import TestRecord
from specgen.evidence.model_outcome import SWALLOWED, Outcome, worst
from specgen.evidence.reading import MANY, posix, unreadable
from specgen.evidence.xml_events import Refused

_DEPTH = 64
_ATTEMPTS = 1_000_000
_ELEMENTS = 20_000_000
_FAILED = (Outcome.FAIL, Outcome.ERROR, Outcome.XPASS)
_SKIPPED = (Outcome.SKIP, Outcome.XFAIL, Outcome.PENDING)
_TEXT = 2000  # characters of a message


@dataclass(slots=True)
class _Case:
    """One test case while it is read."""

    node_id: str
    named: str
    passed: bool = False  # the last element of this name had no child
    again: int = 0  # elements without a child that another of this name followed
    seconds: float = 0.0
    outcomes: list[Outcome] = field(default_factory=list)
    earlier: list[Outcome] = field(default_factory=list)
    reason: str = ""
    message: str = ""
    measures: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Suite:
    """A suite that is open: what it says it holds, and what was found in it so far."""

    name: str
    line: int
    file: str
    counted: dict[str, int]
    found: dict[str, int] = field(default_factory=lambda: {"failed": 0, "skipped": 0, "tests": 0})


@dataclass(slots=True)
class Reader:
    """Receives the events of one file.  ``said`` is what the case at hand has said, ``untold`` how
    many tests the suites count beyond those that they list, ``stopped`` what tells that the run
    did not come to its end.

    Raises ``Refused`` for what no test report needs, so that no file can exhaust the machine.
    """

    parser: expat.XMLParserType
    name: str
    cases: dict[str, _Case] = field(default_factory=dict)
    case: _Case | None = None
    said: list[Outcome] = field(default_factory=list)
    pending: bool = False
    child: str = ""
    text: str = ""
    suites: list[_Suite] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    started: str = ""
    untold: int = 0
    stopped: str = ""
    of_pytest: bool = False
    depth: int = 0
    elements: int = 0
    attempts: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.elements += 1
        if self.depth > _DEPTH:
            raise Refused(f"elements nested more than {_DEPTH} deep")
        if self.elements > _ELEMENTS:
            raise Refused(f"more than {_ELEMENTS:,} elements")
        if tag == "testcase" and not (attributes.get("name") or attributes.get("classname")):
            self.stopped = self.stopped or BEGUN
        elif tag == "testcase":
            self._open(attributes)
        elif tag in ("testsuite", "testsuites"):
            self.started = self.started or attributes.get("timestamp", "")
            self._enter(attributes)
        elif self.case is not None:
            self._within(self.case, tag, attributes=attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if tag == "testcase" and self.case is not None:
            self._close(self.case)
        elif tag in ("testsuite", "testsuites") and self.suites:
            self._leave(self.suites.pop())
        elif tag == self.child and self.case is not None:
            self._told(self.case)

    def characters(self, data: str) -> None:
        """Text: kept where it is all that a failure or a skip says of itself."""
        self.text += data[: _TEXT - len(self.text)]

    def _enter(self, attributes: dict[str, str]) -> None:
        self.of_pytest |= attributes.get("name") in ("pytest", "pytest tests")
        failed = _count(attributes, "failures") + _count(attributes, "errors")
        counted = {"failed": failed, "skipped": _count(attributes, "skipped")}
        counted["tests"] = _count(attributes, "tests")
        file = posix(attributes["file"]) if attributes.get("file") else ""
        name = attributes.get("name", "") if self.suites or self.depth > 1 else ""
        self.suites.append(_Suite(name, self.parser.CurrentLineNumber, file, counted))

    def _leave(self, suite: _Suite) -> None:
        """What a suite counts and does not list is said: it may have been the failure."""
        said = 0
        for word in ("failed", "skipped"):
            count, listed = suite.counted[word], suite.found[word]
            if count > listed and len(self.findings) < MANY:
                message = f"{word}: {count:,} by its own count, {listed or 'none'} listed"
                self.findings.append(unreadable(self.name, message, line=suite.line))
                suite.found[word] = count  # said: the suites around it need not say it again
                said += count - listed
        listed = suite.found["tests"] + said
        self.untold += max(suite.counted["tests"] - listed, 0)
        suite.found["tests"] = max(suite.counted["tests"], listed)
        if self.suites:
            for word, count in suite.found.items():
                self.suites[-1].found[word] += count

    def _open(self, attributes: dict[str, str]) -> None:
        names = [suite.name for suite in self.suites]
        file = self.suites[-1].file if self.suites else ""
        id = node_id(attributes, suites=names, file=file)
        case = self.cases.get(id)
        if case is None:
            self._count()
            case = self.cases[id] = _Case(id, id)
        case.again += case.passed
        if self.suites:
            self.suites[-1].found["tests"] += 1
        case.seconds += seconds(attributes.get("time", ""))
        status = of_status(attributes)
        self.case, self.pending, self.said = case, False, []
        if status is not None:
            self._say(status)

    def _close(self, case: _Case) -> None:
        outcome = worst(self.said) if self.said else Outcome.PASS
        case.passed = not self.said
        if self.pending and outcome is not Outcome.ERROR:
            outcome = Outcome.PENDING
        case.outcomes.append(outcome)
        self.case, self.child = None, ""
        self.parser.CharacterDataHandler = None

    def _within(self, case: _Case, tag: str, *, attributes: dict[str, str]) -> None:
        if tag in CHILDREN:
            self._child(case, tag, attributes=attributes)
        elif tag == "property":
            self.pending |= is_pending(attributes)
            if found := measure(attributes):
                case.measures[found[0]] = found[1]

    def _child(self, case: _Case, tag: str, *, attributes: dict[str, str]) -> None:
        outcome, reason = said(tag, attributes)
        message = message_of(attributes)
        if outcome is Outcome.XFAIL and Outcome.XFAIL in self.said:
            outcome, message = Outcome.ERROR, f"{SWALLOWED}{message}"
        self._say(outcome, tag, earlier=case.earlier if tag in EARLIER else None)
        self.pending |= outcome is Outcome.PENDING
        if case.node_id == case.named:  # a second child says the same of what is a path now
            case.node_id = collected(case.named, message)
        if (case.node_id, message) == INTERNAL and self.of_pytest:
            self.stopped, case.node_id = f"pytest failed: {message}", ""
        whole = message in COLLECTION  # what it is about stands in the text
        case.reason = case.reason or ("" if whole else reason)
        if outcome in (Outcome.FAIL, Outcome.ERROR):
            case.message = case.message or message[:_TEXT]
        if not message or whole:
            self.child, self.text = tag, ""
            self.parser.CharacterDataHandler = self.characters

    def _count(self) -> None:
        self.attempts += 1
        if self.attempts > _ATTEMPTS:
            raise Refused(f"more than {_ATTEMPTS:,} test cases")

    def _say(
        self, outcome: Outcome, tag: str = "", *, earlier: list[Outcome] | None = None
    ) -> None:
        if earlier is None:
            self.said.append(outcome)
        else:
            self._count()
            earlier.append(outcome)
        if self.suites:
            skipped = outcome in _SKIPPED or tag == "skipped"
            self.suites[-1].found["skipped" if skipped else "failed"] += 1

    def _told(self, case: _Case) -> None:
        """The text of a child that had no message."""
        text = self.text.strip()
        if self.child == "skipped":
            case.reason = case.reason or skipped_in(text)
        else:
            case.message = case.message or failed_with(text)
        self.child = ""
        self.parser.CharacterDataHandler = None

    def records(self, session: str) -> Iterator[TestRecord]:
        """The cases that ended, each attempt that the producer tells apart as one record.

        pytest writes a case without children before another of its name only where a plugin ran
        it again (pytest-rerunfailures from 16.7 on): it failed, as the last one did, if that did.
        """
        for case in self.cases.values():
            if not case.node_id:
                continue
            last = worst(case.outcomes)
            again = [last if last in _FAILED else Outcome.FAIL] * (case.again * self.of_pytest)
            attempts = (*case.earlier, *again, last)
            for attempt, outcome in enumerate(attempts if case.outcomes else case.earlier, 1):
                yield TestRecord(
                    case.node_id,
                    outcome,
                    session,
                    attempt,
                    seconds=case.seconds,
                    reason=case.reason,
                    message=case.message,
                    measures=case.measures,
                )


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
