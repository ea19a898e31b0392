"""The registry of configurations: what ``ci:`` asks for, and who writes it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from specgen.configure.codeowners import CODEOWNERS
from specgen.configure.gitattributes import GITATTRIBUTES
from specgen.configure.github import GITHUB
from specgen.configure.gitlab import GITLAB
from specgen.configure.hypothesis_profiles import HYPOTHESIS_PROFILES
from specgen.configure.model import Configuration, Ground
from specgen.configure.pre_push import PRE_PUSH
from specgen.configure.precommit import PRECOMMIT
from specgen.configure.pyproject import PYPROJECT
from specgen.configure.waiver_form import WAIVER_FORM
from specgen.diagnostics import Diagnostic
from specgen.plan import PlannedFile
from specgen.program.model import Program

CONFIGURATIONS: tuple[Configuration, ...] = (
    CODEOWNERS,
    GITATTRIBUTES,
    GITHUB,
    GITLAB,
    HYPOTHESIS_PROFILES,
    PRECOMMIT,
    PRE_PUSH,
    PYPROJECT,
    WAIVER_FORM,
)


def asked(program: Program) -> Iterator[Configuration]:
    """The configurations that the project asks for."""
    return (each for each in CONFIGURATIONS if each.key in program.project.ci)


def configured(ground: Ground) -> tuple[tuple[PlannedFile, ...], tuple[Diagnostic, ...]]:
    """The files that the project asks for, and what is wrong with what stands there."""
    wanted = tuple(asked(ground.program))
    files = tuple(file for each in wanted for file in each.emit(ground))
    return files, tuple(said for each in wanted for said in each.judge(ground))


def written_by(programs: Collection[Program]) -> Mapping[str, Mapping[PurePosixPath, str]]:
    """What each project would write where nothing stands; of one alone nothing is compared."""
    if len(programs) < 2:
        return {}
    return {
        program.project.name: {file.path: file.text for file in configured(Ground(program))[0]}
        for program in programs
    }


def paths(program: Program) -> tuple[PurePosixPath, ...]:
    """Every file that any configuration may read or write for ``program``, sorted."""
    return tuple(sorted({path for each in CONFIGURATIONS for path in each.paths(program)}))
