"""The recording half of the plugin: one line per test, written as the test ends.

A killed run leaves the lines written so far; without its last line it counts as incomplete.  Under
xdist workers add what only they know (marks, attempts) to their reports, and the controller writes.
It runs three times per test, so it takes the shortest way that says everything: no wrappers where
there are no workers, one write per line, no encoder for what passed, and little to import.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from warnings import WarningMessage

import pytest

from specgen.evidence.inputs import commit_at, root_of, tree_at
from specgen.evidence.model_outcome import Outcome, without_parameters, worst
from specgen.evidence.plugin_words import (
    Known,
    Marks,
    asked_of,
    known_of,
    measures_of,
    message_of,
    outcome_of,
    reason_of,
    seed_of,
)

FORM = 1
_JOBS = ("GITHUB_JOB", "CI_JOB_NAME")  # what GitHub and GitLab call the job at hand
_NAME = "specgen-recorder"
_SKIPPED = "specgen_skipped"  # what a worker tells of files that skip themselves
_CHECKPOINT = "specgen.checkpoint."
_NOTHING: Known = {}
_PASS = Outcome.PASS
_PHASES = ("setup", "call")  # after which another comes
_NAMED = 20  # files that the end of a session names
_quoted = json.encoder.encode_basestring_ascii
_encoded = json.JSONEncoder(separators=(",", ":")).encode


class Node(Protocol):
    """What is used of an xdist worker."""

    gateway: object


def pytest_configure(config: pytest.Config) -> None:
    """Start recording; in a worker of xdist, tell its controller what it cannot know."""
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(Carrier(), _NAME)
        config.pluginmanager.import_plugin("specgen.evidence.plugin_live")
    else:
        folder = Path(config.getoption("specgen_record"))
        config.pluginmanager.register(Recorder(folder, config), _NAME)


class Carrier:
    """Gives the first report of a test what only its item knows."""

    def __init__(self) -> None:
        self._marks = Marks()
        self._skipped: list[tuple[str, str]] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a file that skips itself: xdist sends on only those that fail."""
        if report.skipped:
            self._skipped.append((report.nodeid, reason_of(report)))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Tell of them."""
        output: dict[str, object] = getattr(session.config, "workeroutput", {})
        output[_SKIPPED] = self._skipped

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add it to the report, which xdist sends on."""
        report = yield
        if report.when == "setup":
            setattr(report, "specgen", known_of(item, self._marks))  # noqa: B010 - pytest does not declare it
        return report


class Told(list[tuple[str, object]]):
    """The properties of a test, which tell at once of each checkpoint that it notes."""

    __slots__ = ("tell",)
    tell: Callable[[str], None]

    def append(self, entry: tuple[str, object]) -> None:
        """Note one."""
        super().append(entry)
        if str(entry[0]).startswith(_CHECKPOINT):
            self.tell(str(entry[0]).removeprefix(_CHECKPOINT))


