"""The names of generated tests and files, unique where they must be."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specgen.plan import digest
from specgen.program.model import Module, Scenario
from specgen.program.model_policy import Project, TestType

LONGEST = 72


def check_slug(text: str) -> str:
    """The id part of a check: its words joined by hyphens, or a digest where it has none."""
    words = re.findall(r"[A-Za-z0-9]+", text)
    slug = "-".join(words).lower()[:60].strip("-")
    return slug or f"check-{digest(text)[:6]}"


def check_ids(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The id of each test that a scenario wants, with its check (empty where it has none)."""
    if not scenario.checks:
        yield scenario.id, ""
    seen: set[str] = set()
    for check in scenario.checks:
        slug = check_slug(check)
        slug = f"{slug}-{digest(check)[:6]}" if slug in seen else slug
        seen.add(slug)
        yield f"{scenario.id}.{slug}", check


def name_of(slug: str) -> str:
    """The function name for ``slug``; what is too long ends in a digest of the whole."""
    name = "test_" + re.sub(r"\W", "_", slug, flags=re.ASCII)
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 7]}_{digest(slug)[:6]}"


def unique(slugs: Iterable[tuple[str, str]], taken: frozenset[str]) -> Iterator[str]:
    """A name for each (id, slug) in order, none twice and none of ``taken``."""
    used = set(taken)
    for identity, slug in slugs:
        name = name_of(slug)
        if name in used:
            name = f"{name}_{digest(identity)[:6]}"
        used.add(name)
        yield name


def file_of(module: Module, kind: TestType, *, project: Project) -> PurePosixPath:
    """Where the tests of a cell go: the outputs' root, the type's directory, the module's path
    below the package under test."""
    below = module.name.removeprefix(f"{project.source.package}.")
    *folders, name = below.split(".")
    folder = "/".join((str(project.outputs.tests), kind.directory, *folders))
    return PurePosixPath(f"{folder}/test_{name}_{kind.name}.py")
