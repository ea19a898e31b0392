"""GitLab's pipeline: a file of our own, included by the one that people keep."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from ruamel.yaml import YAML

from specgen.configure.gitlab import GITLAB
from specgen.configure.gitlab_jobs import jobs as gitlab_jobs
from specgen.configure.gitlab_jobs import literal, named
from specgen.configure.jobs import pipelines
from specgen.configure.model import Ground
from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.plan import Ownership
from specgen.program.model import Program
from specgen.program.model_policy import Double, Run, Service

Make = Callable[..., Program]
Pipeline = Mapping[str, Any]  # YAML, as any reader gives it
PLACE = Place(PurePosixPath("specs/project.yaml"))
MAIN = PurePosixPath(".gitlab-ci.yml")
OURS = PurePosixPath(".gitlab/specgen.yml")


def run(moment: str, **changes: object) -> Run:
    plain = Run(
        moment=moment, types=("unit", "e2e", "performance"), os=("ubuntu-24.04", "windows-2025"),
        python=("3.11", "3.12"), shards={"unit": 2}, workers="", repeat=1, mutation=False,
        evidence=Level.WRITTEN, budget=(), place=PLACE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


@pytest.fixture
def program(program_of: Make) -> Program:
    """All moments of CI, with a live service."""
    service = Service("bank", "", (Double("e2e", "live", ""),), {"BANK_KEY": ""}, "", PLACE)
    moments = ("pull_request", "main", "nightly", "deploy")
    return program_of(runs=tuple(run(m) for m in moments), services=(service,))


def files(program: Program, standing: str = "") -> dict[PurePosixPath, tuple[Ownership, str]]:
    there = {MAIN: standing} if standing else {}
    return {f.path: (f.ownership, f.text) for f in GITLAB.emit(Ground(program, there))}


def read(program: Program) -> Pipeline:
    found: Pipeline = YAML(typ="safe", pure=True).load(files(program)[OURS][1])
    return found


def jobs(program: Program) -> dict[str, Any]:
    return {k: v for k, v in read(program).items() if k.startswith("specgen:")}


def test_our_file_and_one_line_in_theirs(program: Program) -> None:
    found = files(program)
    assert found[OURS][0] is Ownership.OWNED
    block = (Ownership.BLOCK, "include:\n  - local: /.gitlab/specgen.yml\n")
    assert found[MAIN] == block
    assert files(program, "build:\n  script: [make]\n")[MAIN] == block
    assert set(found) <= set(GITLAB.paths(program))


def test_their_own_include_is_left_to_them(program: Program) -> None:
    theirs = "stages: [build, test]\ninclude:\n  - local: other.yml\n"
    assert MAIN not in files(program, theirs)
    (said,) = GITLAB.judge(Ground(program, {MAIN: theirs}))
    assert said.rule == "configuration-conflict"
    assert (said.place.path, said.place.span and said.place.span.line) == (MAIN, 2)
    assert said.tip == "add `- local: /.gitlab/specgen.yml` to it"
    mended = theirs + "  - local: /.gitlab/specgen.yml\n"
    assert not list(GITLAB.judge(Ground(program, {MAIN: mended})))


@pytest.mark.parametrize(
    ("stages", "fits"),
    [
        ("stages: [build, test]\n", True),
        ("stages:\n  - build\n  - test\njob: {}\n", True),
        ("stages:\n- build\n- test\n", True),
        ("job:\n  stages: [x]\n", True),
        ("stages: [build, deploy]\n", False),
        ("stages:\n  - build\njob:\n  stage: test\n", False),
    ],
)
def test_stages_without_ours(program: Program, stages: str, fits: bool) -> None:
    said = [d.message for d in GITLAB.judge(Ground(program, {MAIN: stages}))]
    assert (said == []) is fits
    assert all("leaves out `test`" in message for message in said)


def test_a_block_is_not_taken_for_theirs(program: Program) -> None:
    block = "# >>> specgen\ninclude:\n  - local: /.gitlab/specgen.yml\n# <<< specgen 0123\n"
    assert MAIN in files(program, f"job: {{}}\n{block}")
    assert not list(GITLAB.judge(Ground(program, {MAIN: block})))


def test_every_job_is_bounded_and_extends_ours(program: Program) -> None:
    found = jobs(program)
    assert {name.split(":")[1] for name in found} == {
        "drift", "pull_request", "main", "nightly", "deploy",
    }  # fmt: skip
    for name, job in found.items():
        assert job["timeout"].endswith(" minutes"), name
        assert job["extends"] == ".specgen"
        assert job["rules"]
        assert "allow_failure" not in job
    assert read(program)[".specgen"]["interruptible"] is True


def test_machines(program: Program) -> None:
    found = jobs(program)
    tests = found["specgen:pull_request:tests"]
    assert tests["parallel"]["matrix"] == [
        {"SPECGEN_RUNNER": ["ubuntu-24.04"], "PYTHON": ["3.11", "3.12"]}
    ]
    assert found["specgen:pull_request:tests:elsewhere"]["tags"] == ["$SPECGEN_RUNNER"]
    shared = found["specgen:pull_request:tests-unit"]["parallel"]["matrix"]
    assert shared[0]["SHARD"] == [1, 2]
    assert tests["artifacts"]["reports"]["junit"] == "reports/*.xml"
    assert "elsewhere" not in " ".join(name for name in found if "performance" in name)


def test_a_type_that_fails_keeps_none_from_running(program: Program) -> None:
    script = jobs(program)["specgen:pull_request:tests"]["script"]
    assert script[0] == "ended=0"
    assert script[-1] == 'exit "$ended"'
    (e2e,) = script[1:-1]
    assert e2e.endswith("|| ended=$?\n")
    assert "for name in BANK_KEY; do" in e2e
    assert "timeout --signal=INT 30m" in e2e


def test_the_gate_always_judges(program: Program) -> None:
    found = jobs(program)
    for moment in ("pull_request", "main", "nightly", "deploy"):
        gate = found[f"specgen:{moment}:gate"]
        assert gate["rules"][0]["when"] == "always"
        before = {n for n in found if n.startswith(f"specgen:{moment}:") and not n.endswith("gate")}
        assert set(gate["needs"]) == {"specgen:drift", *before}
        base = gate["variables"].get("BASE")
        assert base == ("$CI_MERGE_REQUEST_DIFF_BASE_SHA" if moment == "pull_request" else None)
        assert ('--base "$BASE"' in gate["script"][1]) == (base is not None)
        assert ("cache" in gate) == (moment == "nightly")
        reports = gate["artifacts"]["reports"]
        assert reports["codequality"] == "verdict/codequality.json"
        assert reports["coverage_report"]["coverage_format"] == "cobertura"


def test_nothing_of_the_specs_is_expanded(program: Program) -> None:
    project = replace(program.project, environment={"A": "$HOME ${CI_JOB_TOKEN}", "B": "no"})
    variables = read(replace(program, project=project))[".specgen"]["variables"]
    assert variables == {"PYTHON": "3.12", "A": "$$HOME $${CI_JOB_TOKEN}", "B": "no"}
    assert literal("a") == "a"


def test_drift_alone_is_a_pipeline(program_of: Make) -> None:
    (drift,) = jobs(program_of()).values()
    assert drift["stage"] == "test"


def test_names(program: Program) -> None:
    many = replace(program, project=replace(program.project, many=True))
    assert PurePosixPath(".gitlab/specgen-shop.yml") in files(many)
    first = pipelines(program)[0]
    assert named(first, "gate") == "specgen:pull_request:gate"


def test_mutants_are_made_before_the_gate(program: Program) -> None:
    night = replace(pipelines(program)[2], mutation=True)
    found = gitlab_jobs(night, "cosmic-ray exec\n")
    assert "specgen:nightly:mutation" in str(found["specgen:nightly:gate"])
    assert "specgen:nightly:mutation" not in gitlab_jobs(night, "")
