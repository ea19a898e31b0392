"""Projects that use anyio get tests that its pytest plugin runs, and really awaits."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from specgen.plan import PlannedFile
from specgen.program.model import Program

Compile = Callable[..., list[PlannedFile]]
SOURCE = '''
import anyio

async def shout(text: str) -> str:
    """Loud."""
    await anyio.sleep(0)
    return text.upper()

async def remote(text: str) -> str:
    await anyio.sleep(0)
    return text

async def asks(text: str) -> str:
    try:
        return await remote(text)
    except TimeoutError:
        return await remote(text)
'''
SHOUT = {"target": "shout"}
WRITTEN: tuple[dict[str, object], ...] = (
    {"type": "unit", **SHOUT, "cases": [{"args": ["a"], "returns": "A"}]},
    {"type": "property", **SHOUT, "holds": [{"always": "result == text.upper()"}]},
    {"type": "stress", **SHOUT, "args": ["a"], "load": {"calls": 6, "concurrency": 2}},
    {"type": "race", **SHOUT, "args": ["a"], "race": {"threads": 2, "calls": 2, "trials": 2},
     "holds": [{"always": "set(results) == {'A'}"}]},
    {"type": "chaos", "target": "asks", "args": ["x"], "survives": {"returns": "x"},
     "faults": [{"at": "remote", "raises": "TimeoutError", "times": 1}]},
    {"type": "e2e", "steps": [{"call": "shout", "args": ["b"], "expect": "B"}]},
)  # fmt: skip


@pytest.fixture
def with_anyio(compiled: Compile, program_of: Callable[..., Program]) -> Compile:
    """``with_anyio(source, *written, more=())``: compiled for a project that depends on anyio."""

    def build(
        source: str, *written: dict[str, object], more: tuple[str, ...] = ()
    ) -> list[PlannedFile]:
        project = replace(program_of().project, dependencies=("anyio>=4", *more))
        return compiled(source, *written, project=project)

    return build


def emitted(files: list[PlannedFile]) -> list[PlannedFile]:
    """The files that hold tests."""
    return [file for file in files if file.elements]


def run(root: Path, files: list[PlannedFile]) -> str:
    """What pytest prints of the files, without the plugin of asyncio."""
    (root / "pytest.ini").write_text(
        "[pytest]\npythonpath = src\naddopts = --import-mode=importlib -p no:asyncio -q -rA\n"
        "filterwarnings = error\n"
    )
    for file in files:
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
        (root / file.path).write_text(file.text, "utf-8")
    command = [sys.executable, "-m", "pytest", "generated_tests", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True).stdout


def test_async_tests_of_every_type_run(with_anyio: Compile, tmp_path: Path) -> None:
    files = with_anyio(SOURCE, *WRITTEN)
    for file in emitted(files):
        assert "@pytest.mark.anyio\n" in file.text
        assert '@pytest.mark.parametrize("anyio_backend", ["asyncio"])\n' in file.text
    said = run(tmp_path, files)
    assert f"{len(WRITTEN)} passed" in said, said


def test_what_is_awaited_can_be_wrong(with_anyio: Compile, tmp_path: Path) -> None:
    said = run(tmp_path, with_anyio(SOURCE.replace("text.upper()", "text"), *WRITTEN))
    assert f"{len(WRITTEN) - 2} failed, 2 passed" in said, said


def test_with_trio_only_what_needs_asyncio_is_bound_to_it(with_anyio: Compile) -> None:
    files = with_anyio(SOURCE, *WRITTEN, more=("trio",))
    bound = {file.path.stem for file in files if '"anyio_backend"' in file.text}
    assert bound == {"test_cart_stress", "test_cart_race"}


def test_the_plugin_of_asyncio_goes_first(with_anyio: Compile) -> None:
    for file in emitted(with_anyio(SOURCE, *WRITTEN, more=("pytest-asyncio>=1",))):
        assert "@pytest.mark.asyncio\n" in file.text
        assert "anyio_backend" not in file.text
