"""What settings that people wrote lack, or say against what the specs need: findings, located."""

from collections.abc import Iterator

from specgen.configure.conflicts_of_coverage import coverage_conflicts
from specgen.configure.conflicts_of_pytest import pytest_conflicts
from specgen.configure.dependencies import GROUP, canonical, requirements
from specgen.configure.model import Ground
from specgen.configure.model_settings import Settings
from specgen.configure.read_settings import toml_table
from specgen.configure.said import conflict
from specgen.configure.toml_text import inline
from specgen.configure.tool_settings import PYPROJECT_TOML, pytest_settings
from specgen.diagnostics import Diagnostic


def conflicts(ground: Ground) -> Iterator[Diagnostic]:
    """Everything that the block may not say because people have the table already."""
    there = pytest_settings(ground.standing)
    if there is not None:
        yield from pytest_conflicts(ground, there)
    yield from coverage_conflicts(ground)
    text = ground.standing.get(PYPROJECT_TOML, "")
    groups = toml_table(PYPROJECT_TOML, text, name=("dependency-groups",))
    if groups is not None:
        yield from _groups(ground, groups)
    yield from _settings(ground)


def _groups(ground: Ground, groups: Settings) -> Iterator[Diagnostic]:
    wanted = requirements(ground)
    if GROUP not in groups.values:
        yield conflict(
            groups.at(),
            f"{groups.heading} has no group `{GROUP}`, which CI installs",
            tip=f"add to it: {GROUP} = {inline(wanted)}",
        )
        return
    listed = {canonical(item) for item in groups.items(GROUP)}
    extra = any("include-group" in item for item in groups.items(GROUP))
    lacking = [text for text in wanted if canonical(text) not in listed]
    if lacking and not extra:
        yield conflict(
            groups.at(GROUP),
            f"the group `{GROUP}` lacks {', '.join(f'`{canonical(x)}`' for x in lacking)}",
            tip=f"add to it: {', '.join(map(inline, lacking))}",
        )


def _settings(ground: Ground) -> Iterator[Diagnostic]:
    """What the specs ask to be written that cannot be."""
    project = ground.program.project
    for tool, entries in project.tools.items():
        for key, value in entries.items():
            if value is None:
                yield conflict(
                    project.place.at("tools", tool, key),
                    f"`{key}` has no value, and TOML has none for that",
                    tip="write the value, or remove the key",
                )
    for index, text in enumerate(project.dependencies):
        if not canonical(text):
            yield conflict(
                project.place.at("dependencies", index),
                f"`{text}` is no requirement, and is left out of the dependency group",
                tip='write a name and a bound, as in "pytest-xdist>=3.6"',
            )
