"""A verdict in the Common Test Report Format: required scenarios, and findings, as its tests.

https://ctrf.io is what dashboards and comments of many CI tools read.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from specgen.gate.model import Decision, Status, Verdict
from specgen.gate.model_status import ScenarioStatus
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_words import loosened_lines, note_lines
from specgen.report.visible import visible

SPEC = "1.0.0"
STATUSES = ("passed", "failed", "skipped", "pending", "other")
_OF_SCENARIO = {
    ScenarioStatus.MET: "passed",
    ScenarioStatus.WAIVED: "skipped",
    ScenarioStatus.PENDING: "pending",
    ScenarioStatus.MISSING: "other",
    ScenarioStatus.NOT_RUN: "other",
}
_OF_FINDING = {Status.FAILS: "failed", Status.WAIVED: "skipped"}
_Json = dict[str, object]


def verdict_as_ctrf(verdict: Verdict, view: View) -> str:
    """One test for each required scenario and for each finding; it has no durations, and its time
    is the day of the verdict."""
    tests = [
        _scenario(verdict, id, status=status) for id, status in sorted(verdict.scenarios.items())
    ]
    tests += [_finding(verdict, each, view=view) for each in verdict.decisions]
    day = int(datetime.combine(verdict.today, time(), UTC).timestamp()) * 1000
    notes = [*note_lines(verdict), *(f"loosened: {line}" for line in loosened_lines(verdict))]
    return _document(tests, day, extra={"passed": verdict.passed, "notes": notes})


def joined(texts: Sequence[str]) -> str:
    """One report on several projects; suites tell them apart."""
    results = [json.loads(text)["results"] for text in texts]
    tests = [test for each in results for test in each["tests"]]
    passed = all(each["extra"]["passed"] for each in results)
    notes = dict.fromkeys(note for each in results for note in each["extra"]["notes"])
    start = results[0]["summary"]["start"]
    return _document(tests, start, extra={"passed": passed, "notes": list(notes)})


def _document(tests: Sequence[Mapping[str, object]], day: int, *, extra: _Json) -> str:
    counts = Counter(str(test["status"]) for test in tests)
    summary = {"tests": len(tests), **{s: counts[s] for s in STATUSES}, "start": day, "stop": day}
    data: _Json = {
        "reportFormat": "CTRF",
        "specVersion": SPEC,
        "generatedBy": "specgen gate",
        "results": {
            "tool": {"name": "specgen"},
            "summary": summary,
            "tests": tests,
            "extra": extra,
        },
    }
    return json.dumps(data, indent=1) + "\n"


def _scenario(verdict: Verdict, id: str, *, status: ScenarioStatus) -> _Json:
    return {
        "name": id,
        "status": _OF_SCENARIO.get(status, "failed"),
        "rawStatus": status.value,
        "duration": 0,
        "suite": [verdict.project, "scenarios"],
    }


def _finding(verdict: Verdict, decision: Decision, *, view: View) -> _Json:
    said = decision.complaint
    found: _Json = {
        "name": visible(f"{decision.rule}: {said.subject}"),
        "status": _OF_FINDING.get(decision.status, "other"),
        "rawStatus": decision.status.value,
        "duration": 0,
        "suite": [verdict.project, "findings", decision.rule],
        "message": visible(said.message),
        "filePath": str(said.place.path),
    }
    if said.place in view.spans:
        found["line"] = view.spans[said.place].line
    return found


VERDICT_AS_CTRF = VerdictFormat("ctrf", "for dashboards of tests", verdict_as_ctrf, joined)
