"""Bring a file's docstring and imports up to date with the tests that now stand in it."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from specgen.lock.model import Hashes
from specgen.lock.model_record import prelude_parts
from specgen.merge.model import Anatomy, Source, Splice, Statement
from specgen.merge.names import used_names
from specgen.merge.splice import apply, line_end, line_start
from specgen.merge.take_apart import UNREADABLE, bound_names, parse
from specgen.plan import PartKind, PlannedFile, dedented, digest

_WORD = re.compile(r"[^\W\d]\w*")
_PENDING = re.compile(rb"^[ \t]+pending\(", re.MULTILINE)
_OURS = "specgen"  # finished tests never import it


@dataclass(frozen=True, slots=True)
class Wanted:
    """An import that the plan has, the names it binds, and whether a blank line stands above it."""

    text: str
    names: frozenset[str]
    module: str
    apart: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The file that imports are put into, and the imports that stay."""

    anatomy: Anatomy
    source: Source
    kept: tuple[Statement, ...]


def wanted_imports(prelude: str) -> tuple[Wanted, ...]:
    """The imports of a generated prelude, in order."""
    _, imports = prelude_parts(prelude)
    try:
        body = parse(imports.text.encode()).body
    except UNREADABLE:
        return ()
    lines = imports.text.split("\n")
    return tuple(_wanted(n, lines) for n in body if isinstance(n, ast.Import | ast.ImportFrom))


def _wanted(node: ast.Import | ast.ImportFrom, lines: Sequence[str]) -> Wanted:
    text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
    module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
    apart = node.lineno > 1 and not lines[node.lineno - 2]
    return Wanted(dedented(text), bound_names(node), module or "", apart)


def edit_prelude(
    planned: PlannedFile, anatomy: Anatomy, *, source: Source, base: Hashes
) -> Iterator[Splice]:
    """The splices above the first test: module docstring, imports that came, went or changed."""
    yield from _docstring(planned, anatomy, source=source, base=base)
    wanted = wanted_imports(planned.prelude)
    if not wanted and not base.get(PartKind.IMPORTS):
        return
    used = _used(anatomy, wanted)
    gone = [s for s in anatomy.imports if _may_go(s, wanted, used=used, base=base)]
    ground = Ground(anatomy, source, tuple(s for s in anatomy.imports if s not in gone))
    bound = _bound(anatomy, gone)
    for index, one in enumerate(wanted):
        lacking = (one.names & used) - bound
        if lacking or (one.module == "__future__" and not _stands(one, ground.kept)):
            text = _narrowed(one, lacking)
            old = next((s for s in gone if _module(s) == one.module), None)
            if old is not None:
                gone.remove(old)
                yield Splice(old.start, old.end, _written(text, source))
            else:
                yield _placed(text, above=wanted[:index], below=wanted[index:], ground=ground)
    for statement in gone:
        yield Splice(statement.start, _end_of_gap(anatomy.source, statement), b"")


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


def _used(anatomy: Anatomy, wanted: Sequence[Wanted]) -> frozenset[str]:
    """The names that the file uses, or may use where a look at its words settles the matter.

    A word may stand in a comment only.  That matters where it would have an import added, or keep
    the import of `pending` in a file that is finished.
    """
    outside = [Splice(s.start, s.end, b" ") for s in anatomy.imports]
    words = frozenset(_WORD.findall(apply(anatomy.source, outside).decode()))
    bound = _bound(anatomy, ())
    lacking = any((one.names & words) - bound for one in wanted)
    unsure = "pending" in words and not _PENDING.search(anatomy.source)
    if not (lacking or unsure):
        return words
    used = used_names(anatomy.tree)
    if unsure and "pending" not in used_names(anatomy.tree, strings=False):
        return used - {"pending"}  # it is no annotation: a string that says it means the outcome
    return used


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


def _module(statement: Statement) -> str:
    return statement.text.split(maxsplit=2)[1]


def _written(text: str, source: Source) -> bytes:
    return text.replace("\n", source.eol.decode()).encode()


def _placed(
    text: str, *, above: Sequence[Wanted], below: Sequence[Wanted], ground: Ground
) -> Splice:
    """Put an import next to one of its group, else behind the nearest above or before one below."""
    one, eol, text_at = below[0], ground.source.eol, ground.anatomy.source
    written = _written(text, ground.source) + eol
    same = next((s for s in ground.kept if _module(s) == one.module), None)
    before, behind = _first(reversed(above), ground.kept), _first(below[1:], ground.kept)
    in_group = len(below) > 1 and not below[1].apart and _first(below[1:2], ground.kept)
    if same is not None:
        at = line_end(text_at, same.end)
        return Splice(at, at, written)
    if one.module == "__future__" or (before is None and behind is None):
        at = _top(ground.anatomy, () if one.module == "__future__" else ground.kept)
        apart = one.apart if above else at > 0
        return Splice(at, at, (eol if apart else b"") + written)
    if before is not None and not (one.apart and in_group):
        at = line_end(text_at, before.end)
        return Splice(at, at, (eol if one.apart else b"") + written)
    assert behind is not None  # else one of the above holds
    at = line_start(text_at, behind.start)
    return Splice(at, at, written + (eol if below[1].apart else b""))


def _first(wanted: Iterable[Wanted], kept: Sequence[Statement]) -> Statement | None:
    """The statement that stands for the first of ``wanted`` that has one."""
    return next((s for one in wanted for s in kept if _stands(one, [s])), None)


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
