"""What rules may look at."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.program.model import Program
from specgen.program.model_policy import Project, Reference
from specgen.rules.model import Facts, named_paths

PLACE = Place(PurePosixPath("specs/project.yaml"))
REFERENCES = tuple(
    Reference(to, "", PLACE) for to in ("docs/A.md#part", "#here", "https://example.org/x")
)


def test_named_paths(program_of: Callable[..., Program]) -> None:
    program = program_of(references=REFERENCES)
    assert [str(p) for p in named_paths(program)] == ["docs/A.md", "src", "tests"]


def test_a_tree_that_is_elsewhere_names_none(
    program_of: Callable[..., Program], elsewhere: Project
) -> None:
    assert named_paths(program_of(project=elsewhere, references=REFERENCES)) == ()


@pytest.mark.parametrize(("absent", "readable"), [([], True), (["tests"], True), (["src"], False)])
def test_readable_where_the_source_is(
    facts_of: Callable[..., Facts], absent: list[str], readable: bool
) -> None:
    assert facts_of(absent=absent).readable is readable


def test_not_readable_where_the_source_is_elsewhere(
    facts_of: Callable[..., Facts], elsewhere: Project
) -> None:
    assert not facts_of(project=elsewhere).readable
