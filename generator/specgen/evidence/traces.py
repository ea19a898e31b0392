"""Reads, of coverage data that tells tests apart, what each test ran of the files it matters for.

Most of such data is of no interest: who ran what of modules that nobody linked the test to.  So it
is looked up, test by test, and never loaded whole.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from specgen.evidence.contexts import FIXTURE, PHASES, Context, context_of
from specgen.evidence.coverage_data import numbers, of_arc
from specgen.evidence.database import MAGIC, opened
from specgen.evidence.load import files_below
from specgen.evidence.model_traces import Lines, Traces
from specgen.evidence.reading import posix, read_json, refused, table, texts

Wanted = Mapping[str, Collection[str]]
_HEAD = 1 << 12
_OF_ONE = (
    "select fromno, tono from arc where file_id = ? and context_id = ?",
    "select numbits, null from line_bits where file_id = ? and context_id = ?",
)
_OF_MANY = (
    "select distinct file_id, fromno, tono from arc where context_id in chosen",
    "select file_id, numbits, null from line_bits where context_id in chosen",
)
Ran = dict[str, set[int]]
_SAME: Mapping[str, str] = MappingProxyType({})


def traced(
    paths: Iterable[Path], *, root: Path, wanted: Wanted, names: Mapping[str, str] = _SAME
) -> Traces:
    """What each test of ``wanted`` ran of its files there, by all coverage data below ``paths``.

    ``names`` maps what the data calls files to what the repository does, where that differs.
    What cannot be read is passed over: loading the same files says so.
    """
    reading = _Reading(f"{root.resolve().as_posix()}/", wanted, names)
    for path in files_below(paths)[0]:
        try:
            if refused(path, "") is None:
                _read(reading, path)
        except (OSError, sqlite3.Error, TypeError, ValueError):
            continue
    return reading.traces()


@dataclass
class _Reading:
    """What was found so far."""

    top: str
    wanted: Wanted
    called: Mapping[str, str] = field(default_factory=dict)
    tests: dict[str, Ran] = field(default_factory=dict)
    fixtures: dict[str, Ran] = field(default_factory=dict)
    nobody: dict[str, Ran] = field(default_factory=dict)
    setups: Ran = field(default_factory=dict)
    phased: set[str] = field(default_factory=set)
    branches: bool = True
    _names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = frozenset(path for paths in self.wanted.values() for path in paths)

    def path(self, file: str) -> str:
        """How the repository calls a file."""
        name = posix(file).removeprefix(self.top)
        return self.called.get(name, name)

    def test(self, context: Context) -> str:
        """The node id that a context means; empty where no test, or more than one, has its name."""
        if not context.dotted:
            return context.test
        if not self._names:
            for node_id in self.wanted:
                path, *names = node_id.split("::")
                dotted = ".".join((*path.removesuffix(".py").split("/"), *names))
                self._names.setdefault(names[-1], []).append((f".{dotted}", node_id))
        last = context.test.rpartition(".")[2]
        found = [
            n for dotted, n in self._names.get(last, ()) if dotted.endswith("." + context.test)
        ]
        return found[0] if len(found) == 1 else ""

    def targets(self, context: Context) -> Iterator[tuple[Ran, Collection[str]]]:
        """Where the lines of a context go, and the files of which they matter."""
        if context.phase == FIXTURE:
            yield self.fixtures.setdefault(context.test, {}), self.files
            return
        node_id = self.test(context)
        if node_id in self.wanted:
            if context.phase in PHASES and not context.dotted:
                self.phased.add(node_id)
            yield self.tests.setdefault(node_id, {}), self.wanted[node_id]

    def shared(self, context: Context) -> Iterator[tuple[str, Ran]]:
        """Where the lines of a context go if it is no single test's, or may be others' set-up."""
        if not context.test:
            yield context.type, self.nobody.setdefault(context.type, {})
        elif context.phase == "setup":
            yield "|setup", self.setups

    def traces(self) -> Traces:
        """All of it, frozen."""
        return Traces(
            {test: _frozen(ran) for test, ran in self.tests.items()},
            {name: _frozen(ran) for name, ran in self.fixtures.items()},
            {kind: _frozen(ran) for kind, ran in self.nobody.items()},
            _frozen(self.setups),
            frozenset(self.phased),
            self.branches,
        )


def _read(reading: _Reading, path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(MAGIC):
        with opened(path) as connection:
            connection.execute("pragma temp_store = memory")
            _read_data(reading, connection)
    elif path.suffix == ".json" and b'"show_contexts": true' in head:
        _read_report(reading, path)


def _frozen(ran: Ran) -> Lines:
    return {path: frozenset(lines) for path, lines in sorted(ran.items()) if lines}


def _read_data(reading: _Reading, connection: sqlite3.Connection) -> None:
    found = connection.execute("select id, path from file").fetchall()
    files = {reading.path(path): number for number, path in found}
    rows = connection.execute("select id, context from context").fetchall()
    contexts = [(number, context_of(text)) for number, text in rows]
    if connection.execute("select 1 from line_bits limit 1").fetchone():
        reading.branches = False
    shared: dict[str, tuple[Ran, list[int]]] = {}
    for number, context in contexts:
        for ran, paths in reading.targets(context):
            for path in files.keys() & paths:
                _add(ran, path, lines=_of_one(connection, files[path], context=number))
        for name, ran in reading.shared(context):
            shared.setdefault(name, (ran, []))[1].append(number)
    named = {number: path for path, number in files.items() if path in reading.files}
    for ran, numbered in shared.values():
        _read_shared(ran, named, contexts=numbered, connection=connection)


def _read_shared(
    ran: Ran, named: Mapping[int, str], *, contexts: list[int], connection: sqlite3.Connection
) -> None:
    """Add the lines of all these contexts, of files by their number in the data."""
    connection.execute("drop table if exists temp.chosen")
    connection.execute("create temp table chosen (context integer primary key)")
    connection.executemany("insert into chosen values (?)", ((n,) for n in contexts))
    into = {number: ran.setdefault(path, set()) for number, path in named.items()}
    for query in _OF_MANY:
        for file, start, end in connection.execute(query):
            if file in into:
                into[file].update(_lines(start, end))


def _of_one(connection: sqlite3.Connection, file: int, *, context: int) -> Iterator[int]:
    for query in _OF_ONE:
        for start, end in connection.execute(query, (file, context)):
            yield from _lines(start, end)


def _lines(start: int | bytes, end: int | None) -> Iterable[int]:
    """The lines of a row: of a branch, or of a field of bits."""
    if isinstance(start, bytes):
        return numbers(start)
    return () if end is None else of_arc(start, end)


def _add(ran: Ran, path: str, *, lines: Iterable[int]) -> None:
    ran.setdefault(path, set()).update(lines)


def _read_report(reading: _Reading, path: Path) -> None:
    """A JSON report: a list of contexts for each line."""
    reading.branches = False
    files = table(table(read_json(path, "")).get("files"))
    for file, said in files.items():
        name = reading.path(file)
        for line, contexts in table(table(said).get("contexts")).items():
            for context in map(context_of, texts(contexts)) if line.isdecimal() else ():
                _take(reading, context, path=name, line=int(line))


def _take(reading: _Reading, context: Context, *, path: str, line: int) -> None:
    for ran, paths in reading.targets(context):
        if path in paths:
            _add(ran, path, lines=(line,))
    for _, ran in reading.shared(context) if path in reading.files else ():
        _add(ran, path, lines=(line,))