class Recorder:
    """Writes one session: its start, what it collected, each test, its warnings, its end."""

    def __init__(self, folder: Path, config: pytest.Config) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.id = os.urandom(16).hex()
        self._config = config
        self._file = (folder / f"{self.id}.jsonl").open("ab", buffering=0)
        self._began = time.perf_counter()
        self._reports: dict[str, list[pytest.TestReport]] = {}
        self._known: dict[str, Known] = {}
        self._attempts: dict[str, int] = {}
        self._marks = Marks()
        self._tell = self._checkpoint
        self._collected = False
        self._modules = _modules()
        version = ".".join(map(str, sys.version_info[:3]))
        about = json.loads(os.environ.get("SPECGEN_SESSION", "{}"))
        started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        known = {"form": FORM, "id": self.id, "os": sys.platform, "python": version}
        cell = {"job": _first_set(*_JOBS), "runner": _first_set("SPECGEN_RUNNER")}
        asked = {"asked": asked_of(config, os.environ)}
        root = root_of(config.rootpath)
        self._tree = tree_at(root, without=(folder,))
        made = {"commit": commit_at(root), **self._tree.inputs.said}
        self._write("session", {**known, "started": started, **cell, **asked, **made, **about})

    def _write(self, kind: str, fields: Mapping[str, object]) -> None:
        line = _encoded({"kind": kind, **fields}) + "\n"
        self._file.write(line.encode())

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
        fields: dict[str, object] = {"count": len(ids), "ids": ids}
        seed = seed_of(self._config, os.environ)
        self._write("collected", {**fields, "seed": seed} if seed else fields)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Remember what only the item knows (in a worker, ``Carrier`` sends it)."""
        known = known_of(item, self._marks)
        if known:
            self._known[item.nodeid] = known
        item.user_properties = told = Told(item.user_properties)
        told.tell = self._tell

    def _checkpoint(self, name: str) -> None:
        """Leave a trace of a point that a test has reached, for runs that never come back."""
        self._write("checkpoint", {"name": name})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Record a file that could not be collected, or that skips itself while it is imported."""
        if report.failed:
            fields = {"id": report.nodeid, "outcome": "error", "reason": "collection failed"}
            self._write("test", {**fields, "message": message_of(report)})
        elif report.skipped:
            self._skipped(report.nodeid, reason_of(report))

    def _skipped(self, node_id: str, reason: str) -> None:
        """Record a file that skips itself, once however many workers tell of it."""
        if node_id not in self._attempts:
            self._attempts[node_id] = 1
            self._write("test", {"id": node_id, "outcome": "skip", "reason": reason})

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Node) -> None:
        """Record the files that skipped themselves in a worker, which tells of them as it ends."""
        told: Mapping[str, object] = getattr(node, "workeroutput", {})
        for node_id, reason in _pairs(told.get(_SKIPPED)):
            self._skipped(node_id, reason)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Leave a trace of what is about to run, for runs that never come back."""
        self._file.write(f'{{"kind":"start","id":{_quoted(nodeid)}}}\n'.encode())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Collect the phases of a test; write them when its last one arrives."""
        node_id, when = report.nodeid, report.when
        reports = self._reports.get(node_id)
        if reports is None:
            reports = self._reports[node_id] = []
        elif when == "setup":
            early = _subtests(reports)
            if len(early) < len(reports):  # a rerun, without tear-down
                self._record(node_id, reports[: len(reports) - len(early)])
            self._reports[node_id] = [report, *early]
            return
        reports.append(report)
        if when not in _PHASES:  # "???": the worker crashed
            del self._reports[node_id]
            self._record(node_id, reports)

    def _record(self, raw: str, reports: list[pytest.TestReport]) -> None:
        sent: Known | None = vars(reports[0]).get("specgen")
        known = self._known.get(raw, _NOTHING) if sent is None else sent
        node_id = known["bare"][0] if "bare" in known else raw
        attempt = self._attempts[node_id] = self._attempts.get(node_id, 0) + 1
        outcome, phases, telling, seconds = _PASS, [], None, 0.0
        for report in reports:
            said, lasted = outcome_of(report), report.duration
            if said is not _PASS:
                outcome, telling = worst((outcome, said)), telling or report
            seconds += lasted
            phases.append(f'["{report.when}","{said}",{lasted:.6f}]')
        line = (
            f'{{"kind":"test","id":{_quoted(node_id)},"outcome":"{outcome}","seconds":{seconds:.6f}'
            f',"phases":[{",".join(phases)}],"attempt":{attempt}}}'
        )
        more = self._more(raw, known, last=reports[-1])
        if raw is not node_id:
            more["raw"] = raw
        if telling is not None:
            more |= {"reason": reason_of(telling), "message": message_of(telling)}
        if more:
            line = f"{line[:-1]},{_encoded(more)[1:]}"
        self._file.write(f"{line}\n".encode())

    def _more(self, raw: str, known: Known, *, last: pytest.TestReport) -> dict[str, object]:
        """What few tests have."""
        fields: dict[str, object] = {}
        if "spec" in known:
            fields["spec"] = known["spec"]
        if "type" in known:
            fields["type"] = known["type"][0]
        worker = vars(last).get("worker_id")
        if worker:
            fields["worker"] = worker
        if last.user_properties:
            fields["measures"] = measures_of(last)
        if self._modules:
            fields["modules"] = self._modules.get(without_parameters(raw), [])
        return fields

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
        said = {"status": int(exitstatus), "stopped": stopped, "seconds": seconds}
        self._write("end", {**said, **self._changes()})

    def _changes(self) -> dict[str, object]:
        """What became of the tree meanwhile; nothing where it is as it was."""
        now = self._tree.again()
        changed, left = self._tree.changed(now)[:_NAMED], self._tree.left(now)[:_NAMED]
        if not (changed or left):
            return {}
        return {"tree": now.inputs.tree, "changed": changed, "left": left}

    def pytest_unconfigure(self) -> None:
        """Close the file."""
        self._file.close()


def _subtests(reports: list[pytest.TestReport]) -> list[pytest.TestReport]:
    """Those at the end that are of subtests: where tests may run again, they come before set-up."""
    at = len(reports)
    while at and hasattr(reports[at - 1], "context"):
        at -= 1
    return reports[at:]


def _first_set(*names: str) -> str:
    """The first of these environment variables that says anything."""
    return next(filter(None, map(os.environ.get, names)), "")


def _pairs(told: object) -> list[tuple[str, str]]:
    """The node ids and reasons that a worker told."""
    return [(str(one), str(other)) for one, other in told] if isinstance(told, list) else []


def _modules() -> Mapping[str, list[str]]:
    """The modules that each test counts for, where a run knows them from its inventory."""
    path = os.environ.get("SPECGEN_SELECT")
    said = json.loads(Path(path).read_text("utf-8")) if path else {}
    found: Mapping[str, list[str]] = said.get("modules", {})
    return found
