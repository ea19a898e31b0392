"""What evidence needs of coverage.py: branches, sub-processes, paths that machines share.

No ``dynamic_context``: ``specgen run`` itself says which test runs, set-up included, at less cost.
"""

from collections.abc import Mapping

from specgen.configure.model import Ground
from specgen.configure.tool_settings import SECTIONS
from specgen.program.model import Program

Tables = dict[str, dict[str, object]]


def coverage_tables(ground: Ground) -> Tables:
    """Settings per section, and over them what ``tools: {coverage: …}`` says.

    There a key that is a section holds settings of that section; any other is one of ``run``.
    Nothing where the code is in another repository.
    """
    program = ground.program
    if program.project.source.elsewhere:
        return {}
    tables: Tables = {
        "run": _run(program),
        "paths": {"source": _paths(program)},
        "report": {
            "show_missing": True,
            "skip_covered": True,
            "exclude_also": ["if TYPE_CHECKING:", "@(typing\\.)?overload"],
        },
        "html": {"show_contexts": True},
    }
    limits = {x.measure: x.value for x in program.project.budget}
    total = limits.get("coverage.total", limits.get("coverage", 0.0))
    if total:
        tables["report"]["fail_under"] = round(total * 100, 2)
    for word, value in program.project.tools.get("coverage", {}).items():
        inner = value if word in SECTIONS and isinstance(value, Mapping) else None
        tables.setdefault(word if inner is not None else "run", {}).update(
            inner if inner is not None else {word: value}
        )
    return tables


def _run(program: Program) -> dict[str, object]:
    source = program.project.source
    where: dict[str, object] = (
        {"source_pkgs": [source.package]} if source.package else {"source": [str(source.root)]}
    )
    return {
        "branch": True,
        "parallel": True,
        **where,
        "relative_files": True,  # data of several machines is combined
        "patch": ["subprocess", "_exit"],  # tests start processes, and some end hard
    }


def _paths(program: Program) -> list[str]:
    """The folder here, and what it is called on other machines and where it is installed."""
    source = program.project.source
    below = "/".join(filter(None, source.package.split(".")))
    here = str(source.root / below)
    return list(dict.fromkeys((here, f"*/{here}", f"*/site-packages/{below or '*'}")))
