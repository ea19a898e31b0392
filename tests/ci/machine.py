"""The machine a pipeline runs on here: clean folders, a clean environment, real commands."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_KEPT = ("PIP_", "UV_", "SSL_", "REQUESTS_CA", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "LC_")


@dataclass(frozen=True)
class Origin:
    """The repository that a pipeline is for, and what happened to it.

    ``folder`` is a bare repository; ``ref`` and ``sha`` what is tested, ``base`` the branch and
    ``base_sha`` the commit it will be merged into.
    """

    folder: Path
    event: str
    ref: str
    sha: str
    base: str
    base_sha: str
    head: str = "change"


@dataclass(frozen=True)
class Machine:
    """Where pipelines run: ``tools`` are folders put on every PATH, ``links`` holds our wheel.

    ``loses`` says which artifact never arrives, as when its machine dies while it uploads.
    """

    folder: Path
    tools: tuple[Path, ...]
    links: Path
    python: str
    system: str = "ubuntu"
    loses: Callable[[str], bool] = lambda name: False
    secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def artifacts(self) -> Path:
        """Where artifacts of the pipeline are kept."""
        return self.folder / "artifacts"

    def environment(self, home: Path) -> dict[str, str]:
        """What every job starts with: nothing of the caller's but how to reach package indexes."""
        kept = {k: v for k, v in os.environ.items() if k.upper().startswith(_KEPT)}
        home.mkdir(parents=True, exist_ok=True)
        links = " ".join(filter(None, [str(self.links), kept.get("PIP_FIND_LINKS", "")]))
        return kept | {
            "PATH": ":".join([*map(str, self.tools), "/usr/local/bin", "/usr/bin", "/bin"]),
            "HOME": str(home),
            "CI": "true",
            "PIP_FIND_LINKS": links,
            "UV_FIND_LINKS": links.replace(" ", ","),
            "UV_CACHE_DIR": str(self.folder.parent.parent / "uv-cache"),
            "UV_LINK_MODE": "hardlink",
            "UV_PYTHON_DOWNLOADS": "never",
            "PIP_CACHE_DIR": str(self.folder.parent.parent / "pip-cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }


@dataclass(frozen=True)
class Ended:
    """How a script ended."""

    code: int
    output: str
    seconds: float


def run_script(
    words: list[str], *, at: Path, environment: Mapping[str, str], seconds: float
) -> Ended:
    """Run a command with all it starts in a group of its own; past ``seconds`` all is killed."""
    began = time.monotonic()
    process = subprocess.Popen(
        words,
        cwd=at,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        code, output = 124, f"{output}\nout of time after {seconds:.0f} s\n"
    return Ended(code, output, time.monotonic() - began)


def clone(origin: Origin, where: Path, *, depth: int, ref: str = "", log: list[str]) -> None:
    """What a checkout does: the ref in a clean folder; ``depth`` 0 fetches all there is."""
    ref = ref or origin.ref
    where.mkdir(parents=True, exist_ok=True)
    url = origin.folder.as_uri()
    fetch = ["fetch", "--quiet", "--no-recurse-submodules"]
    if depth:
        wanted = [f"--depth={depth}", "--no-tags", "origin", f"+{ref}:refs/remotes/checkout"]
    else:
        everything = "+refs/heads/*:refs/remotes/origin/*"
        wanted = ["--tags", "origin", everything, f"+{ref}:refs/remotes/checkout"]
    for words in (
        ["init", "--quiet"],
        ["remote", "add", "origin", url],
        [*fetch, *wanted],
        ["checkout", "--quiet", "--force", "refs/remotes/checkout"],
    ):
        done = subprocess.run(["git", *words], cwd=where, capture_output=True, text=True)
        log.append(f"git {' '.join(words)}\n{done.stdout}{done.stderr}")
        done.check_returncode()


def fresh(folder: Path) -> Path:
    """An empty folder at this path."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
