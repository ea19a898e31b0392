"""Loads data files of coverage.py (``.coverage``, ``.coverage.*``): who ran which lines.

They know nothing of statements or branches that exist, so their figures only tell what ran; the
JSON report of the combined data says the rest.  Data that tells tests apart has a row for each
branch of each test: SQLite puts those of one type together, so that few rows come here.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from specgen.evidence.contexts import context_of
from specgen.evidence.database import MAGIC, opened
from specgen.evidence.model import CoverageFigures, Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import posix, unreadable

_TYPES = "create temp table type (context integer primary key, name text)"
_LINES = """
select f.path, t.name, b.numbits from line_bits b
join file f on f.id = b.file_id join type t on t.context = b.context_id
"""
_ARCS = """
select f.path, a.name, a.fromno, a.tono from (
    select distinct r.file_id, t.name, r.fromno, r.tono from arc r
    join type t on t.context = r.context_id
) a join file f on f.id = a.file_id
"""
Ran = dict[tuple[str, str], set[int]]  # by file and type


def load_coverage_data(path: Path, name: str) -> Loaded:
    """The lines that ran in each file, per type of test."""
    ran: Ran = defaultdict(set)
    files: dict[str, dict[str, set[int]]] = {}
    try:
        with opened(path) as connection:
            types = connection.execute("select id, context from context").fetchall()
            connection.execute("pragma temp_store = memory")
            connection.execute(_TYPES)
            rows = ((number, context_of(context).type) for number, context in types)
            connection.executemany("insert into type values (?, ?)", rows)
            for file, kind, bits in connection.execute(_LINES):
                ran[file, kind].update(numbers(bits))
            for file, kind, start, end in connection.execute(_ARCS):
                ran[file, kind].update(of_arc(start, end))
        for (file, kind), lines in ran.items():
            files.setdefault(posix(file), {}).setdefault(kind, set()).update(lines)
    except (sqlite3.Error, TypeError, ValueError) as error:  # ValueError: names that are not text
        return Loaded(findings=(unreadable(name, f"not coverage data: {error}"),))
    return Loaded(coverage=tuple(_figures(file, per) for file, per in sorted(files.items())))


def numbers(bits: bytes) -> Iterable[int]:
    """The line numbers in coverage.py's bit field: bit ``n % 8`` of byte ``n // 8``."""
    return (
        index * 8 + bit for index, byte in enumerate(bits) for bit in range(8) if byte & (1 << bit)
    )


def of_arc(start: int, end: int) -> tuple[int, ...]:
    """The lines of a branch, and the negative of one on which it enters a function.

    Line 1 is left out of these: a module is entered there, too.
    """
    if end <= 0:
        return (start,) if start > 0 else ()
    if start > 0:
        return (start, end)
    return (end, -end) if start < -1 else (end,)


def _figures(file: str, per: dict[str, set[int]]) -> CoverageFigures:
    executed = frozenset(line for lines in per.values() for line in lines if line > 0)
    contexts = {context: frozenset(lines) for context, lines in sorted(per.items())}
    return CoverageFigures(file, executed, frozenset(), contexts=contexts)


COVERAGE_DATA = Loader(
    "coverage-data",
    lambda head, _: head.startswith(MAGIC),
    load_coverage_data,
    (".coverage", ".coverage.*"),
)
