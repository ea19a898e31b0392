"""Bring the decorators of a test up to date: its spec mark, type and tier marks, cases table."""

from collections.abc import Iterator

from specgen.merge.model import Anatomy, Claim, Decorator, Function, Source, Splice
from specgen.merge.splice import line_end, line_start, shifted
from specgen.merge.take_apart import SPEC_MARK
from specgen.plan import PartKind, dedented, digest

TABLES = {
    "pytest.mark.parametrize",
    "hypothesis.given",
    "hypothesis.example",
    "hypothesis.settings",
}


def edit_spec(claim: Claim) -> Iterator[Splice]:
    """Carry the new id into the mark of a test that was found under an earlier one."""
    if claim.found_as != claim.element.id:
        literals = (literal for d in claim.function.decorators for literal in d.ids)
        for literal in (found for found in literals if found.value == claim.found_as):
            yield Splice(literal.start, literal.end, f'"{claim.element.id}"'.encode())


def marks(function: Function) -> tuple[Decorator, ...]:
    """The marks of a test that may be type or tier marks."""
    apart = {SPEC_MARK, *TABLES}
    return tuple(
        d for d in function.decorators if d.name.startswith("pytest.mark.") and d.name not in apart
    )


def edit_marks(claim: Claim, anatomy: Anatomy, *, source: Source) -> Iterator[Splice]:
    """Replace the marks that a build wrote by those that the spec wants now."""
    if claim.theirs(PartKind.MARKS):
        return
    wanted, current = claim.pieces(PartKind.MARKS), marks(claim.function)
    have = {d.resolved for d in current} | {dedented(d.text) for d in current}
    have |= claim.function.inherited
    missing = [m for m in wanted if m not in have and not claim.wrote(PartKind.MARKS, m)]
    stale = [d for d in current if d.resolved not in wanted and _is_ours(claim, d)]
    indent = claim.function.indent
    for old, new in zip(stale, missing, strict=False):
        yield Splice(old.start, old.end, shifted(_spelled(new, old), indent, source=source))
    for old in stale[len(missing) :]:
        yield removal(anatomy.source, old)
    spec = _spec_mark(claim.function)
    at = line_start(anatomy.source, spec.start)
    for new in missing[len(stale) :]:
        text = shifted(_spelled(new, spec), indent, source=source)
        yield Splice(at, at, indent + text + source.eol)


def _spelled(new: str, like: Decorator) -> str:
    """A new mark with the alias for ``pytest.mark`` that an old one is written with."""
    name = like.name.rpartition(".")[2]
    alias, found, _ = like.text.partition(f".{name}")
    return new.replace("@pytest.mark.", f"{alias}.", 1) if found else new


def _is_ours(claim: Claim, mark: Decorator) -> bool:
    return claim.wrote(PartKind.MARKS, dedented(mark.text)) or claim.wrote(
        PartKind.MARKS, mark.resolved
    )


def _spec_mark(function: Function) -> Decorator:
    return next(d for d in function.decorators if d.ids)


def tables(function: Function) -> tuple[Decorator, ...]:
    """The decorators of a test that may have come from the spec's cases or strategies."""
    return tuple(d for d in function.decorators if d.name in TABLES)


def edit_table(claim: Claim, anatomy: Anatomy, *, source: Source) -> Iterator[Splice]:
    """Replace, add or remove the decorators that come from the spec's cases.

    Where a person has changed or removed one of them, theirs is kept and none is added.
    """
    current, wanted = tables(claim.function), claim.pieces(PartKind.TABLE)
    # a hash that no longer stands, or THEIRS, means that a person has had a hand in it
    texts = [dedented(d.text) for d in current]
    stale = [
        d
        for d, text in zip(current, texts, strict=True)
        if text not in wanted and claim.wrote(PartKind.TABLE, text)
    ]
    changed = claim.base.get(PartKind.TABLE, frozenset()) - frozenset(map(digest, texts))
    at = line_end(anatomy.source, _spec_mark(claim.function).end)
    indent = claim.function.indent
    for new in (w for w in wanted if w not in texts):
        old = next((d for d in stale if _callee(d.text) == _callee(new)), None)
        if old is not None:
            stale.remove(old)
            yield Splice(old.start, old.end, shifted(new, indent, source=source))
        elif not changed:
            yield Splice(at, at, indent + shifted(new, indent, source=source) + source.eol)
    for old in stale:
        yield removal(anatomy.source, old)


def _callee(decorator: str) -> str:
    return decorator.partition("(")[0]


def removal(text: bytes, decorator: Decorator) -> Splice:
    """Take a decorator out with its lines, or without where a comment stands behind it."""
    below = line_end(text, decorator.end)
    rest = text[decorator.end : below]
    if rest.strip():
        return Splice(decorator.start, below - len(rest.lstrip()), b"")
    return Splice(line_start(text, decorator.start), below, b"")
