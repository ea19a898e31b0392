"""Loads JUnit XML of any producer, streaming."""

from pathlib import Path
from xml.parsers import expat

from specgen.evidence.junit_reader import Reader
from specgen.evidence.model import Loaded, Session
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import posix
from specgen.evidence.xml_events import parsed, xml_root

_SUITES = (b"testsuite", b"testsuites")


def load_junit(path: Path, name: str) -> Loaded:
    """The test cases of one report, up to where it stops being readable.

    Several cases of one name are parts of one test (subtests, set-up and tear-down), of which the
    worst counts; reruns are what a producer marks as such.  The report itself is one session,
    incomplete where the file is, and where it tells that a test did not end.
    """
    parser = expat.ParserCreate()
    reader, id = Reader(parser, name), f"junit:{posix(name)}"
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    finding = parsed(parser, path, name=name)
    records = tuple(reader.records(id))
    stopped = reader.stopped if finding is None else finding.message
    session = Session(
        id,
        source=posix(name),
        count=len(records),
        complete=not stopped,
        stopped=stopped,
        started=reader.started,
        untold=reader.untold,
        end_told=False,
    )
    said = (*reader.findings, finding) if finding else tuple(reader.findings)
    return Loaded(records, (session,), findings=said)


def _recognises(head: bytes, name: str) -> bool:
    """XML whose root is a suite, and files called XML whose first bytes name no root."""
    root = xml_root(head)
    if root in _SUITES or not name.endswith(".xml"):
        return root in _SUITES
    return not root or b"<testsuite" in head


JUNIT = Loader("junit", _recognises, load_junit)
