"""GitHub Actions: the workflow that checks every change."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.configure.model import Configuration, Ground
from specgen.configure.yaml_text import Noted, Row, Yaml, dump
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

_FOLDER = PurePosixPath(".github/workflows")


def _paths(program: Program) -> tuple[PurePosixPath, ...]:
    return (_path(program),)


def _path(program: Program) -> PurePosixPath:
    project = program.project
    tail = f"-{project.name}" if project.many else ""
    return project.outputs.ci / _FOLDER / f"specgen{tail}.yml"


def _emit(ground: Ground) -> Iterator[PlannedFile]:
    project = ground.program.project
    pin = "11bd71901bbe5b1630ceea73d27597364c9af683"
    checkout: dict[str, Yaml] = {
        "name": "Check out",
        "uses": Noted(f"actions/checkout@{pin}", "v4.2.2"),
        "with": {"persist-credentials": False},
    }
    drift: dict[str, Yaml] = {
        "name": "drift",
        "runs-on": "ubuntu-24.04",
        "timeout-minutes": 10,
        "permissions": {"contents": "read"},
        "steps": [checkout, {"name": "Drift", "run": f"specgen check --project {project.name}"}],
    }
    document: dict[str, Yaml] = {
        "name": project.name,
        "on": {"push": {"branches": Row(("main",))}, "pull_request": None},
        "permissions": {},
        "jobs": {"drift": drift},
    }
    yield PlannedFile(_path(ground.program), Ownership.OWNED, dump(document))


GITHUB = Configuration("github", "github", _paths, _emit)
