"""GitLab CI: a file of our own, and the line in `.gitlab-ci.yml` that includes it."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.configure.gitlab_jobs import Entries, drift, jobs, template
from specgen.configure.jobs import install, pipelines, stem
from specgen.configure.model import Configuration, Ground
from specgen.configure.mutation import mutation
from specgen.configure.regions import outside
from specgen.configure.said import conflict
from specgen.configure.tool_settings import PYPROJECT_TOML
from specgen.configure.yaml_text import Noted, dump
from specgen.diagnostics import Diagnostic, Place, Span
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

_INCLUDE = re.compile(r"^(?:include|\"include\"|'include')[ \t]*:", re.MULTILINE)
_STAGES = re.compile(
    r"^stages[ \t]*:(?P<listed>(?:[^\n]*)(?:\n(?:[ \t]*-[^\n]*|[ \t]+[^\n]*))*)", re.M
)
_HEAD = "# Written by specgen from {folder}; change the specs instead and run `specgen build`.\n"


def _paths(program: Program) -> Iterator[PurePosixPath]:
    yield from (PYPROJECT_TOML, _included(program), _main(program))


def _included(program: Program) -> PurePosixPath:
    return program.project.outputs.ci / ".gitlab" / f"{stem(program)}.yml"


def _main(program: Program) -> PurePosixPath:
    return program.project.outputs.ci / ".gitlab-ci.yml"


def _emit(ground: Ground) -> Iterator[PlannedFile]:
    program = ground.program
    head = _HEAD.format(folder=f"{program.project.folder}/")
    yield PlannedFile(_included(program), Ownership.OWNED, head + dump(_document(ground)))
    if not _INCLUDE.search(_people(ground)):
        every = f"{_included(program).parent}/specgen*.yml"  # so that all projects say the same
        included = every if program.project.many else str(_included(program))
        block = dump({"include": [{"local": f"/{included}"}]})
        yield PlannedFile(_main(program), Ownership.BLOCK, block)


def _document(ground: Ground) -> Entries:
    program, every = ground.program, pipelines(ground.program)
    name = stem(program)
    pushed = '$CI_PIPELINE_SOURCE == "push" && $CI_OPEN_MERGE_REQUESTS'
    document: Entries = {
        "workflow": {
            "auto_cancel": {"on_new_commit": "interruptible"},
            "rules": [
                Noted({"if": pushed, "when": "never"}, above=("the merge request has one",)),
                {"when": "always"},
            ],
        },
        f".{name}": template(every[0], install(ground)),
        f"{name}:drift": drift(every),
    }
    for pipeline in every:
        document |= jobs(pipeline, mutation(ground))
    return document


def _people(ground: Ground) -> str:
    """What stands in `.gitlab-ci.yml` outside our block."""
    return outside(ground.standing.get(_main(ground.program), ""))


def _judge(ground: Ground) -> Iterator[Diagnostic]:
    """What people wrote that keeps our jobs out of the pipeline."""
    text, path = _people(ground), _main(ground.program)
    ours = str(_included(ground.program))
    include, stages = _INCLUDE.search(text), _STAGES.search(text)
    if include and ours not in text and not re.search(r"\.gitlab/(?:specgen)?\*", text):
        yield conflict(
            Place(path, span=_span(text, include.start())),
            f"`include` does not name {ours}, and a second `include` would undo the first",
            tip=f"add `- local: /{ours}` to it",
        )
    if stages and not re.search(r"\btest\b", stages["listed"]):
        yield conflict(
            Place(path, span=_span(text, stages.start())),
            "`stages` leaves out `test`, in which the generated jobs run",
            tip="add `test` to it",
        )


def _span(text: str, at: int) -> Span:
    line = text.count("\n", 0, at) + 1
    return Span(line, 1, line, 1)


GITLAB = Configuration("gitlab", "gitlab", _paths, _emit, _judge)
