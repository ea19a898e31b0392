"""The documented JSON shape."""

import json
from collections.abc import Callable

from specgen.report.as_json import as_json
from specgen.report.model import LocatedDiagnostic, Style

Make = Callable[..., LocatedDiagnostic]


def test_whole(located: Make) -> None:
    said = located(tip="t", detail="d", first=(3, "first here"))
    assert json.loads(as_json((said,), Style())) == {
        "version": 1,
        "summary": {"error": 1, "finding": 0, "warning": 0, "note": 0},
        "diagnostics": [
            {
                "rule": "unknown-tier",
                "severity": "error",
                "message": "no tier `critcal`",
                "tip": "t",
                "detail": "d",
                "path": "specs/x.yaml",
                "line": 12,
                "column": 7,
                "end_line": 12,
                "end_column": 14,
                "route": ["tier"],
                "related": [
                    {
                        "message": "first here",
                        "path": "specs/x.yaml",
                        "line": 3,
                        "column": 1,
                        "end_line": 3,
                        "end_column": 5,
                    }
                ],
            }
        ],
    }


def test_nothing_to_say() -> None:
    assert json.loads(as_json((), Style()))["diagnostics"] == []


def test_hostile_text_arrives_as_it_is(hostile: LocatedDiagnostic) -> None:
    written = as_json((hostile,), Style())
    assert written.isascii()
    assert json.loads(written)["diagnostics"][0]["message"] == hostile.diagnostic.message
