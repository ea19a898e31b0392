"""Bring the decorators of a test up to date: its spec mark, type and tier marks, cases table."""

from collections.abc import Iterator

from specgen.merge.model import Anatomy, Claim, Decorator, Function, Source, Splice
from specgen.merge.splice import line_end, line_start, shifted
from specgen.merge.take_apart import SPEC_MARK
from specgen.plan import PartKind, dedented

TABLE_MARK = "pytest.mark.parametrize"


def edit_spec(claim: Claim) -> Iterator[Splice]:
    """Carry the new id into the mark of a test that was found under an earlier one."""
    if claim.found_as != claim.element.id:
        for decorator in claim.function.decorators:
            for literal in decorator.ids:
                if literal.value == claim.found_as:
                    yield Splice(literal.start, literal.end, f'"{claim.element.id}"'.encode())


def marks(function: Function) -> tuple[Decorator, ...]:
    """The marks of a test that may be type or tier marks."""
    apart = (SPEC_MARK, TABLE_MARK)
    return tuple(
        d for d in function.decorators if d.name.startswith("pytest.mark.") and d.name not in apart
    )


def edit_marks(claim: Claim, anatomy: Anatomy, source: Source) -> Iterator[Splice]:
    """Replace the marks that a build wrote by those that the spec wants now."""
    wanted, current = claim.pieces(PartKind.MARKS), marks(claim.function)
    have = {d.resolved for d in current} | {dedented(d.text) for d in current}
    have |= claim.function.inherited
    missing = [m for m in wanted if m not in have and not claim.wrote(PartKind.MARKS, m)]
    stale = [d for d in current if d.resolved not in wanted and _is_ours(claim, d)]
    indent = claim.function.indent
    for old, new in zip(stale, missing, strict=False):
        yield Splice(old.start, old.end, shifted(new, indent, source))
    for old in stale[len(missing) :]:
        yield removal(anatomy.source, old)
    at = line_start(anatomy.source, _spec_mark(claim.function).start)
    for new in missing[len(stale) :]:
        yield Splice(at, at, indent + shifted(new, indent, source) + source.eol)


def _is_ours(claim: Claim, mark: Decorator) -> bool:
    return claim.wrote(PartKind.MARKS, dedented(mark.text)) or claim.wrote(
        PartKind.MARKS, mark.resolved
    )


def _spec_mark(function: Function) -> Decorator:
    return next(d for d in function.decorators if d.ids)


def table(claim: Claim) -> Decorator | None:
    """The decorator that is, or was before a person changed it, the table of the cases."""
    tables = [d for d in claim.function.decorators if d.name == TABLE_MARK]
    wanted = claim.pieces(PartKind.TABLE)
    for decorator in tables:
        text = dedented(decorator.text)
        if text in wanted or claim.wrote(PartKind.TABLE, text):
            return decorator
    if not claim.base.get(PartKind.TABLE):
        return None
    head = wanted[0].partition(",")[0] if wanted else ""
    same = [d for d in tables if head and dedented(d.text).partition(",")[0] == head]
    return next(iter(same), None)


def edit_table(claim: Claim, anatomy: Anatomy, source: Source) -> Iterator[Splice]:
    """Replace, add or remove the table that comes from the spec's cases."""
    current, wanted = table(claim), claim.pieces(PartKind.TABLE)
    indent = claim.function.indent
    if current is None:
        if wanted and not claim.base.get(PartKind.TABLE):
            at = line_end(anatomy.source, _spec_mark(claim.function).end)
            yield Splice(at, at, indent + shifted(wanted[0], indent, source) + source.eol)
    elif claim.wrote(PartKind.TABLE, dedented(current.text)):
        if not wanted:
            yield removal(anatomy.source, current)
        elif wanted[0] != dedented(current.text):
            yield Splice(current.start, current.end, shifted(wanted[0], indent, source))


def removal(text: bytes, decorator: Decorator) -> Splice:
    """Take a decorator out with its lines, or without where a comment stands behind it."""
    below = line_end(text, decorator.end)
    if text[decorator.end : below].strip():
        return Splice(decorator.start, decorator.end, b"")
    return Splice(line_start(text, decorator.start), below, b"")
