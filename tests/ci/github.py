"""Run a GitHub workflow here: its jobs in the order of ``needs``, their steps as they are written.

What is not executed (another system, another Python, containers) is said, and never counted as
passed: its artifacts are absent, and what needs it sees ``skipped``.
"""

import json
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from tests.ci.expressions import State, as_text, filled, holds
from tests.ci.machine import Machine, Origin, fresh, run_script
from tests.ci.stand_ins import STAND_INS, ActionError, Call
from tests.ci.workflow import JobResult, Node, StepResult, cells, in_order, listed, mapping

_FILES = ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
_SHELLS = {"": "bash -e {0}", "bash": "bash --noprofile --norc -eo pipefail {0}", "sh": "sh -e {0}"}
_HOUR = 60.0


@dataclass
class _Job:
    """One job of one cell while it runs."""

    workflow: Node
    definition: Node
    matrix: Node
    contexts: dict[str, object]
    workspace: Path
    environment: dict[str, str]
    steps: list[StepResult] = field(default_factory=list)
    said: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """What the status functions answer."""
        return State(failed=any(step.result == "failure" for step in self.steps))

    @property
    def permissions(self) -> dict[str, str]:
        """What the token may do: the job's word, else the workflow's."""
        given = self.definition.get("permissions", self.workflow.get("permissions"))
        return {key: str(value) for key, value in mapping(given).items()}


def run_workflow(workflow: Node, machine: Machine, origin: Origin) -> list[JobResult]:
    """Every job of ``workflow``, as it ended."""
    jobs = {name: mapping(job) for name, job in mapping(workflow["jobs"]).items()}
    fresh(machine.artifacts)
    results: list[JobResult] = []
    for name in in_order(jobs):
        needed = {str(n) for n in listed(jobs[name].get("needs"))}
        base = _contexts(machine, origin, [r for r in results if r.job in needed])
        state = _needed(results, _all_needed(name, jobs))
        if not holds(jobs[name].get("if"), base, state):
            results.append(JobResult(name, name, "skipped"))
            continue
        for cell in _cells(jobs[name], base):
            results.append(_run_cell(workflow, name, base | {"matrix": cell}, machine, origin))
    return results


def _cells(job: Node, contexts: Mapping[str, object]) -> list[dict[str, object]]:
    strategy = mapping(filled(job.get("strategy"), contexts))
    return cells(mapping(strategy["matrix"])) if "matrix" in strategy else [{}]


