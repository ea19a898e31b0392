"""Run a GitLab pipeline here: its jobs in the order of ``needs`` and stages, scripts as written."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.ci.gitlab_config import WORDS
from tests.ci.gitlab_rules import expanded, rule_holds
from tests.ci.machine import Ended, Machine, Origin, clone, fresh, run_script
from tests.ci.stand_ins import fresh_python
from tests.ci.workflow import JobResult, Node, StepResult, listed, mapping

_STAGES = (".pre", "build", "test", "deploy", ".post")


@dataclass(frozen=True)
class _Job:
    """One job of a pipeline, of one cell of ``parallel``."""

    key: str
    name: str
    definition: Node
    variables: Mapping[str, str]
    when: str


def texts(value: object) -> dict[str, str]:
    """Variables as texts that are still to be expanded."""
    found: dict[str, str] = {}
    for key, item in mapping(value).items():
        given = item.get("value", "") if isinstance(item, Mapping) else item
        found[key] = given if isinstance(given, str) else str(given)
        if isinstance(item, Mapping) and item.get("expand") is False:
            found[key] = found[key].replace("$", "$$")
    return found


def run_pipeline(config: Node, machine: Machine, origin: Origin) -> list[JobResult]:
    """Every job of the pipeline that ``origin`` starts, as it ended; none where none starts."""
    variables = _predefined(origin) | dict(machine.secrets) | texts(config.get("variables"))
    rules = listed(mapping(config.get("workflow")).get("rules"))
    allowed = _matched(rules, variables)
    if rules and (allowed is None or allowed.get("when") == "never"):
        return []
    variables |= texts(mapping(allowed or {}).get("variables"))
    fresh(machine.artifacts)
    results: list[JobResult] = []
    ran: list[tuple[_Job, JobResult]] = []
    for job in _ordered(config, list(_jobs(config, variables))):
        result = _run(job, _before(job, config, ran), machine, origin)
        ran.append((job, result))
        results.append(result)
    return results


def _predefined(origin: Origin) -> dict[str, str]:
    found = {
        "CI": "true",
        "GITLAB_CI": "true",
        "CI_COMMIT_SHA": origin.sha,
        "CI_DEFAULT_BRANCH": origin.base,
        "CI_PIPELINE_SOURCE": "push",
        "CI_COMMIT_BRANCH": origin.base,
        "CI_COMMIT_REF_NAME": origin.base,
        "CI_COMMIT_BEFORE_SHA": origin.base_sha,
        "CI_PROJECT_PATH": "team/sample",
        "CI_SERVER_URL": "https://gitlab.example",
    }
    if origin.event == "pull_request":
        del found["CI_COMMIT_BRANCH"]
        found |= {
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_COMMIT_REF_NAME": origin.head,
            "CI_MERGE_REQUEST_IID": "1",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": origin.base_sha,
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": origin.base,
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": origin.head,
        }
    elif origin.event == "schedule":
        found["CI_PIPELINE_SOURCE"] = "schedule"
    return found


def _matched(rules: list[object], variables: Mapping[str, str]) -> Node | None:
    for rule in map(mapping, rules):
        unknown = set(rule) - {"if", "when", "variables", "allow_failure", "interruptible"}
        if unknown:
            raise ValueError(f"rules with {sorted(unknown)} are not known here")
        if "if" not in rule or rule_holds(str(rule["if"]), variables):
            return rule
    return None


def _jobs(config: Node, variables: Mapping[str, str]) -> Iterator[_Job]:
    for key, value in config.items():
        if key in WORDS or key.startswith(".") or not isinstance(value, Mapping):
            continue
        when, more = str(value.get("when", "on_success")), dict[str, str]()
        if "rules" in value:
            rule = _matched(listed(value["rules"]), {**variables, **texts(value.get("variables"))})
            if rule is None or rule.get("when") == "never":
                continue
            when, more = str(rule.get("when", when)), texts(rule.get("variables"))
        for name, cell in _parallel(key, value.get("parallel")):
            mine = {**variables, **texts(value.get("variables")), **more, **cell}
            yield _Job(key, name, value, mine, when)


def _parallel(key: str, parallel: object) -> Iterator[tuple[str, dict[str, str]]]:
    if parallel is None:
        yield key, {}
    elif isinstance(parallel, int):
        for n in range(1, parallel + 1):
            about = {"CI_NODE_INDEX": str(n), "CI_NODE_TOTAL": str(parallel)}
            yield f"{key} {n}/{parallel}", about
    else:
        found: list[dict[str, str]] = []
        for row in map(mapping, listed(mapping(parallel)["matrix"])):
            made: list[dict[str, str]] = [{}]
            for name, values in row.items():
                made = [{**cell, name: str(v)} for cell in made for v in listed(values)]
            found += made
        for n, cell in enumerate(found, 1):
            about = {"CI_NODE_INDEX": str(n), "CI_NODE_TOTAL": str(len(found))}
            yield f"{key}: [{', '.join(cell.values())}]", {**about, **cell}


def _needs(job: _Job) -> list[tuple[str, bool]] | None:
    """The jobs it needs and whether it takes their artifacts; nothing where stages decide."""
    if "needs" not in job.definition:
        return None
    found = []
    for need in listed(job.definition["needs"]):
        given = {"job": need} if isinstance(need, str) else mapping(need)
        found.append((str(given["job"]), given.get("artifacts", True) is True))
    return found


def _ordered(config: Node, jobs: list[_Job]) -> list[_Job]:
    stages = [".pre", *map(str, listed(config.get("stages"))), ".post"]
    stages = stages if len(stages) > 2 else list(_STAGES)
    return sorted(jobs, key=lambda job: stages.index(str(job.definition.get("stage", "test"))))


def _before(
    job: _Job, config: Node, ran: list[tuple[_Job, JobResult]]
) -> list[tuple[JobResult, bool]]:
    """The results it waits for, and whether it takes their artifacts."""
    needs = _needs(job)
    if needs is None:
        stage = job.definition.get("stage", "test")
        return [(r, True) for j, r in ran if j.definition.get("stage", "test") != stage]
    known = {j.key for j, _ in ran}
    optional = {
        str(mapping(n)["job"])
        for n in listed(job.definition["needs"])
        if isinstance(n, Mapping) and n.get("optional")
    }
    missing = {name for name, _ in needs} - known - optional
    if missing:
        raise ValueError(f"{job.key} needs {sorted(missing)}, which this pipeline does not have")
    takes = dict(needs)
    return [(r, takes[j.key]) for j, r in ran if j.key in takes]


def _run(
    job: _Job, before: list[tuple[JobResult, bool]], machine: Machine, origin: Origin
) -> JobResult:
    ends = {result.result for result, _ in before}
    if job.when == "manual" or (job.when == "on_success" and ends - {"success"}):
        return JobResult(job.key, job.name, "skipped")
    absent = _absent(job, machine)
    if absent:
        return JobResult(job.key, job.name, "skipped", absent=absent)
    place = fresh(machine.folder / "jobs" / re.sub(r"\W+", "-", job.name))
    workspace = place / "work"
    log: list[str] = []
    depth = int(job.variables.get("GIT_DEPTH", "20"))
    clone(origin, workspace, depth=depth, log=log)
    for result, takes in before:
        kept = machine.artifacts / result.name.replace("/", "|")
        if takes and kept.exists():
            shutil.copytree(kept, workspace, dirs_exist_ok=True)
    environment = _environment(job, place, machine)
    environment["CI_PROJECT_DIR"] = str(workspace)
    ended = _script(job, ("before_script", "script"), workspace, environment)
    after = _script(job, ("after_script",), workspace, environment)
    end = "failure" if ended.code else "success"
    log += [ended.output, after.output, *_kept(job, workspace, machine, failed=bool(ended.code))]
    step = StepResult("script", end, "\n".join(log), ended.seconds)
    return JobResult(job.key, job.name, end, (step,))


def _image(job: _Job) -> str:
    image = job.definition.get("image", "")
    name = mapping(image)["name"] if isinstance(image, Mapping) else image
    return expanded(str(name), job.variables)


def _absent(job: _Job, machine: Machine) -> str:
    tags = [expanded(str(t), job.variables) for t in listed(job.definition.get("tags"))]
    foreign = [t for t in tags if "linux" not in t and machine.system not in t]
    if foreign:
        return f"runs on {', '.join(foreign)}"
    if job.definition.get("services"):
        return "needs a container engine"
    version = re.search(r"python:?(\d+\.\d+)", _image(job))
    if version and version[1] != machine.python:
        return f"Python {version[1]} is not here, {machine.python} is"
    return "" if version else f"runs in {_image(job)}"


def _environment(job: _Job, place: Path, machine: Machine) -> dict[str, str]:
    """What a job of its image has: Python, pip, and git and uv where the image holds them."""
    python = place / "python"
    fresh_python(python)
    environment = machine.environment(place / "home")
    image = _image(job)
    if "slim" in image or "alpine" in image:
        (python / "bin/git").write_text("#!/bin/sh\necho git: not found >&2\nexit 127\n")
        (python / "bin/git").chmod(0o755)
    uv = Path(sys.executable).parent / "uv"
    if "uv" in image and uv.exists():
        (python / "bin/uv").symlink_to(uv)
    environment["PATH"] = f"{python / 'bin'}:{environment['PATH']}"
    for name, value in job.variables.items():
        environment[name] = expanded(value, {**environment, **job.variables})
    return environment


def _script(
    job: _Job, parts: tuple[str, ...], workspace: Path, environment: Mapping[str, str]
) -> Ended:
    lines = [str(line) for part in parts for line in _flat(job.definition.get(part))]
    script = workspace.parent / f"{parts[0]}.sh"
    script.write_text("\n".join(["set -eo pipefail", *lines, ""]), "utf-8")
    return run_script(
        ["bash", str(script)], at=workspace, environment=environment, seconds=_seconds(job)
    )


def _flat(value: object) -> Iterator[object]:
    for item in listed(value):
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _seconds(job: _Job) -> float:
    text = str(job.definition.get("timeout", "1h"))
    units = {"h": 3600.0, "m": 60.0, "s": 1.0}
    parts = re.findall(r"(\d+)\s*([hms])", text)
    return sum(float(number) * units[unit] for number, unit in parts) or 3600.0


def _kept(job: _Job, workspace: Path, machine: Machine, *, failed: bool) -> Iterator[str]:
    """Keep the artifacts; what was declared and is not there is said."""
    artifacts = mapping(job.definition.get("artifacts"))
    when = artifacts.get("when", "on_success")
    if when != "always" and failed is (when == "on_success"):
        return
    target = machine.artifacts / job.name.replace("/", "|")
    if machine.loses(job.name):
        yield f"(planted: the artifacts of {job.name} are lost)"
        return
    for pattern in _declared(artifacts):
        name = expanded(pattern, {**job.variables, "CI_PROJECT_DIR": "."}).removeprefix("./")
        found = [p for p in workspace.glob(name.rstrip("/")) if p.exists()]
        if not found:
            yield f"WARNING: {name}: no matching files"
        for path in found:
            inside = target / path.relative_to(workspace)
            inside.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, inside, dirs_exist_ok=True)
            else:
                shutil.copy2(path, inside)


def _declared(artifacts: Node) -> Iterator[str]:
    yield from map(str, listed(artifacts.get("paths")))
    for report in mapping(artifacts.get("reports")).values():
        given = mapping(report)["path"] if isinstance(report, Mapping) else report
        yield from map(str, listed(given))
