"""Read XML that may mean harm: by chunks, with entities and external references refused."""

import re
from pathlib import Path
from xml.parsers import expat

from specgen.diagnostics import Diagnostic
from specgen.evidence.reading import unreadable

_CHUNK = 1 << 20
_TOKEN = 16 << 20  # bytes: what of a tag is there is read again with every chunk until it ends
_ROOT = re.compile(rb"\s*<([A-Za-z_][^\s/>]*)")
_BEFORE = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class Refused(Exception):
    """Something that no report needs."""


def xml_root(head: bytes) -> bytes | None:
    """The name of the root element of a file that begins so.

    Nothing where its first bytes do not get that far, None where it is not XML.
    """
    head = head.removeprefix(_BOM)
    while before := _BEFORE.match(head):
        head = head[before.end() :]
    root = _ROOT.match(head)
    if root is not None:
        return root[1]
    return b"" if head.lstrip()[:2] in (b"", b"<", b"<!", b"<?") else None


def parsed(parser: expat.XMLParserType, path: Path, *, name: str) -> Diagnostic | None:
    """Feed ``path`` to ``parser``; returns why the rest of it cannot be read, if so.

    Handlers raise ``Refused`` for what no report needs; a tag that does not end within bounds is
    refused, too.
    """
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_entity
    try:
        _feed(parser, path)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "broken"
        return unreadable(name, f"not XML: {reason}", line=error.lineno, column=error.offset + 1)
    except (Refused, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        return unreadable(name, str(error), line=parser.CurrentLineNumber)
    return None


def _feed(parser: expat.XMLParserType, path: Path) -> None:
    given = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            given += len(chunk)
            if given - max(parser.CurrentByteIndex, 0) > _TOKEN:
                raise Refused(f"a tag of more than {_TOKEN >> 20} MB")
        parser.Parse(b"", True)


def _refuse_entity(*_: object) -> int:
    raise Refused("declares an entity, which no report needs")
