"""The tools that judge emitted configuration, and for each a file that it must refuse."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

BIN = Path(sys.executable).parent
NODE = Path(__file__).with_name("node")
MODULES = NODE / "node_modules"
YAMLLINT = """\
extends: default
rules:
  line-length: disable            # long commands and URLs are not folded
  document-start: disable         # neither host wants `---`
  comments: {min-spaces-from-content: 2}
  quoted-strings: disable
  truthy: {check-keys: true}
  octal-values: {forbid-implicit-octal: true, forbid-explicit-octal: true}
  float-values: {forbid-nan: true, forbid-inf: true, forbid-scientific-notation: true}
"""
_WORKFLOW = """\
name: x
"on": {push: null}
permissions: {}
jobs:
  a:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
"""


@dataclass(frozen=True)
class Tool:
    """One tool: which kinds of file it judges, how it is called, and what it must refuse.

    ``words`` are followed by the files, all in one process; with ``alone`` by one, in its folder.
    ``bad`` is a file that it must refuse, and ``because`` a part of what it says then.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    bad: str
    because: str
    alone: bool = False


def _schema(name: str) -> tuple[str, ...]:
    return (str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{name}")


TIMEOUTS = (str(BIN / "check-jsonschema"), "--builtin-schema")
_SIDES = (str(BIN / "node"), str(MODULES / "gitlab-ci-local/dist/index.js"))
TOOLS: tuple[Tool, ...] = (
    Tool(
        "check-jsonschema github-workflows",
        "github",
        _schema("github-workflows"),
        _WORKFLOW + "      - {uses: 3}\n",
        "is not valid under",
    ),
    Tool(
        "check-jsonschema require-timeout",
        "github",
        (*TIMEOUTS, "custom.github-workflows-require-timeout"),
        _WORKFLOW.replace("    timeout-minutes: 5\n", "") + "      - {run: ls}\n",
        "timeout-minutes",
    ),
    Tool(
        "zizmor --pedantic",
        "github",
        (str(BIN / "zizmor"), "--pedantic", "--offline", "--no-progress", "--quiet"),
        _WORKFLOW + "      - {run: 'echo ${{ github.event.pull_request.title }}'}\n",
        "template-injection",
    ),
    Tool(
        "@actions/workflow-parser",
        "github",
        (str(BIN / "node"), str(MODULES / "parse.cjs")),
        _WORKFLOW + "      - {run: ls, if: '${{ nothing.is() }}'}\n",
        "Unrecognized",
    ),
    Tool(
        "check-jsonschema gitlab-ci",
        "gitlab",
        (*_schema("gitlab-ci"), "--data-transform", "gitlab-ci"),
        "a: {script: [ls], when: whenever}\n",
        "whenever",
    ),
    Tool(
        "gitlab-ci-local --list",
        "pipeline",
        (*_SIDES, "--list"),
        "a: {script: [ls], needs: [nobody]}\n",
        "nobody",
        alone=True,
    ),
    Tool(
        "pre-commit validate-config",
        "hooks",
        (str(BIN / "pre-commit"), "validate-config"),
        "repos: [{repo: local, hooks: [{id: a}]}]\n",
        "name",
    ),
    Tool(
        "prek validate-config",
        "hooks",
        (str(BIN / "prek"), "validate-config"),
        "repos: [{repo: local, hooks: [{id: a}]}]\n",
        "name",
    ),
    Tool(
        "pre-commit validate-manifest",
        "manifest",
        (str(BIN / "pre-commit"), "validate-manifest"),
        "- {id: a, name: b}\n",
        "entry",
    ),
    Tool(
        "prek validate-manifest",
        "manifest",
        (str(BIN / "prek"), "validate-manifest"),
        "- {id: a, name: b}\n",
        "entry",
    ),
    Tool(
        "check-jsonschema github-issue-forms",
        "form",
        _schema("github-issue-forms"),
        "name: a\nbody: []\n",
        "description",
    ),
    Tool(
        "yamllint",
        "yaml",
        (str(BIN / "yamllint"), "--strict", "-d", YAMLLINT),
        "a: yes\nb:   012\n",
        "octal",
    ),
    Tool("sh -n", "shell", ("sh", "-n"), "if true\n", "yntax error", alone=True),
)
PLACES: Mapping[str, str] = {
    "github": ".github/workflows/bad.yml",
    "gitlab": ".gitlab-ci.yml",
    "pipeline": ".gitlab-ci.yml",
    "hooks": ".pre-commit-config.yaml",
    "manifest": ".pre-commit-hooks.yaml",
    "form": ".github/ISSUE_TEMPLATE/bad.yml",
    "yaml": "bad.yml",
    "shell": "bad.sh",
}


def kinds(path: PurePosixPath) -> Iterator[str]:
    """What a file at ``path`` in its repository is."""
    folder = path.parent.as_posix()
    if path.suffix in (".yml", ".yaml"):
        yield "yaml"
    if folder.endswith(".github/workflows"):
        yield "github"
    elif path.name == ".gitlab-ci.yml" or folder.endswith(".gitlab"):
        yield "gitlab"
        if path.name == ".gitlab-ci.yml":
            yield "pipeline"  # what is included is read with it
    elif path.name in (".pre-commit-config.yaml", ".pre-commit-hooks.yaml"):
        yield "hooks" if "config" in path.name else "manifest"
    elif folder.endswith(".github/ISSUE_TEMPLATE") and path.suffix in (".yml", ".yaml"):
        yield "form"
    elif ".githooks" in path.parts:
        yield "shell"


def complaints(tool: Tool, files: Iterable[Path]) -> str:
    """What ``tool`` says about ``files``; empty where it finds nothing."""
    paths = list(files)
    if not tool.alone:
        return _run(tool, list(map(str, paths)), at=Path.cwd()) if paths else ""
    with ThreadPoolExecutor(max_workers=2) as pool:
        said = pool.map(lambda path: _run(tool, _alone(tool, path), at=path.parent), paths)
        return "".join(said)


def _alone(tool: Tool, path: Path) -> list[str]:
    return ["--file", path.name] if tool.words[0] == _SIDES[0] else [path.name]


def _run(tool: Tool, files: list[str], *, at: Path) -> str:
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        [*tool.words, *files], cwd=at, env=environment, capture_output=True, text=True
    )
    if not done.returncode:
        return ""
    said = done.stdout + done.stderr or f"exit {done.returncode}"
    return "\n".join(said.splitlines()[-8:]) + "\n" if tool.alone else said


def toothless(where: Path) -> list[str]:
    """The tools that do not refuse what they must, for the reason they must."""
    found = []
    for number, tool in enumerate(TOOLS):
        path = where / str(number) / PLACES[tool.kind]
        path.parent.mkdir(parents=True)
        path.write_text(tool.bad, "utf-8")
        subprocess.run(["git", "init", "-q", str(where / str(number))], check=True)
        said = complaints(tool, [path])
        if tool.because not in said:
            found.append(f"{tool.name}: does not refuse what it must: {said}")
    return found
