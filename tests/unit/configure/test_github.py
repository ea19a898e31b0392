"""Workflows of GitHub Actions."""

from collections.abc import Callable
from pathlib import PurePosixPath

from specgen.configure.github import GITHUB
from specgen.configure.model import Ground
from specgen.program.model import Program


def test_one_file(program_of: Callable[..., Program]) -> None:
    program = program_of()
    (file,) = GITHUB.emit(Ground(program))
    assert file.path == PurePosixPath(".github/workflows/specgen.yml")
    assert set(GITHUB.paths(program)) == {file.path}
