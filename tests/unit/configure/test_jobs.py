"""The plan of CI: which machines run which types, with which commands, and when they give up."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.configure.jobs import expected, install, newest, pipelines, suites
from specgen.configure.model import Ground
from specgen.configure.model_jobs import Suite
from specgen.configure.tool_settings import PYPROJECT_TOML
from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Double, Limit, Run, Service

Make = Callable[..., Program]
PLACE = Place(PurePosixPath("specs/project.yaml"))
KINDS = ("unit", "property", "e2e", "performance")


def run(moment: str = "pull_request", **changes: object) -> Run:
    """A run of four types on two systems and three Pythons."""
    plain = Run(
        moment=moment, types=KINDS, os=("ubuntu-24.04", "windows-2025"),
        python=("3.9", "3.12", "3.10"), shards={}, workers="", repeat=1, mutation=False,
        evidence=Level.WRITTEN, budget=(), place=PLACE,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


def minutes(count: float) -> tuple[Limit, ...]:
    return (Limit("total", count * 60, f"{count}m", PLACE),)


def by_id(program: Program, wanted: Run) -> dict[str, Suite]:
    return {suite.id: suite for suite in suites(program, wanted)}


def test_types_share_a_machine_but_those_that_are_shared_out_or_measured(program_of: Make) -> None:
    found = by_id(program_of(), run(shards={"unit": 3, "performance": 2}))
    kinds = {id: [step.type for step in suite.steps] for id, suite in found.items()}
    assert kinds == {
        "tests": ["property", "e2e"],
        "tests-unit": ["unit"],
        "performance": ["performance"],
    }
    assert [suite.shards for suite in found.values()] == [1, 3, 1]
    measured = found["performance"]
    assert (measured.os, measured.python) == (("ubuntu-24.04",), ("3.12",))
    assert found["tests"].python == ("3.9", "3.12", "3.10")
    assert '--type unit --shard "$SHARD/3" --no-gate' in found["tests-unit"].steps[0].command
    assert "--shard" not in found["tests"].steps[0].command


def test_a_step_gives_up_after_specgen_has(program_of: Make) -> None:
    plain = program_of()
    kinds = tuple(replace(t, budget=minutes(2)) if t.name == "e2e" else t for t in plain.types)
    suite = by_id(replace(plain, types=kinds), run(budget=minutes(7.5)))["tests"]
    assert {step.type: step.minutes for step in suite.steps} == {"unit": 9, "property": 9, "e2e": 3}
    assert suite.minutes == 8 + 1 + 10
    assert by_id(program_of(), run(budget=minutes(5)))["performance"].minutes == 5 + 1 + 10 + 60


def test_the_least_that_machines_need(program_of: Make) -> None:
    seconds = {"unit": 400.0, "e2e": 60.0, "performance": 30.0, "chaos": 9.0}
    runs = (run(shards={"unit": 2}, workers="2"), run("pre_push", workers="auto"))
    found = {(e.moment, e.suite): e for e in expected(Ground(program_of(runs=runs), {}, seconds))}
    assert {key: each.seconds for key, each in found.items()} == {
        ("pull_request", "tests"): 30.0,
        ("pull_request", "tests-unit"): 100.0,
        ("pull_request", "performance"): 30.0,
        ("pre_push", ""): 145.0,
    }
    assert found["pre_push", ""].by_type == {"unit": 100.0, "e2e": 15.0, "performance": 30.0}
    assert not list(expected(Ground(program_of(runs=runs))))


def test_without_a_limit_there_is_one(program_of: Make) -> None:
    suite = by_id(program_of(), run())["tests"]
    assert {step.minutes for step in suite.steps} == {30}
    assert {s.minutes for s in by_id(program_of(), run("nightly"))["tests"].steps} == {180}


def test_secrets_of_live_services_only(program_of: Make) -> None:
    doubles = (Double("e2e", "live", ""), Double("unit", "autospec", ""))
    service = Service("bank", "", doubles, {"KEY": "OLD_KEY"}, "BANK_URL", PLACE)
    suite = by_id(program_of(services=(service,)), run())["tests"]
    assert {step.type: step.secrets for step in suite.steps} == {
        "unit": (),
        "property": (),
        "e2e": ("BANK_URL", "KEY"),
    }


def test_moments_of_ci_only(program_of: Make) -> None:
    runs = tuple(run(m) for m in ("commit", "deploy", "main", "nightly", "pre_push"))
    program = program_of(runs=runs)
    found = pipelines(program)
    assert [p.moment for p in found] == ["pull_request", "main", "nightly", "deploy"]
    drift_only, main, nightly, _ = found
    assert not drift_only.suites
    assert not drift_only.gate
    assert main.gate == "specgen gate evidence --project shop --moment main"
    assert nightly.gate.endswith("--moment nightly --ledger ledger")
    assert nightly.profile == {"HYPOTHESIS_PROFILE": "nightly"}


def test_code_that_is_elsewhere_is_not_run(program_of: Make) -> None:
    program = program_of(runs=(run(),))
    away = replace(program.project, source=replace(program.project.source, elsewhere=True))
    (only,) = pipelines(replace(program, project=away))
    assert not only.suites


def test_names_where_there_are_several_projects(program_of: Make) -> None:
    program = program_of(runs=(run(),))
    (found,) = pipelines(replace(program, project=replace(program.project, many=True)))
    assert (found.name, found.suffix) == ("specgen-shop: pull request", " (shop)")


@pytest.mark.parametrize(
    ("text", "editable"),
    [
        ('[project]\nname = "x"\n', True),
        ('[build-system]\nrequires = ["setuptools"]\n', True),
        ("[tool.x]\na = 1\n", False),
        ("", False),
        ("[broken", True),
    ],
)
def test_what_is_installed(program_of: Make, text: str, editable: bool) -> None:
    script = install(Ground(program_of(), {PYPROJECT_TOML: text} if text else {}))
    assert script.count("--editable .") == (2 if editable else 0)
    assert script.count("--group specgen") == 2


@pytest.mark.parametrize(
    ("versions", "wanted"),
    [(("3.9", "3.14", "3.10"), "3.14"), ((), "3.x"), (("3.10", "3.9"), "3.10")],
)
def test_newest(versions: tuple[str, ...], wanted: str) -> None:
    assert newest(versions) == wanted
