"""Without the source nothing can be compared."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    source = project.source
    if source.elsewhere or all(module.planned for module in facts.program.modules):
        return
    if source.root in facts.absent:
        yield SOURCE_MISSING.says(
            project.place.at("source", "root"),
            f"there is no folder `{source.root}`",
            tip="correct `source.root`; for code in another repository write `source: elsewhere`",
        )
    elif not facts.surveyed:
        what = f"no package `{source.package}`" if source.package else "no Python module"
        yield SOURCE_MISSING.says(
            project.place.at("source", "package"),
            f"there is {what} below `{source.root}`",
            tip="correct `source.package` or `source.root`",
        )


SOURCE_MISSING = Rule(
    id="source-missing",
    severity=Severity.ERROR,
    summary="a `source` that is not there, unless it is `elsewhere` or all modules are `planned`",
    why="Every module would be reported missing, and every target unknown.",
    example="project: shop\nsource: {root: scr, package: shop}\n",
    judge=_judge,
)
