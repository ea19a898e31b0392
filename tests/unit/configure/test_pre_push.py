"""The script, run by a real shell in a real repository."""

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specgen.configure.model import Ground
from specgen.configure.pre_push import PRE_PUSH
from specgen.program.model_policy import Run

GroundOf = Callable[..., Ground]
RunOf = Callable[..., Run]
NONE, SOME = "0" * 40, "1" * 40
STUB = '#!/bin/sh\nenv | grep ^GIT_DIR >> calls\necho "$@" >> calls\n[ "$1" != "$FAILING" ]\n'
pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


@pytest.fixture
def script(ground_of: GroundOf, run: RunOf, tmp_path: Path) -> Path:
    """The hook in a repository whose virtual environment has a specgen that writes down calls."""
    (file,) = PRE_PUSH.emit(ground_of(runs=[run("pre_push", total="5m")]))
    assert file.executable
    assert file.path == PurePosixPath(".githooks/pre-push")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for path, text in ((tmp_path / file.path, file.text), (tmp_path / ".venv/bin/specgen", STUB)):
        path.parent.mkdir(parents=True)
        path.write_text(text)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return tmp_path / file.path


def pushed(
    script: Path, ref: str, *, words: tuple[str, ...] = ("origin", "url"), failing: str = ""
) -> tuple[int, str, str]:
    """Exit code, calls, and what was printed, with a PATH that has git and no specgen."""
    root = script.parents[1]
    env = {
        "PATH": "/usr/bin:/bin",
        "FAILING": failing,
        "GIT_DIR": str(root / ".git"),
        "HOME": str(root),
    }
    done = subprocess.run(["sh", script, *words], cwd=root, env=env, input=ref, text=True,
                          capture_output=True, check=False, timeout=60)  # fmt: skip
    calls = root / "calls"
    return done.returncode, calls.read_text() if calls.exists() else "", done.stderr


def test_checks_then_runs(script: Path) -> None:
    code, calls, shown = pushed(script, f"refs/heads/x {SOME} refs/heads/x {NONE}\n")
    assert (code, calls) == (0, "check\nrun --moment pre_push\n")
    assert shown.endswith("specgen: generated files\nspecgen: tests of a push, at most 5m\n")
    assert "which is not what is pushed" in shown


@pytest.mark.parametrize(
    ("failing", "calls"), [("check", "check\n"), ("run", "check\nrun --moment pre_push\n")]
)
def test_what_fails_stops_the_push(script: Path, failing: str, calls: str) -> None:
    ref = f"refs/heads/x {SOME} refs/heads/x {NONE}\n"
    assert pushed(script, ref, failing=failing)[:2] == (1, calls)


def test_a_deletion_runs_nothing(script: Path) -> None:
    assert pushed(script, f"(delete) {NONE} refs/heads/x {SOME}\n") == (0, "", "")


def test_by_hand(script: Path) -> None:
    assert pushed(script, "", words=())[:2] == (0, "check\nrun --moment pre_push\n")


def test_not_installed(script: Path) -> None:
    (script.parents[1] / ".venv/bin/specgen").unlink()
    code, _, shown = pushed(script, "", words=())
    assert (code, shown.startswith("specgen: not installed here")) == (1, True)


def test_no_run_no_script(ground_of: GroundOf, run: RunOf) -> None:
    assert not list(PRE_PUSH.emit(ground_of(runs=[run("commit")])))
