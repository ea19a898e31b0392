"""Bring a file's docstring and imports up to date with the tests that now stand in it."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specgen.lock.model import Hashes
from specgen.lock.model_record import prelude_parts
from specgen.merge.model import Anatomy, Source, Splice, Statement
from specgen.merge.names import used_names
from specgen.merge.splice import line_end, line_start
from specgen.merge.take_apart import UNREADABLE, bound_names, parse
from specgen.plan import PartKind, PlannedFile, dedented, digest

_OURS = "specgen"  # finished tests never import it


@dataclass(frozen=True, slots=True)
class Wanted:
    """An import that the plan has, the names it binds, and whether a blank line stands above it."""

    text: str
    names: frozenset[str]
    module: str
    apart: bool


def wanted_imports(prelude: str) -> tuple[Wanted, ...]:
    """The imports of a generated prelude, in order."""
    _, imports = prelude_parts(prelude)
    found: list[Wanted] = []
    for piece in imports.pieces:
        try:
            nodes = parse(piece.encode()).body
        except UNREADABLE:
            continue
        for node in nodes[:1]:
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
                apart = f"\n\n{piece}" in prelude
                found.append(Wanted(piece, bound_names(node), module or "", apart))
    return tuple(found)


def edit_prelude(
    planned: PlannedFile, anatomy: Anatomy, *, source: Source, base: Hashes
) -> Iterator[Splice]:
    """The splices above the first test: module docstring, imports that came, went or changed."""
    yield from _docstring(planned, anatomy, source=source, base=base)
    wanted = wanted_imports(planned.prelude)
    if not wanted and not base.get(PartKind.IMPORTS):
        return
    used = used_names(anatomy.tree)
    gone = [s for s in anatomy.imports if _may_go(s, wanted, used=used, base=base)]
    for statement in gone:
        yield Splice(statement.start, _end_of_gap(anatomy.source, statement), b"")
    kept = [s for s in anatomy.imports if s not in gone]
    bound = _bound(anatomy, gone)
    for index, one in enumerate(wanted):
        lacking = (one.names & used) - bound
        if lacking or (one.module == "__future__" and not _stands(one, kept)):
            text = _narrowed(one, lacking)
            yield _placed(
                text, wanted[:index], wanted[index:], kept=kept, anatomy=anatomy, source=source
            )


def _docstring(
    planned: PlannedFile, anatomy: Anatomy, *, source: Source, base: Hashes
) -> Iterator[Splice]:
    docstring = prelude_parts(planned.prelude)[0].text.strip()
    current = anatomy.docstring
    if current is None or not docstring:
        return
    text = anatomy.source[current.start : current.end].decode().replace("\r\n", "\n")
    wrote = digest(dedented(text)) in base.get(PartKind.DOCSTRING, frozenset())
    if wrote and dedented(text) != dedented(docstring):
        lines = docstring.replace("\n", source.eol.decode())
        yield Splice(current.start, current.end, lines.encode())


def _may_go(
    statement: Statement, wanted: Sequence[Wanted], *, used: frozenset[str], base: Hashes
) -> bool:
    """Whether a build wrote an import that nothing needs any more."""
    text = dedented(statement.text)
    planned = any(text == one.text for one in wanted)
    wrote = planned or digest(text) in base.get(PartKind.IMPORTS, frozenset())
    if not (statement.alone and wrote):
        return False
    needed = statement.names & used
    if planned:
        return not needed and f"from {_OURS}." in text
    provided = frozenset(name for one in wanted for name in one.names)
    return needed <= provided


def _end_of_gap(text: bytes, statement: Statement) -> int:
    """The end of an import's lines, and of the blank line below if one stands above too."""
    end = line_end(text, statement.end)
    above = text[line_start(text, max(0, statement.start - 1)) : statement.start]
    below = line_end(text, end)
    return below if not above.strip() and not text[end:below].strip() else end


def _bound(anatomy: Anatomy, gone: Sequence[Statement]) -> frozenset[str]:
    """The names that the module binds without the imports that go."""
    going = frozenset(name for s in gone for name in s.names)
    kept = frozenset(name for s in anatomy.imports if s not in gone for name in s.names)
    return (anatomy.names.get((), frozenset()) - going) | kept


def _stands(one: Wanted, kept: Sequence[Statement]) -> bool:
    return any(one.names <= s.names and one.module in s.text for s in kept)


def _narrowed(one: Wanted, lacking: frozenset[str]) -> str:
    """The import, cut to the names that are lacking where others of it are bound already."""
    if not lacking or lacking == one.names or not one.text.startswith("from "):
        return one.text
    node = parse(one.text.encode()).body[0]
    assert isinstance(node, ast.ImportFrom)  # it starts with `from`
    names = [
        f"{a.name} as {a.asname}" if a.asname else a.name
        for a in node.names
        if (a.asname or a.name) in lacking
    ]
    return f"from {one.text[5:].split(maxsplit=1)[0]} import {', '.join(names)}"


def _placed(
    text: str,
    above: Sequence[Wanted],
    below: Sequence[Wanted],
    *,
    kept: Sequence[Statement],
    anatomy: Anatomy,
    source: Source,
) -> Splice:
    """Put an import behind the nearest one above it in the plan, or before the nearest below."""
    eol, one = source.eol, below[0]
    written = text.replace("\n", eol.decode()).encode()
    for earlier in reversed(above):
        for statement in kept:
            if _stands(earlier, [statement]):
                at = line_end(anatomy.source, statement.end)
                return Splice(at, at, (eol if one.apart else b"") + written + eol)
    for later in below[1:]:
        for statement in kept:
            if _stands(later, [statement]):
                at = line_start(anatomy.source, statement.start)
                return Splice(at, at, written + eol + (eol if later.apart else b""))
    at = _top(anatomy, kept)
    return Splice(at, at, (eol if anatomy.docstring and not kept else b"") + written + eol)


def _top(anatomy: Anatomy, kept: Sequence[Statement]) -> int:
    """Where the first import may stand: behind the last one, the docstring, or opening comments."""
    text = anatomy.source
    if kept:
        return line_end(text, kept[-1].end)
    if anatomy.docstring:
        return line_end(text, anatomy.docstring.end)
    at = 0
    while text[at : at + 1] == b"#":
        at = line_end(text, at)
    return at
