"""A spec for a module that is neither there nor planned."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import closest


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    declared = {module.name for module in facts.program.modules}
    for module in facts.program.modules if facts.surveyed else ():
        if module.planned or _is_there(facts, module.name):
            continue
        found = closest(module.name, set(facts.surface.modules) - declared)
        tip = f"did you mean `{found}`? " if found else ""
        yield MISSING_MODULE.says(
            module.place.at("module"),
            f"there is no module `{module.name}` below `{facts.program.project.source.root}`",
            tip=f"{tip}for a module that is still to come say `planned: true`",
        )


def _is_there(facts: Facts, name: str) -> bool:
    """Whether it is a file, a package without ``__init__.py`` (seen by what it holds), a class or
    function, or something that the project wants nobody to look at."""
    below, modules = f"{name}.", facts.surface.modules
    return (
        name in modules
        or any(fnmatchcase(name, pattern) for pattern in facts.program.project.source.exclude)
        or any(module.startswith(below) for module in modules)
        or facts.surface.symbol(name) is not None
    )


MISSING_MODULE = Rule(
    id="missing-module",
    severity=Severity.ERROR,
    summary="modules that are neither found in the source nor `planned`",
    why="Tests would be generated that cannot import what they test.",
    example="module: shop.crat\n",
    judge=_judge,
)
