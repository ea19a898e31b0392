"""Generated CI knows which Python it runs on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.program.model_policy import Project
from specgen.rules.matrix_without_python import MATRIX_WITHOUT_PYTHON
from specgen.rules.model import Facts, Rule

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


@pytest.mark.parametrize(
    ("moment", "python", "ci", "found"),
    [
        ("main", (), ("github",), ["`main` runs in CI, and no Python is named for it"]),
        ("main", (), ("gitlab", "hooks"), ["`main` runs in CI, and no Python is named for it"]),
        ("main", ("3.12",), ("github",), []),
        ("main", (), ("hooks",), []),
        ("commit", (), ("github",), []),
        ("pre_push", (), ("github",), []),
    ],
)
def test_runs(
    facts_of: FactsOf, run_of: Make, said: Said, moment: str, python: tuple[str, ...],
    ci: tuple[str, ...], found: list[str],
) -> None:  # fmt: skip
    facts = facts_of(runs=(run_of(moment, "unit", python=python),))
    program = replace(facts.program, project=replace(facts.program.project, ci=ci))
    assert said(MATRIX_WITHOUT_PYTHON, replace(facts, program=program)) == found


def test_code_that_is_elsewhere(
    facts_of: FactsOf, run_of: Make, said: Said, elsewhere: Project
) -> None:
    facts = facts_of(
        runs=(run_of("main", "unit", python=()),), project=replace(elsewhere, ci=("github",))
    )
    assert said(MATRIX_WITHOUT_PYTHON, facts) == []
