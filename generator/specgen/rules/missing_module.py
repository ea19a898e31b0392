"""A spec for a module that is neither there nor planned."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import closest


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    if not facts.readable:
        return
    declared = {module.name for module in facts.program.modules}
    for module in facts.program.modules:
        if module.planned or facts.surface.symbol(module.name) or _is_module(facts, module.name):
            continue
        found = closest(module.name, set(facts.surface.modules) - declared)
        tip = f"did you mean `{found}`? " if found else ""
        yield MISSING_MODULE.says(
            module.place.at("module"),
            f"there is no module `{module.name}` below `{facts.program.project.source.root}`",
            tip=f"{tip}for a module that is still to come say `planned: true`",
        )


def _is_module(facts: Facts, name: str) -> bool:
    """Whether it is there: a file, or a package without ``__init__.py`` (seen by its contents)."""
    below = f"{name}."
    return name in facts.surface.modules or any(m.startswith(below) for m in facts.surface.modules)


MISSING_MODULE = Rule(
    id="missing-module",
    severity=Severity.ERROR,
    summary="modules that are neither found in the source nor `planned`",
    why="Tests would be generated that cannot import what they test.",
    example="module: shop.crat\n",
    judge=_judge,
)
