"""Diagnostics for programs: one JSON object of a documented, versioned shape.

    {"version": 1,
     "summary": {"error": 1, "finding": 0, "warning": 0, "note": 0},
     "diagnostics": [{"rule": "…", "severity": "error", "message": "…", "tip": "…", "detail": "",
                      "path": "specs/x.yaml", "line": 12, "column": 7, "end_line": 12,
                      "end_column": 14, "route": ["scenarios", 0, "tier"],
                      "related": [{"message": "…", "path": "…", "line": 3, …}]}]}

Lines and columns count from 1, columns in characters, ends are exclusive.  ``route`` is empty for
places outside spec trees.  Keys are only ever added under the same version.  The text is ASCII:
anything else is a JSON escape, so that no reader or terminal can be steered by it.
"""

import json
from pathlib import PurePosixPath

from specgen.diagnostics import Span
from specgen.report.model import Format, Located, LocatedDiagnostic, Style, counts

VERSION = 1


def as_json(located: Located, style: Style) -> str:
    """One object, indented by two; an empty list of diagnostics where there is nothing to say."""
    report = {
        "version": VERSION,
        "summary": {str(severity): count for severity, count in counts(located).items()},
        "diagnostics": [_diagnostic(each) for each in located],
    }
    return json.dumps(report, indent=2) + "\n"


def _diagnostic(each: LocatedDiagnostic) -> dict[str, object]:
    said = each.diagnostic
    return {
        "rule": said.rule,
        "severity": str(said.severity),
        "message": said.message,
        "tip": said.tip,
        "detail": said.detail,
        **_place(each.path, each.span),
        "route": list(said.place.route),
        "related": [{"message": r.message, **_place(r.path, r.span)} for r in each.related],
    }


def _place(path: PurePosixPath, span: Span) -> dict[str, object]:
    return {"path": str(path), **span._asdict()}


AS_JSON = Format("json", "for programs, one versioned object", as_json)
