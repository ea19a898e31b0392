"""Loads ``coverage json`` (with ``--show-contexts`` also who ran each line)."""

from collections.abc import Mapping
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.contexts import context_of
from specgen.evidence.model import CoverageFigures, Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import (
    is_object,
    lines,
    posix,
    read_json,
    table,
    texts,
    unreadable,
    whole,
)


def load_coverage_json(path: Path, name: str) -> Loaded:
    """The figures of each file in a JSON report of coverage.py."""
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Loaded(findings=(found,))
    files = table(found).get("files")
    if not isinstance(files, dict):
        return Loaded(findings=(unreadable(name, "no coverage report: `files` is missing"),))
    return Loaded(coverage=tuple(_figures(file, table(said)) for file, said in files.items()))


def _figures(file: str, said: Mapping[str, object]) -> CoverageFigures:
    # an excluded line that ran is listed as executed, and is no statement
    executed = lines(said.get("executed_lines")) - lines(said.get("excluded_lines"))
    summary = table(said.get("summary"))
    contexts: dict[str, set[int]] = {}
    for line, names in table(said.get("contexts")).items():
        for context in texts(names):
            if line.isdecimal():
                contexts.setdefault(context_of(context).type, set()).add(int(line))
    statements = executed | lines(said.get("missing_lines"))
    counted = whole(summary.get("num_statements"))
    return CoverageFigures(
        posix(file),
        executed,
        statements,
        whole(summary.get("num_branches")),
        whole(summary.get("covered_branches")),
        {context: frozenset(ran) for context, ran in sorted(contexts.items())},
        max(0, len(statements) - counted) if counted else 0,
    )


COVERAGE_JSON = Loader(
    "coverage-json",
    lambda head, _: is_object(head) and b'"meta"' in head and b'"show_contexts"' in head,
    load_coverage_json,
)
