"""What a project asks for is what it gets, and every path is known beforehand."""

from collections.abc import Callable
from dataclasses import replace

from specgen.configure.model import Ground
from specgen.configure.registry import CONFIGURATIONS, asked, paths
from specgen.program.model import Program


def test_nothing_asked(program_of: Callable[..., Program]) -> None:
    assert not list(asked(program_of()))


def test_what_is_asked_stays_on_its_paths(program_of: Callable[..., Program]) -> None:
    plain = program_of()
    ci = ("github", "gitlab", "hooks", "configuration")
    program = replace(plain, project=replace(plain.project, ci=ci))
    wanted = list(asked(program))
    assert wanted == list(CONFIGURATIONS)
    for each in wanted:
        planned = {file.path for file in each.emit(Ground(program))}
        assert planned <= set(each.paths(program)) <= set(paths(program))
