"""Loads data files of coverage.py (``.coverage``, ``.coverage.*``): who ran which lines.

They know nothing of statements or branches that exist, so their figures only tell what ran; the
JSON report of the combined data says the rest.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from specgen.evidence.coverage_json import type_of_context
from specgen.evidence.model import CoverageFigures, Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import cut_off, posix, unreadable

_LINES = """
select f.path, c.context, b.numbits from line_bits b
join file f on f.id = b.file_id join context c on c.id = b.context_id
"""
_ARCS = """
select f.path, c.context, a.fromno, a.tono from arc a
join file f on f.id = a.file_id join context c on c.id = a.context_id
"""
Ran = dict[str, dict[str, set[int]]]


def load_coverage_data(path: Path, name: str) -> Loaded:
    """The lines that ran in each file, per context."""
    ran: Ran = {}
    if cut_off(path):
        return Loaded(findings=(unreadable(name, "not coverage data: it was cut off"),))
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            for file, context, bits in connection.execute(_LINES):
                _lines_of(ran, file, context=context).update(numbers(bits))
            for file, context, start, end in connection.execute(_ARCS):
                _lines_of(ran, file, context=context).update(
                    line for line in (start, end) if line > 0
                )
    except (sqlite3.Error, TypeError, ValueError) as error:  # ValueError: names that are no UTF-8
        return Loaded(findings=(unreadable(name, f"not coverage data: {error}"),))
    return Loaded(coverage=tuple(_figures(file, per) for file, per in sorted(ran.items())))


def numbers(bits: bytes) -> Iterable[int]:
    """The line numbers in coverage.py's bit field: bit ``n % 8`` of byte ``n // 8``."""
    return (
        index * 8 + bit for index, byte in enumerate(bits) for bit in range(8) if byte & (1 << bit)
    )


def _lines_of(ran: Ran, file: str, *, context: str) -> set[int]:
    return ran.setdefault(posix(file), {}).setdefault(type_of_context(context), set())


def _figures(file: str, per: dict[str, set[int]]) -> CoverageFigures:
    executed = frozenset(line for lines in per.values() for line in lines)
    contexts = {context: frozenset(lines) for context, lines in sorted(per.items())}
    return CoverageFigures(file, executed, frozenset(), contexts=contexts)


COVERAGE_DATA = Loader(
    "coverage-data", lambda path, head: head.startswith(b"SQLite format 3"), load_coverage_data
)
