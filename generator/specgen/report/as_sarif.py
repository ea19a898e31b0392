"""Diagnostics as SARIF 2.1.0, for code-scanning services."""

import hashlib
import json
from pathlib import PurePosixPath
from urllib.parse import quote

from specgen.diagnostics import Severity, Span
from specgen.report.model import Format, Located, LocatedDiagnostic, Style
from specgen.report.visible import visible

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.FINDING: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}

_Json = dict[str, object]


def as_sarif(located: Located, style: Style) -> str:
    """One run with a rules array; columns count Unicode characters."""
    rules = sorted({each.diagnostic.rule for each in located})
    run = {
        "tool": {"driver": {"name": "specgen", "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, rules.index(each.diagnostic.rule)) for each in located],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def _result(each: LocatedDiagnostic, rule_index: int) -> _Json:
    said = each.diagnostic
    result: _Json = {
        "ruleId": said.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[said.severity],
        "message": {"text": _text(said.message, *([f"tip: {said.tip}"] if said.tip else []))},
        "locations": [{"physicalLocation": _location(each.path, each.span)}],
        "partialFingerprints": {"specgen/v1": _fingerprint(each)},
    }
    if each.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _text(other.message)},
                "physicalLocation": _location(other.path, other.span),
            }
            for number, other in enumerate(each.related, 1)
        ]
    return result


def _location(path: PurePosixPath, span: Span) -> _Json:
    return {
        "artifactLocation": {"uri": quote(str(path).encode("utf-8", "replace"))},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _text(*lines: str) -> str:
    """Plain text: nothing unseen in it, and no brackets that a viewer would turn into a link."""
    shown = "\n".join(map(visible, lines))
    return shown.replace("[", "\\[").replace("]", "\\]") if "](" in shown else shown


def _fingerprint(each: LocatedDiagnostic) -> str:
    """Stays the same when the finding moves to another line."""
    said = each.diagnostic
    route = "/".join(map(str, said.place.route))
    said_of_it = "\n".join((said.rule, str(each.path), route, said.message))
    return hashlib.sha256(said_of_it.encode("utf-8", "surrogatepass")).hexdigest()[:32]


AS_SARIF = Format("sarif", "for code-scanning services, SARIF 2.1.0", as_sarif)
