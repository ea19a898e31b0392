"""GitHub Actions: a workflow for each moment of CI."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.configure.github_jobs import jobs
from specgen.configure.github_steps import Entries, Kit, literal
from specgen.configure.jobs import MOMENTS, install, pipelines, stem
from specgen.configure.model import Configuration, Ground
from specgen.configure.model_jobs import Pipeline
from specgen.configure.mutation import mutation
from specgen.configure.pins import pins_in
from specgen.configure.tool_settings import PYPROJECT_TOML
from specgen.configure.yaml_text import Row, Yaml, dump
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

_FOLDER = PurePosixPath(".github/workflows")
_BRANCHES = Row(("main", "master"))
_NIGHT = "23 3 * * *"  # off the hour, when everybody's workflows start
_HEAD = """\
# Written by specgen from {folder}; change the specs instead and run `specgen build`.
# The pins of actions may be bumped here: they are kept.
"""


def _paths(program: Program) -> Iterator[PurePosixPath]:
    yield PYPROJECT_TOML
    yield from (workflow(program, moment) for moment in MOMENTS)


def workflow(program: Program, moment: str) -> PurePosixPath:
    """The file of the workflow of a moment, whether it is written or not."""
    tail = "" if moment == "pull_request" else f"-{moment}"
    return program.project.outputs.ci / _FOLDER / f"{stem(program)}{tail}.yml"


def _emit(ground: Ground) -> Iterator[PlannedFile]:
    program = ground.program
    standing = {m: ground.standing.get(workflow(program, m), "") for m in MOMENTS}
    every = "".join(standing.values())  # an action has one pin in all of a project's workflows
    kit = Kit(pins_in(every), install(ground), mutation(ground))
    for pipeline in pipelines(program):
        head = _HEAD.format(folder=f"{program.project.folder}/")
        text = head + dump(_workflow(pipeline, kit))
        yield PlannedFile(workflow(program, pipeline.moment), Ownership.OWNED, text)


def _workflow(pipeline: Pipeline, kit: Kit) -> Entries:
    group = f"{pipeline.stem}-{pipeline.moment}"
    every = {**pipeline.profile, **pipeline.environment}
    variables: Entries = {k: literal(v) for k, v in every.items()}
    return {
        "name": literal(pipeline.name),
        "on": _triggers(pipeline),
        "permissions": {},
        "concurrency": {
            "group": f"{literal(group)}-${{{{ github.ref }}}}",
            "cancel-in-progress": pipeline.moment == "pull_request",
        },
        **({"env": variables} if variables else {}),
        "defaults": {"run": {"shell": "bash"}},
        "jobs": jobs(pipeline, kit),
    }


def _triggers(pipeline: Pipeline) -> Entries:
    by_hand: dict[str, Yaml] = {"workflow_dispatch": {}}
    if pipeline.moment == "main":
        return {"push": {"branches": _BRANCHES}, **by_hand}
    if pipeline.moment == "nightly":
        return {"schedule": [{"cron": _NIGHT}], **by_hand}
    if pipeline.moment == "deploy":
        names = sorted({name for s in pipeline.suites for step in s.steps for name in step.secrets})
        secrets: Entries = {name: {"required": False} for name in names}
        call: Entries = {"secrets": secrets} if secrets else {}
        return {"workflow_call": call, **by_hand}
    return {"pull_request": {}}


GITHUB = Configuration("github", "github", _paths, _emit)
