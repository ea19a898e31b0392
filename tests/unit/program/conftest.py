"""Programs from spec texts."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic, Place
from specgen.program.model import Program
from specgen.program.model_policy import TestType, Work
from specgen.program.resolve import resolve
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

BUILT_IN = tuple(
    TestType(name, name.capitalize(), f"Purpose of {name}", name, name, name, (), Work(1, 2), (),
             Place(PurePosixPath("specs/project.yaml")))
    for name in ("unit", "property", "race")
)  # fmt: skip
Resolved = tuple[Program, tuple[Diagnostic, ...]]


@pytest.fixture(scope="session")
def resolved() -> Callable[[str], Resolved]:
    """A spec text (of `specs/project.yaml`) resolved; it must parse without a problem."""

    def resolve_text(text: str) -> Resolved:
        file, problems = read(PurePosixPath("specs/project.yaml"), text.encode())
        written, more = parse((file,), plain)
        assert (problems, more) == ((), ())
        return resolve(written[0], BUILT_IN)

    return resolve_text


@pytest.fixture(scope="session")
def program(resolved: Callable[[str], Resolved]) -> Callable[[str], Program]:
    """A spec text resolved, in which every name means something."""

    def of(text: str) -> Program:
        found, said = resolved(text)
        assert said == ()
        return found

    return of


@pytest.fixture(scope="session")
def said(resolved: Callable[[str], Resolved]) -> Callable[[str], list[tuple[str, str, str]]]:
    """Rule, dotted route and tip of everything that resolving a spec text says."""

    def of(text: str) -> list[tuple[str, str, str]]:
        _, found = resolved(text)
        return [(d.rule, ".".join(map(str, d.place.route)), d.tip) for d in found]

    return of