def _all_needed(name: str, jobs: Mapping[str, Node]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for need in listed(jobs[waiting.pop()].get("needs")):
            if str(need) not in found:
                found.add(str(need))
                waiting.append(str(need))
    return found


def _needed(results: list[JobResult], names: set[str]) -> State:
    ends = {r.result for r in results if r.job in names}
    return State(failed=bool(ends & {"failure", "skipped"}))


def _contexts(machine: Machine, origin: Origin, needed: list[JobResult]) -> dict[str, object]:
    needs: dict[str, object] = {}
    for job in dict.fromkeys(r.job for r in needed):
        ends = [r for r in needed if r.job == job]
        worst = next(
            (w for w in ("failure", "skipped") if w in {r.result for r in ends}), "success"
        )
        said = {key: value for r in ends for key, value in r.outputs.items()}
        needs[job] = {"result": worst, "outputs": said}
    return {
        "github": _github(origin),
        "runner": {"os": "Linux", "arch": "X64", "temp": ""},
        "needs": needs,
        "secrets": {"GITHUB_TOKEN": "stand-in", **machine.secrets},
        "vars": {},
        "inputs": {},
        "strategy": {},
        "matrix": {},
        "env": {},
        "steps": {},
        "job": {"status": "success"},
    }


def _github(origin: Origin) -> dict[str, object]:
    pull = origin.event == "pull_request"
    repository = {"full_name": "team/sample", "default_branch": origin.base, "fork": False}
    side = {"sha": origin.sha, "ref": origin.head, "repo": repository}
    event: dict[str, object] = {"repository": repository, "before": origin.base_sha}
    if pull:
        base = {"sha": origin.base_sha, "ref": origin.base, "repo": repository}
        event |= {"number": 1.0, "pull_request": {"number": 1.0, "head": side, "base": base}}
        event["pull_request"] = {**mapping(event["pull_request"]), "draft": False, "labels": []}
    return {
        "event": event,
        "event_name": origin.event,
        "ref": origin.ref,
        "ref_name": "1/merge" if pull else origin.base,
        "ref_type": "branch",
        "sha": origin.sha,
        "base_ref": origin.base if pull else "",
        "head_ref": origin.head if pull else "",
        "repository": "team/sample",
        "repository_owner": "team",
        "server_url": "https://github.com",
        "actor": "somebody",
        "triggering_actor": "somebody",
        "token": "stand-in",
        "run_id": "1",
        "run_number": "1",
        "run_attempt": "1",
        "workflow": "specgen",
    }


def _run_cell(
    workflow: Node, name: str, contexts: dict[str, object], machine: Machine, origin: Origin
) -> JobResult:
    definition = mapping(mapping(workflow["jobs"])[name])
    title = as_text(filled(definition.get("name", name), contexts))
    image = as_text(filled(definition.get("runs-on"), contexts))
    if not image.startswith(machine.system):
        return JobResult(name, title, "skipped", absent=f"runs on {image}")
    if definition.get("services") or definition.get("container"):
        return JobResult(name, title, "skipped", absent="needs a container engine")
    place = fresh(machine.folder / "jobs" / "".join(c if c.isalnum() else "-" for c in title))
    workspace = fresh(place / "work")
    github = {**mapping(contexts["github"]), "workspace": str(workspace), "job": name}
    contexts |= {"github": github, "runner": {"os": "Linux", "arch": "X64", "temp": str(place)}}
    variables = _variables(machine.environment(place / "home"), github, place)
    job = _Job(workflow, definition, mapping(contexts["matrix"]), contexts, workspace, variables)
    for level in (workflow, definition):
        _merge(job, mapping(filled(level.get("env"), contexts)))
    deadline = time.monotonic() + _minutes(definition, contexts, 360.0)
    for position, step in enumerate(map(mapping, listed(definition["steps"]))):
        _step(job, step, place / f"step-{position}", machine, origin, deadline - time.monotonic())
    absent = next((s.output for s in job.steps if "is not here" in s.output), "")
    result = "failure" if job.state.failed else "success"
    outputs = mapping(filled(definition.get("outputs"), contexts | {"steps": job.said}))
    texts = {key: as_text(value) for key, value in outputs.items()}
    if absent:
        return JobResult(name, title, "skipped", tuple(job.steps), absent.strip(), texts)
    return JobResult(name, title, result, tuple(job.steps), outputs=texts)


def _variables(start: dict[str, str], github: Node, place: Path) -> dict[str, str]:
    """The variables GitHub sets for every step."""
    names = ("event_name", "ref", "ref_name", "sha", "base_ref", "head_ref", "repository", "actor")
    more = ("workspace", "run_id", "run_attempt", "job", "workflow", "server_url")
    found = {f"GITHUB_{name.upper()}": str(github[name]) for name in names + more}
    path = place / "event.json"
    path.write_text(json.dumps(github["event"]), "utf-8")
    own = {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(place), "RUNNER_OS": "Linux"}
    return start | found | own | {"GITHUB_EVENT_PATH": str(path)}


def _merge(job: _Job, more: Node) -> None:
    texts = {key: as_text(value) for key, value in more.items()}
    job.environment |= texts
    job.contexts["env"] = {**mapping(job.contexts["env"]), **texts}


def _minutes(node: Node, contexts: Mapping[str, object], default: float) -> float:
    given = filled(node.get("timeout-minutes"), contexts)
    return _HOUR * (float(cast(float, given)) if given is not None else default)


def _step(
    job: _Job, step: Node, place: Path, machine: Machine, origin: Origin, left: float
) -> None:
    contexts = job.contexts | {"steps": job.said, "job": {"status": "failure"}}
    contexts["job"] = {"status": "failure" if job.state.failed else "success"}
    title = as_text(filled(step.get("name", step.get("uses", step.get("run"))), contexts))
    if not holds(step.get("if"), contexts, job.state):
        job.steps.append(StepResult(title, "skipped"))
        job.said[str(step.get("id", title))] = {"outcome": "skipped", "conclusion": "skipped"}
        return
    own = {k: as_text(v) for k, v in mapping(filled(step.get("env"), contexts)).items()}
    contexts["env"] = {**mapping(contexts["env"]), **own}
    files = {name: fresh(place.with_name(f"{place.name}-{name}")) / "file" for name in _FILES}
    for path in files.values():
        path.touch()
    seconds = min(left, _minutes(step, contexts, 360.0))
    began = time.monotonic()
    if "uses" in step:
        code, output = _uses(job, step, contexts, files, machine, origin)
    else:
        environment = job.environment | own | {k: str(v) for k, v in files.items()}
        code, output = _run(job, step, contexts, environment, place, seconds)
    result = "success" if code == 0 else "failure"
    summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    took = time.monotonic() - began
    job.steps.append(StepResult(title, result, output + summary, took))
    said = dict(_pairs(files["GITHUB_OUTPUT"].read_text("utf-8")))
    about: dict[str, object] = {"outcome": result, "conclusion": result, "outputs": said}
    job.said[str(step.get("id", title))] = about
    _merge(job, dict(_pairs(files["GITHUB_ENV"].read_text("utf-8"))))
    for line in files["GITHUB_PATH"].read_text("utf-8").splitlines():
        job.environment["PATH"] = f"{line}:{job.environment['PATH']}"


def _run(
    job: _Job,
    step: Node,
    contexts: Mapping[str, object],
    environment: Mapping[str, str],
    place: Path,
    seconds: float,
) -> tuple[int, str]:
    defaults: Node = {}
    for level in (job.workflow, job.definition):
        defaults = {**defaults, **mapping(mapping(level.get("defaults")).get("run"))}
    chosen = filled({**defaults, **step}, contexts)
    script = place.with_suffix(".sh")
    script.write_text(as_text(mapping(chosen)["run"]), "utf-8")
    shell = as_text(mapping(chosen).get("shell"))
    words = shlex.split(_SHELLS.get(shell, shell).replace("{0}", str(script)))
    at = job.workspace / as_text(mapping(chosen).get("working-directory", "."))
    ended = run_script(words, at=at, environment=environment, seconds=seconds)
    return ended.code, ended.output


def _uses(
    job: _Job,
    step: Node,
    contexts: Mapping[str, object],
    files: Mapping[str, Path],
    machine: Machine,
    origin: Origin,
) -> tuple[int, str]:
    action = str(step["uses"]).split("@", maxsplit=1)[0]
    given = mapping(filled(step.get("with"), contexts, job.state))
    texts = {key: as_text(value) for key, value in given.items()}
    call = Call(texts, job.workspace, files, job.permissions, [])
    if action not in STAND_INS:
        return 1, f"no stand-in for {action}"
    try:
        STAND_INS[action](call, machine, origin)
    except (ActionError, OSError, subprocess.CalledProcessError) as error:
        return 1, "\n".join([*call.log, f"{action}: {error}"])
    return 0, "\n".join(call.log)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """What a step said: ``name=value``, or ``name<<END`` and lines."""
    lines = iter(text.splitlines())
    for line in lines:
        name, sign, rest = line.partition("<<")
        if sign and "=" not in name:
            many: list[str] = []
            for inner in lines:
                if inner == rest:
                    break
                many.append(inner)
            yield name, "\n".join(many)
        elif "=" in line:
            key, _, value = line.partition("=")
            yield key, value
