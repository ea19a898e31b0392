"""The recording half of the plugin: one line per test, written and flushed as the test ends.

A killed run leaves the lines written so far; without its last line it counts as incomplete.  Under
xdist workers add what only they know (marks, attempts) to their reports, and the controller writes.
"""

import json
import os
import re
import sys
import time
import uuid
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TextIO
from warnings import WarningMessage

import pytest

from specgen.evidence.model import Outcome, worst
from specgen.evidence.plugin import TYPE_MARKS, is_pending

FORM = 1
_REPEAT = "__pytest_repeat_step_number"
_MESSAGE_LINES = 12
_STRICT = "[XPASS(strict)]"
_NAME = "specgen-recorder"
_JOBS = ("GITHUB_JOB", "CI_JOB_NAME")  # what GitHub and GitLab call the job at hand


class Node(Protocol):
    """What is used of an xdist worker."""

    gateway: object


def pytest_configure(config: pytest.Config) -> None:
    """Start recording, except in a worker of xdist."""
    if not hasattr(config, "workerinput"):
        folder = Path(config.getoption("specgen_record"))
        config.pluginmanager.register(Recorder(folder), _NAME)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give the first report of a test what only its item knows."""
    report = yield
    if report.when == "setup":
        spec_ids = [a for m in item.iter_markers("spec") for a in m.args if isinstance(a, str)]
        known = {"spec": spec_ids, "marks": sorted({m.name for m in item.iter_markers()})}
        bare = _bare(item)
        if bare != item.nodeid:
            known["bare"] = [bare]
        setattr(report, "specgen", known)  # noqa: B010 - an attribute that pytest does not declare
    return report


def _bare(item: pytest.Item) -> str:
    """The node id of ``item`` without what pytest-repeat adds to it (``[2-10]``)."""
    callspec = getattr(item, "callspec", None)
    step = callspec.params.get(_REPEAT) if callspec is not None else None
    if callspec is None or step is None:
        return item.nodeid
    ids = list(callspec._idlist)
    added = next((x for x in ids if re.fullmatch(rf"{step + 1}-\d+", x)), None)
    if added is not None:
        ids.remove(added)
    return item.nodeid.split("[", 1)[0] + (f"[{'-'.join(ids)}]" if ids else "")


def _first_set(*names: str) -> str:
    """The first of these environment variables that says anything."""
    return next(filter(None, map(os.environ.get, names)), "")


class Recorder:
    """Writes one session: its start, what it collected, each test, its warnings, its end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.id = uuid.uuid4().hex
        self._file: TextIO = (folder / f"{self.id}.jsonl").open("a", encoding="utf-8", newline="\n")
        self._began = time.perf_counter()
        self._reports: dict[str, list[pytest.TestReport]] = {}
        self._attempts: Counter[str] = Counter()
        self._collected = False
        version = ".".join(map(str, sys.version_info[:3]))
        about = json.loads(os.environ.get("SPECGEN_SESSION", "{}"))
        started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        known = {"form": FORM, "id": self.id, "os": sys.platform, "python": version}
        cell = {"job": _first_set(*_JOBS), "runner": _first_set("SPECGEN_RUNNER")}
        self._write("session", {**known, "started": started, **cell, **about})

    def _write(self, kind: str, fields: Mapping[str, object]) -> None:
        line = json.dumps({"kind": kind, **fields}, ensure_ascii=True, separators=(",", ":"))
        self._file.write(line + "\n")
        self._file.flush()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Say what is to be expected (not under xdist, whose controller collects nothing)."""
        self._expect([item.nodeid for item in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Node, ids: Sequence[str]) -> None:
        """Say what is to be expected, from the first worker that knows."""
        if not self._collected:
            self._expect(list(ids))

    def _expect(self, ids: list[str]) -> None:
        self._collected = True
        self._write("collected", {"count": len(ids), "ids": ids})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Record a file that could not be collected as an error of its own."""
        if report.failed:
            fields = {"id": report.nodeid, "outcome": "error", "reason": "collection failed"}
            self._write("test", {**fields, "message": _message(report)})

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Leave a trace of what is about to run, for runs that never come back."""
        self._write("start", {"id": nodeid})

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect the phases of a test; write them when its last one arrives."""
        if report.when == "setup" and report.nodeid in self._reports:  # a rerun, no tear-down
            self._record(report.nodeid, self._reports.pop(report.nodeid))
        self._reports.setdefault(report.nodeid, []).append(report)
        if report.when not in ("setup", "call"):  # "???": the worker crashed
            self._record(report.nodeid, self._reports.pop(report.nodeid))

    def _record(self, node_id: str, reports: list[pytest.TestReport]) -> None:
        known: Mapping[str, list[str]] = next(
            (r.specgen for r in reports if hasattr(r, "specgen")), {}
        )
        raw, node_id = node_id, known.get("bare", [node_id])[0]
        self._attempts[node_id] += 1
        phases = [(r.when or "", outcome_of(r), r.duration) for r in reports]
        telling = [r for r in reports if outcome_of(r) is not Outcome.PASS]
        marks = known.get("marks", [])
        fields: dict[str, object] = {
            "id": node_id,
            "raw": raw if raw != node_id else "",
            "outcome": worst(outcome for _, outcome, _ in phases),
            "seconds": round(sum(seconds for _, _, seconds in phases), 6),
            "phases": [[name, outcome, round(seconds, 6)] for name, outcome, seconds in phases],
            "type": next((name for name in TYPE_MARKS if name in marks), ""),
            "attempt": self._attempts[node_id],
            "spec": known.get("spec", []),
            "worker": getattr(reports[-1], "worker_id", ""),
            "reason": _reason(telling[0]) if telling else "",
            "message": _message(telling[0]) if telling else "",
            "measures": _measures(reports[-1]),
        }
        self._write(
            "test", {key: value for key, value in fields.items() if value not in ("", [], {})}
        )

    def pytest_warning_recorded(self, warning_message: WarningMessage, nodeid: str) -> None:
        """Record what was warned of; pytest says so only after the test has ended."""
        if nodeid:
            name = warning_message.category.__name__
            self._write("warning", {"id": nodeid, "text": f"{name}: {warning_message.message}"})

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the end: from here on the session is complete, unless it was interrupted."""
        unfinished = bool(self._reports)  # half a test is no pass, and a run with one has no end
        interrupted = exitstatus == pytest.ExitCode.INTERRUPTED or unfinished
        stopped = "interrupted" if interrupted else ""
        seconds = round(time.perf_counter() - self._began, 3)
        self._write("end", {"status": int(exitstatus), "stopped": stopped, "seconds": seconds})

    def pytest_unconfigure(self) -> None:
        """Close the file."""
        self._file.close()


def outcome_of(report: pytest.TestReport) -> Outcome:
    """What one phase of a test says."""
    if is_pending(report) and not report.passed:
        return Outcome.PENDING
    expected = hasattr(report, "wasxfail")
    if report.passed:
        return Outcome.XPASS if expected else Outcome.PASS
    if report.skipped:
        return Outcome.XFAIL if expected else Outcome.SKIP
    if isinstance(report.longrepr, str) and report.longrepr.startswith(_STRICT):
        return Outcome.XPASS
    return Outcome.FAIL if report.when == "call" else Outcome.ERROR


def _reason(report: pytest.TestReport) -> str:
    """Why it was skipped or expected to fail."""
    expected: str = getattr(report, "wasxfail", "")
    if expected:
        return expected.removeprefix("reason: ")
    if report.skipped and isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return ""


def _message(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The last lines of what failed: those say what was raised."""
    if not report.failed and str(report.outcome) != "rerun":
        return ""
    return "\n".join(report.longreprtext.splitlines()[-_MESSAGE_LINES:])


def _measures(report: pytest.TestReport) -> dict[str, float]:
    """The figures that a test recorded with ``record_property``."""
    properties = [tuple(entry) for entry in report.user_properties]
    return {
        str(name).removeprefix("specgen."): float(value)
        for name, value in properties
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
