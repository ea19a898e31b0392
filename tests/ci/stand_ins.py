"""Small honest stand-ins for the actions that generated workflows use.

Each does what its action does to the files, as far as a step after it can tell, and fails where
the action fails.  An action without a stand-in is an error: nothing passes because it was unknown.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.ci.machine import Machine, Origin, clone

_FORBIDDEN = set('":<>|*?\r\n\\/')


class ActionError(Exception):
    """The action failed, as the real one would."""


@dataclass(frozen=True)
class Call:
    """One use of an action: its inputs as texts, and the files a step has to talk back."""

    inputs: Mapping[str, str]
    workspace: Path
    files: Mapping[str, Path]
    permissions: Mapping[str, str]
    log: list[str]

    def given(self, name: str, default: str = "") -> str:
        """The input ``name``."""
        return self.inputs.get(name, default)

    def say(self, key: str, value: str, *, to: str = "GITHUB_OUTPUT") -> None:
        """Append to one of the files by which a step talks back."""
        line = value if to == "GITHUB_PATH" else f"{key}={value}"
        with self.files[to].open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _checkout(call: Call, machine: Machine, origin: Origin) -> None:
    _permitted(call, "contents", "read")
    where = call.workspace / call.given("path", ".")
    depth = int(float(call.given("fetch-depth", "1")))
    clone(origin, where, depth=depth, ref=call.given("ref"), log=call.log)


def _setup_python(call: Call, machine: Machine, origin: Origin) -> None:
    version = call.given("python-version", machine.python)
    if version not in (machine.python, "3.x"):
        raise ActionError(f"Python {version} is not here, {machine.python} is")
    where = call.files["GITHUB_ENV"].parent / "python"
    fresh_python(where)
    call.say("", str(where / "bin"), to="GITHUB_PATH")
    call.say("python-version", version)


def fresh_python(where: Path) -> None:
    """An environment with nothing but pip, as an image or an action has it."""
    uv = Path(sys.executable).with_name("uv")
    quick = [str(uv), "venv", "-q", "--seed", "-p", sys.executable, str(where)]
    usual = [sys.executable, "-m", "venv", str(where)]
    subprocess.run(quick if uv.exists() else usual, check=True)


def _setup_uv(call: Call, machine: Machine, origin: Origin) -> None:
    version = call.given("python-version")
    if version not in ("", "3.x", machine.python):
        raise ActionError(f"Python {version} is not here, {machine.python} is")
    found = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if found is None:
        raise ActionError("uv is not installed: pip install uv")
    tools = call.files["GITHUB_ENV"].parent / "uv"
    tools.mkdir()
    (tools / "uv").symlink_to(found)
    call.say("", str(tools), to="GITHUB_PATH")
    call.say("UV_PYTHON", sys.executable, to="GITHUB_ENV")
    if call.given("activate-environment") == "true":
        where = call.workspace / ".venv"
        subprocess.run([found, "venv", "-q", "-p", sys.executable, str(where)], check=True)
        call.say("", str(where / "bin"), to="GITHUB_PATH")
        call.say("VIRTUAL_ENV", str(where), to="GITHUB_ENV")


def _upload(call: Call, machine: Machine, origin: Origin) -> None:
    name = call.given("name", "artifact")
    if not name or _FORBIDDEN & set(name):
        raise ActionError(f"no artifact may be called {name!r}")
    target = machine.artifacts / name
    if target.exists():
        raise ActionError(f"an artifact called {name} exists already in this run")
    lines = [line.strip() for line in call.given("path").splitlines() if line.strip()]
    hidden = call.given("include-hidden-files", "false") == "true"
    found = artifact_files(call.workspace, lines, hidden=hidden)
    if not found:
        missing = call.given("if-no-files-found", "warn")
        call.log.append(f"no files were found at {lines}: {missing}")
        if missing == "error":
            raise ActionError(f"no files were found at {lines}")
        return
    if machine.loses(name):
        call.log.append(f"(planted: the artifact {name} is lost)")
        return
    for inside, path in found.items():
        (target / inside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target / inside)
    call.log.append(f"uploaded {len(found)} files as {name}")


def artifact_files(workspace: Path, lines: list[str], *, hidden: bool) -> dict[str, Path]:
    """The files an upload takes, by their path inside the artifact.

    As the action has it: ``!`` leaves out, hidden files and folders stay behind unless asked for,
    and paths are relative to the deepest folder that holds all of the search paths.
    """
    taken: dict[Path, None] = {}
    roots: list[Path] = []
    for line in lines:
        pattern = line.removeprefix("!").removeprefix("./")
        base = workspace / PurePosixPath(pattern.split("*")[0] or ".")
        matches = sorted(workspace.glob(pattern)) if "*" in pattern else [workspace / pattern]
        files = [f for m in matches for f in ([m] if m.is_file() else sorted(m.rglob("*")))]
        for path in files:
            if line.startswith("!"):
                taken.pop(path, None)
            elif path.is_file():
                taken[path] = None
        if not line.startswith("!"):
            roots.append(base.parent if base.is_file() or not base.exists() else base)
    if not hidden:
        inside = {p: p.relative_to(workspace).parts for p in taken}
        taken = {p: None for p in taken if not any(x.startswith(".") for x in inside[p])}
    top = _common(roots)
    return {path.relative_to(top).as_posix(): path for path in taken}


def _common(roots: list[Path]) -> Path:
    shared = roots[0].parts if roots else ()
    for root in roots[1:]:
        pairs = zip(shared, root.parts, strict=False)
        same = [a == b for a, b in pairs]
        shared = shared[: same.index(False)] if False in same else shared[: len(same)]
    return Path(*shared)


def _download(call: Call, machine: Machine, origin: Origin) -> None:
    where = call.workspace / call.given("path", ".")
    there = sorted(p.name for p in machine.artifacts.glob("*"))
    name = call.given("name")
    if name:
        if name not in there:
            raise ActionError(f"no artifact called {name}: there are {there}")
        shutil.copytree(machine.artifacts / name, where, dirs_exist_ok=True)
        return
    pattern = call.given("pattern", "*")
    merge = call.given("merge-multiple", "false") == "true"
    for one in there:
        if PurePosixPath(one).match(pattern):
            source = machine.artifacts / one
            shutil.copytree(source, where if merge else where / one, dirs_exist_ok=True)
            call.log.append(f"downloaded {one}")


def _sarif(call: Call, machine: Machine, origin: Origin) -> None:
    _permitted(call, "security-events", "write")
    path = call.workspace / call.given("sarif_file", "../results")
    if not path.exists():
        raise ActionError(f"no SARIF at {path.name}")
    for file in [path] if path.is_file() else path.glob("*.sarif"):
        if json.loads(file.read_text("utf-8")).get("version") != "2.1.0":
            raise ActionError(f"{file.name} is no SARIF 2.1.0")


def _permitted(call: Call, scope: str, least: str) -> None:
    has = call.permissions.get(scope, "none")
    if has != "write" and has != least:
        raise ActionError(f"the job has {scope}: {has}, the action needs {least}")


def _nothing(call: Call, machine: Machine, origin: Origin) -> None:
    call.log.append("(a cache: nothing is found, nothing is kept)")


STAND_INS: Mapping[str, Callable[[Call, Machine, Origin], None]] = {
    "actions/checkout": _checkout,
    "actions/setup-python": _setup_python,
    "astral-sh/setup-uv": _setup_uv,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/cache": _nothing,
    "actions/cache/restore": _nothing,
    "actions/cache/save": _nothing,
    "github/codeql-action/upload-sarif": _sarif,
}
