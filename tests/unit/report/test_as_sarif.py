"""SARIF 2.1.0, by the parts of its schema that we use."""

import json
from collections.abc import Callable
from dataclasses import replace

from jsonschema import Draft7Validator

from specgen.diagnostics import Severity, Span
from specgen.report.as_sarif import as_sarif
from specgen.report.model import LocatedDiagnostic, Style

Make = Callable[..., LocatedDiagnostic]

POSITIVE = {"type": "integer", "minimum": 1}
MESSAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
PHYSICAL = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactLocation", "region"],
    "properties": {
        "artifactLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"}},
        },
        "region": {
            "type": "object",
            "additionalProperties": False,
            "required": ["startLine"],
            "properties": dict.fromkeys(
                ["startLine", "startColumn", "endLine", "endColumn"], POSITIVE
            ),
        },
    },
}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": MESSAGE,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {"physicalLocation": PHYSICAL},
                                    },
                                },
                                "relatedLocations": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            "id": {"type": "integer", "minimum": 0},
                                            "message": MESSAGE,
                                            "physicalLocation": PHYSICAL,
                                        },
                                    },
                                },
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_structure(located: Make, hostile: LocatedDiagnostic) -> None:
    said = (located(first=(3, "first here"), tip="t"), located(severity=Severity.NOTE), hostile)
    log = json.loads(as_sarif(said, Style()))
    Draft7Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert [r["level"] for r in run["results"]] == ["error", "note", "error"]


def test_result(located: Make) -> None:
    said = located(path="specs/a b.yaml", tip="did you mean `critical`?", first=(3, "first here"))
    (result,) = json.loads(as_sarif((said,), Style()))["runs"][0]["results"]
    assert result["message"]["text"] == "no tier `critcal`\ntip: did you mean `critical`?"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "specs/a%20b.yaml"
    assert place["region"] == {"startLine": 12, "startColumn": 7, "endLine": 12, "endColumn": 14}
    (other,) = result["relatedLocations"]
    assert other["message"]["text"] == "first here"
    assert other["physicalLocation"]["region"]["startLine"] == 3


def test_fingerprint_does_not_follow_the_line(located: Make) -> None:
    here = located()
    moved = replace(here, span=Span(99, 1, 99, 2))
    other = located(message="no tier `x`")
    prints = [
        json.loads(as_sarif((said,), Style()))["runs"][0]["results"][0]["partialFingerprints"]
        for said in (here, moved, other)
    ]
    assert prints[0] == prints[1] != prints[2]


def test_no_links(located: Make) -> None:
    said = (located(message="[x](http://y)"), located(message="a[0] is fine"))
    results = json.loads(as_sarif(said, Style()))["runs"][0]["results"]
    assert [r["message"]["text"] for r in results] == ["\\[x\\](http://y)", "a[0] is fine"]


def test_nothing_to_say() -> None:
    log = json.loads(as_sarif((), Style()))
    Draft7Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"] == []
