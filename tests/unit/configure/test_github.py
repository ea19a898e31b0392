"""Workflows of GitHub Actions: what every job has, what a token may do, what is evaluated."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from ruamel.yaml import YAML

from specgen.configure.github import GITHUB
from specgen.configure.model import Ground
from specgen.configure.pins import BUILT_IN
from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Double, Run, Service

Make = Callable[..., Program]
Workflow = Mapping[str, Any]  # YAML, as any reader gives it
PLACE = Place(PurePosixPath("specs/project.yaml"))
HOSTILE = "${{ secrets.TOKEN }}"


def run(moment: str, **changes: object) -> Run:
    plain = Run(
        moment=moment, types=("unit", "e2e", "performance"), os=("ubuntu-24.04", "macos-15"),
        python=("3.11", "3.12"), shards={"unit": 2}, workers="", repeat=1, mutation=False,
        evidence=Level.WRITTEN, budget=(), place=PLACE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def texts(program: Program, standing: Mapping[PurePosixPath, str] | None = None) -> dict[str, str]:
    """The workflows by file name."""
    files = GITHUB.emit(Ground(program, standing or {}))
    return {file.path.name: file.text for file in files}


def read(text: str) -> Workflow:
    found: Workflow = YAML(typ="safe", pure=True).load(text)
    return found


@pytest.fixture
def program(program_of: Make) -> Program:
    """All moments of CI, with a live service."""
    doubles = (Double("e2e", "live", ""),)
    service = Service("bank", "", doubles, {"BANK_KEY": ""}, "", PLACE)
    moments = ("pull_request", "main", "nightly", "deploy", "pre_push")
    return program_of(runs=tuple(run(m) for m in moments), services=(service,))


def jobs(program: Program) -> Iterator[tuple[str, Workflow]]:
    for text in texts(program).values():
        yield from read(text)["jobs"].items()


def test_a_workflow_for_each_moment(program: Program) -> None:
    found = texts(program)
    assert set(found) == {
        "specgen.yml", "specgen-main.yml", "specgen-nightly.yml", "specgen-deploy.yml",
    }  # fmt: skip
    triggers = {name: set(read(text)["on"]) for name, text in found.items()}
    assert triggers == {
        "specgen.yml": {"pull_request"},
        "specgen-main.yml": {"push", "workflow_dispatch"},
        "specgen-nightly.yml": {"schedule", "workflow_dispatch"},
        "specgen-deploy.yml": {"workflow_call", "workflow_dispatch"},
    }
    for text in found.values():
        workflow = read(text)
        assert workflow["permissions"] == {}
        assert workflow["concurrency"]["group"].endswith("${{ github.ref }}")
        assert "continue-on-error" not in text
        assert "pull_request_target" not in text


def test_every_job_is_bounded_and_may_little(program: Program) -> None:
    for name, job in jobs(program):
        assert job["timeout-minutes"] > 0, name
        allowed = {"comment": {"pull-requests": "write"}}
        allowed["code-scanning"] = {"contents": "read", "security-events": "write"}
        if name == "gate":
            assert set(job["permissions"].values()) == {"read"}
            continue
        assert job["permissions"] == allowed.get(name, {"contents": "read"}), name
        if "strategy" in job:
            assert job["strategy"]["fail-fast"] is False


def test_actions_are_pinned_and_keep_no_credentials(program: Program) -> None:
    for text in texts(program).values():
        for used in re.findall(r"uses: (.*)", text):
            action, _, rest = used.partition("@")
            assert rest == f"{BUILT_IN[action].commit}  # {BUILT_IN[action].version}"
    for _, job in jobs(program):
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_scripts_evaluate_no_expression(program: Program) -> None:
    for _, job in jobs(program):
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_the_gate_judges_every_job_that_came_before(program: Program) -> None:
    for name, text in texts(program).items():
        found = read(text)["jobs"]
        after = {"gate", "comment", "code-scanning"}
        gate = found["gate"]
        assert set(gate["needs"]) == set(found) - after, name
        assert gate["if"] == "${{ always() }}"
        judge = next(step for step in gate["steps"] if step["name"] == "Judge")
        assert judge["env"]["NEEDS"] == "${{ toJSON(needs) }}"
        assert ("comment" in found) == (name == "specgen.yml")
        assert ('--base "$BASE"' in judge["run"]) == (name == "specgen.yml")
        assert ("--baseline" in judge["run"]) == (name == "specgen.yml")
        assert ("--ledger" in judge["run"]) == (name == "specgen-nightly.yml")


def test_one_step_for_each_type(program: Program) -> None:
    found = read(texts(program)["specgen.yml"])["jobs"]
    assert found["tests"]["strategy"]["matrix"] == {
        "os": ["ubuntu-24.04", "macos-15"], "python": ["3.11", "3.12"],
    }  # fmt: skip
    assert found["tests-unit"]["strategy"]["matrix"]["shard"] == [1, 2]
    assert found["performance"]["strategy"]["matrix"] == {
        "os": ["ubuntu-24.04"], "python": ["3.12"],
    }  # fmt: skip
    (e2e,) = [step for step in found["tests"]["steps"] if "--type" in step.get("run", "")]
    assert e2e["if"] == "${{ !cancelled() && steps.install.outcome == 'success' }}"
    assert e2e["env"] == {"BANK_KEY": "${{ secrets.BANK_KEY }}"}
    assert "$name is not set" in e2e["run"]
    assert e2e["timeout-minutes"] == 30


def test_base_and_head_are_measured_in_turns_on_pull_requests(program: Program) -> None:
    for name, text in texts(program).items():
        job = read(text)["jobs"]["performance"]
        compared = any("specgen compare" in step.get("run", "") for step in job["steps"])
        assert compared == (name == "specgen.yml")
        assert job["env"].get("BASE") == ("origin/${{ github.base_ref }}" if compared else None)
        assert (job["steps"][0]["with"].get("fetch-depth") == 0) == compared


def test_only_same_repository_pull_requests_are_commented_on(program: Program) -> None:
    found = read(texts(program)["specgen.yml"])["jobs"]["comment"]
    assert "head.repo.full_name == github.repository" in found["if"]
    assert "--edit-last --create-if-none" in found["steps"][-1]["run"]


def test_text_of_specs_is_never_evaluated(program: Program) -> None:
    project = replace(program.project, environment={"MODE": HOSTILE, "OFF": "no", "V": "3.10"})
    kinds = tuple(replace(t, title=HOSTILE) for t in program.types)
    runs = (run("pull_request", os=(HOSTILE,)),)
    text = texts(replace(program, project=project, types=kinds, runs=runs))["specgen.yml"]
    assert not re.search(r"\$\{\{ secrets\.TOKEN", text)
    assert read(text)["env"] == {
        "MODE": "${{ '${{' }} secrets.TOKEN }}", "OFF": "no", "V": "3.10",
    }  # fmt: skip
    artifacts = re.findall(r"name: (evidence-.*)", text)
    assert artifacts
    assert all("job-index" in name for name in artifacts)  # no odd text in their names


def test_what_a_bot_has_pinned_is_kept(program: Program) -> None:
    bumped = "0123456789" * 4
    path = PurePosixPath(".github/workflows/specgen-main.yml")
    old = BUILT_IN["actions/checkout"]
    text = texts(program)[path.name].replace(f"{old.commit}  # {old.version}", f"{bumped}  # v99.1")
    for again in texts(program, {path: text}).values():
        assert f"actions/checkout@{bumped}  # v99.1" in again
        assert old.commit not in again
    assert texts(program, {path: text})[path.name] == text


def test_several_projects_do_not_meet(program: Program) -> None:
    many = replace(program, project=replace(program.project, many=True))
    found = texts(many)
    assert set(found) >= {"specgen-shop.yml", "specgen-shop-main.yml"}
    assert read(found["specgen-shop.yml"])["jobs"]["gate"]["name"] == "gate (shop)"


def test_only_drift_where_nothing_runs(program_of: Make) -> None:
    (text,) = texts(program_of()).values()
    assert set(read(text)["jobs"]) == {"drift"}
