"""Grounds in few words: a program, and what stands in the repository."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.configure.model import Configuration, Ground
from specgen.configure.said import CONFLICT
from specgen.diagnostics import Place
from specgen.disk.model import Context, Site, Snapshot
from specgen.disk.operations import operations
from specgen.levels import Level
from specgen.lock.model import Lock
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.model import Merged
from specgen.plan import Plan, PlannedFile
from specgen.program.model import Module, Program
from specgen.program.model_policy import Limit, Run

PLACE = Place(PurePosixPath("specs/project.yaml"))
CI = ("github", "gitlab", "hooks", "configuration")
GroundOf = Callable[..., Ground]


def run_of(moment: str, *, total: str = "", each: float = 0.0, **changes: object) -> Run:
    """What runs at a moment: every type, on one Python."""
    limits = [Limit("each", each, f"{each:g}s", PLACE)] if each else []
    limits += [Limit("total", float(total[:-1]) * 60, total, PLACE)] if total else []
    plain = Run(moment, ("unit",), (), ("3.12",), {}, "", 1, False, Level.WRITTEN, tuple(limits),
                PLACE)  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field


@pytest.fixture(scope="session")
def ground_of(program_of: Callable[..., Program]) -> GroundOf:
    """``ground(standing, *, modules, runs, asynchronous, ... **changes of the project)``."""

    def ground(
        standing: Mapping[str, str] | None = None,
        *,
        modules: Iterable[Module] = (),
        runs: Iterable[Run] = (),
        rest: Mapping[str, object] | None = None,
        **changes: object,
    ) -> Ground:
        program = program_of(modules, runs=tuple(runs))
        project = replace(program.project, **{"ci": CI, **changes})  # type: ignore[arg-type]  # a keyword is any field
        texts = {PurePosixPath(path): text for path, text in (standing or {}).items()}
        return Ground(replace(program, project=project), texts, **(rest or {}))  # type: ignore[arg-type]  # a keyword is any field

    return ground


@pytest.fixture(scope="session")
def run() -> Callable[..., Run]:
    """``run(moment, *, total="5m", each=seconds, **changes)``."""
    return run_of


@pytest.fixture(scope="session")
def said() -> Callable[[Configuration, Ground], list[str]]:
    """What a configuration finds wrong, each as ``path:line: message -> tip``; line 0 in specs."""

    def messages(configuration: Configuration, ground: Ground) -> list[str]:
        found = list(configuration.judge(ground))
        assert {d.rule for d in found} <= {CONFLICT}
        return [
            f"{d.place.path}:{d.place.span.line if d.place.span else 0}: {d.message} -> {d.tip}"
            for d in found
        ]

    return messages


@pytest.fixture(scope="session")
def built() -> Callable[[Configuration, Ground], dict[str, str]]:
    """What a build leaves at the paths of a configuration; a second build changes nothing."""

    def build(configuration: Configuration, ground: Ground) -> dict[str, str]:
        after = _built(configuration, ground)
        again = Ground(ground.program, {PurePosixPath(p): t for p, t in after.items()},
                       tests=ground.tests, modules=ground.modules, forms=ground.forms,
                       asynchronous=ground.asynchronous)  # fmt: skip
        assert _built(configuration, again) == after
        return after

    return build


def _built(configuration: Configuration, ground: Ground) -> dict[str, str]:
    files = {path: text.encode() for path, text in ground.standing.items()}
    plan = Plan.of(configuration.emit(ground))
    assert {file.path for file in plan.files} <= set(configuration.paths(ground.program))
    site = Site(PurePosixPath("specgen.lock"))
    context = Context(Snapshot(files), read_lock(""), site, _merge, write_lock)
    outcome = operations(plan, context)
    assert not outcome.findings
    done = {op.path: op.data for op in outcome.operations}
    done.pop(site.lock, None)
    return {str(p): data.decode() for p, data in sorted({**files, **done}.items())}


def _merge(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
    raise AssertionError("configuration is never merged")
