"""Without the source nothing can be compared."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    if project.source.root in facts.absent and not project.source.elsewhere:
        yield SOURCE_MISSING.says(
            project.place.at("source", "root"),
            f"there is no folder `{project.source.root}`",
            tip="correct `source.root`; for code in another repository write `source: elsewhere`",
        )


SOURCE_MISSING = Rule(
    id="source-missing",
    severity=Severity.ERROR,
    summary="a `source.root` that is not there, unless the code is `elsewhere`",
    why="Every module would be reported missing, and every target unknown.",
    example="project: shop\nsource: {root: scr, package: shop}\n",
    judge=_judge,
)
