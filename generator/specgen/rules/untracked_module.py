"""A module that no spec mentions has no gaps, however untested it is."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Related, Severity, Span
from specgen.program.model import Program
from specgen.rules.model import Facts, Rule
from specgen.surface.model import ModuleSurface

_TOP = Span(1, 1, 1, 1)


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    if project.untracked == "ignore" or not facts.readable:
        return
    tracked = {module.name for module in facts.program.modules}
    for name, module in facts.surface.modules.items():
        if name in tracked or not _owes_a_spec(module) or _outside(module, facts.program):
            continue
        policy = Related(project.place.at("untracked"), f"`untracked: {project.untracked}`")
        found = UNTRACKED_MODULE.says(
            Place(PurePosixPath(module.path), span=_TOP),
            f"module `{name}` has no spec",
            tip=_stub(name, facts.program),
            related=(policy,),
        )
        yield found if project.untracked == "error" else replace(found, severity=Severity.WARNING)


def _owes_a_spec(module: ModuleSurface) -> bool:
    """Empty and unreadable files do not: there is nothing that a test could call."""
    return bool(module.symbols)


def _outside(module: ModuleSurface, program: Program) -> bool:
    """Whether it belongs to the tests or is excluded, though it lies below the source root.

    A folder of tests that holds the whole package says nothing: tests lie among the modules.
    """
    path = PurePosixPath(module.path)
    source = program.project.source
    excluded = any(fnmatchcase(module.name, pattern) for pattern in source.exclude)
    top = PurePosixPath(source.root, *source.package.split("."))
    apart = (t for t in source.tests if not top.is_relative_to(t))
    return excluded or any(path.is_relative_to(t) for t in (*apart, program.project.outputs.tests))


def _stub(name: str, program: Program) -> str:
    """The shortest spec that would do, ready to paste."""
    id = name.removeprefix(f"{program.project.source.package}.")
    tiers = program.tiers
    matched = (
        t for t in tiers if any(fnmatchcase(id, p) or fnmatchcase(name, p) for p in t.patterns)
    )
    tier = next(matched, tiers[-1] if tiers else None)
    lines = [f"module: {name}", *([f"tier: {tier.name}"] if tier else [])]
    file = program.project.folder / "modules" / f"{id.replace('.', '_')}.yaml"
    return "\n".join([f"write {file}:", *(f"    {line}" for line in lines)])


UNTRACKED_MODULE = Rule(
    id="untracked-module",
    severity=Severity.FINDING,
    summary="source modules that no spec mentions; a warning under `untracked: warn`",
    why="A list of modules that people keep by hand misses the new ones, which need tests most.",
    example="project: shop\nuntracked: error\n# src/shop/refunds.py has no spec\n",
    judge=_judge,
)
