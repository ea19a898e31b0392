"""What a coverage configuration that people keep must hold for evidence to be had from it."""

from collections.abc import Iterator

from specgen.configure.coverage_settings import coverage_tables
from specgen.configure.model import Ground
from specgen.configure.model_settings import Settings
from specgen.configure.said import conflict
from specgen.configure.toml_text import inline
from specgen.configure.tool_settings import PYPROJECT_TOML, coverage_settings
from specgen.diagnostics import Diagnostic, Place, Span

_OWN_WAY = "dynamic_context"
_WHY = {
    "branch": "coverage budgets are of branches",
    "relative_files": "data of several machines cannot be combined",
}


def coverage_conflicts(ground: Ground) -> Iterator[Diagnostic]:
    """What the sections that people have lack, each at the line to change."""
    for section, wanted in coverage_tables(ground).items():
        home, there = coverage_settings(ground.standing, section)
        if section == "run" and there is None and home != PYPROJECT_TOML:
            yield conflict(
                Place(home, span=Span(1, 1, 1, 1)),
                f"coverage.py reads {home} and nothing else, and there is no section `run` in it",
                tip="move the settings to pyproject.toml, or add the section",
            )
        elif there is not None:
            yield from _section(ground, there, section=section, wanted=wanted)


def _section(
    ground: Ground, there: Settings, *, section: str, wanted: dict[str, object]
) -> Iterator[Diagnostic]:
    said = ground.program.project.tools.get("coverage", {})
    inner = said.get(section)
    asked = {*said, *(inner if isinstance(inner, dict) else ())}
    needed = set(_WHY) if section == "run" else set()
    if not any(len(run.os) > 1 or run.shards for run in ground.program.runs):
        needed.discard("relative_files")
    for key, want in wanted.items():
        if key in asked | needed and not _same(there, key, want=want):
            yield _conflict(there, key, want=want)
    if section == "run" and _OWN_WAY not in asked and _follows(there):
        yield conflict(
            there.at(_OWN_WAY),
            f"`{_OWN_WAY}` has coverage.py follow tests by itself, without their set-up: "
            "`specgen run` cannot",
            tip=f"remove {_OWN_WAY}; `specgen run` tells tests apart, at less cost",
        )
    if section == "run" and "patch" not in asked and not _same(there, "patch", want=["subprocess"]):
        yield conflict(
            there.at("patch"),
            "what tests start as processes is not measured",
            tip=f"write: patch = {_value(there, ['subprocess'])}",
        )


def _follows(there: Settings) -> bool:
    """Whether coverage.py is told to tell tests apart; ``none`` says that nobody is to."""
    return str(there.values.get(_OWN_WAY, "none")) != "none"


def _conflict(there: Settings, key: str, *, want: object) -> Diagnostic:
    shown = "is not set" if key not in there.values else "is another"
    why = f": {_WHY[key]}" if key in _WHY else ", and the specs ask for it"
    return conflict(
        there.at(key),
        f"`{key}` {shown} in {there.heading}{why}",
        tip=f"write: {key} = {_value(there, want)}",
    )


def _same(there: Settings, key: str, *, want: object) -> bool:
    if isinstance(want, bool):
        return there.true(key) == want
    if isinstance(want, list | tuple):
        have = {item.strip() for text in there.items(key) for item in text.split(",")}
        return set(map(str, want)) <= have
    return str(there.values.get(key, "")) == str(want)


def _value(there: Settings, want: object) -> str:
    if there.native:
        return inline(want)
    return ", ".join(map(str, want)) if isinstance(want, list | tuple) else str(want).lower()
