"""Loads JUnit XML of any producer, streaming, with entities and external references refused."""

import re
from pathlib import Path
from xml.parsers import expat

from specgen.evidence.junit_reader import Reader, Refused
from specgen.evidence.model import Loaded, Session
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import posix, unreadable

_CHUNK = 1 << 20
_TOKEN = 16 << 20  # bytes: what of a tag is there is read again with every chunk until it ends
_ROOT = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SUITES = (b"testsuite", b"testsuites")


def load_junit(path: Path, name: str) -> Loaded:
    """The test cases of one report, up to where it stops being readable.

    Several cases of one name are parts of one test (subtests, set-up and tear-down), of which the
    worst counts; reruns are what a producer marks as such.  The report itself is one session,
    incomplete where the file is.
    """
    parser = expat.ParserCreate()
    reader, id = Reader(parser, name), f"junit:{posix(name)}"
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_entity
    finding = None
    try:
        _feed(parser, path)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "broken"
        finding = unreadable(name, f"not XML: {reason}", line=error.lineno, column=error.offset + 1)
    except (Refused, ValueError, LookupError) as error:  # LookupError: an unknown encoding
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
    said = (*reader.findings, finding) if finding else tuple(reader.findings)
    return Loaded(records, (session,), findings=said)


def _feed(parser: expat.XMLParserType, path: Path) -> None:
    """Parse the file by chunks; a tag that does not end within bounds is no test report's."""
    given = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            given += len(chunk)
            if given - max(parser.CurrentByteIndex, 0) > _TOKEN:
                raise Refused(f"a tag of more than {_TOKEN >> 20} MB")
        parser.Parse(b"", True)


def _refuse_entity(*_: object) -> int:
    raise Refused("declares an entity, which no test report needs")


def _claims(path: Path, head: bytes) -> bool:
    """XML whose root is a suite, and XML that does not say what it is."""
    if path.suffix != ".xml":
        return False
    root = _ROOT.search(_COMMENT.sub(b"", head))
    return root is None or root[1] in _SUITES or b"<testsuite" in head or b"<!DOCTYPE" in head


JUNIT = Loader("junit", _claims, load_junit)
