"""Which moment runs in which hook of git."""

from collections.abc import Mapping

from specgen.program.model import Program

USUAL: Mapping[str, str] = {"commit": "pre-commit", "pre_push": "pre-push"}


def hooks(program: Program) -> Mapping[str, str]:
    """The hook of each moment that has one and that ``runs`` declares."""
    declared = {run.moment for run in program.runs}
    chosen = program.project.hooks or USUAL
    return {moment: hook for moment, hook in sorted(chosen.items()) if moment in declared}


def moment_of(program: Program, hook: str) -> str:
    """The moment that runs in ``hook``; empty where none does."""
    return next((moment for moment, name in hooks(program).items() if name == hook), "")
