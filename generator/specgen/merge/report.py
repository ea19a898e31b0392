"""The findings of a merge, in words."""

import difflib
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.merge.insert import Missing
from specgen.merge.model import Anatomy, Claim, Function
from specgen.merge.promises import shown
from specgen.plan import Element, PartKind

_SIMILAR = 0.6  # of two slugs; below it a suggestion misleads more often than it helps


def _at(path: PurePosixPath, line: int) -> Place:
    return Place(path, span=Span(line, 1, line, 1)) if line else Place(path)


def broken_promise(claim: Claim, gone: tuple[str, ...], *, path: PurePosixPath) -> Diagnostic:
    """A finished test that lacks what its spec promises."""
    id = claim.element.id
    return Diagnostic(
        "broken-promise",
        Severity.FINDING,
        _at(path, claim.function.line),
        f"{id} promises what its test no longer checks: {shown(gone)}",
        f"put it back, change the spec, or accept the test as it is with `specgen keep {id}`",
    )


def added_cases(claim: Claim, added: int, *, path: PurePosixPath) -> Diagnostic:
    """A finished test with more cases than its spec has."""
    return Diagnostic(
        "added-cases",
        Severity.NOTE,
        _at(path, claim.function.line),
        f"{claim.element.id} has {added} case{'s' * (added != 1)} that the spec does not have",
        "add them to the spec, so that builds can go on updating the table",
    )


def override(
    claim: Claim, kinds: Sequence[PartKind], *, path: PurePosixPath, holds: bool
) -> Diagnostic:
    """A person's version of what the machine owns, kept."""
    id = claim.element.id
    tip = f"`specgen keep {id}` makes the test yours for good"
    if not holds:
        tip = f"put back what the spec promises, or accept the test with `specgen keep {id}`"
    return Diagnostic(
        "override",
        Severity.NOTE,
        _at(path, claim.function.line),
        f"{id} keeps its own {', '.join(kinds)}" + ("" if holds else ", and is not met"),
        tip,
    )


def unprovided(claim: Claim, parameter: str, *, path: PurePosixPath) -> Diagnostic:
    """A test still takes what the spec provided once."""
    return Diagnostic(
        "unprovided",
        Severity.FINDING,
        _at(path, claim.function.line),
        f"{claim.element.id} takes `{parameter}`, which the spec no longer provides",
        f"remove `{parameter}` from the test, or provide it with a fixture of your own",
    )


def orphan(id: str, function: Function, *, path: PurePosixPath, similar: str) -> Diagnostic:
    """A test that people worked on and that no scenario asks for any more."""
    tip = f"delete the test, or give the scenario that it belongs to `renamed_from: {id}`"
    if similar:
        tip = f"add `renamed_from: {id}` to {similar}, which looks like it, or delete the test"
    return Diagnostic(
        "orphan", Severity.FINDING, _at(path, function.line), f"no scenario has the id {id}", tip
    )


def duplicate(id: str, function: Function, *, path: PurePosixPath, first: int) -> Diagnostic:
    """A second test that carries an id."""
    return Diagnostic(
        "duplicate-id",
        Severity.FINDING,
        _at(path, function.line),
        f"{id} is the id of the test in line {first} already",
        "remove one of the two spec marks; the first test counts",
    )


def opaque(function: Function, *, path: PurePosixPath) -> Diagnostic:
    """A spec mark whose id is no literal."""
    return Diagnostic(
        "unlinked",
        Severity.FINDING,
        _at(path, function.line),
        f"{function.name} has a spec mark whose id cannot be read",
        "write the id as a string literal",
    )


def left_out(missing: Missing, anatomy: Anatomy, *, path: PurePosixPath) -> Diagnostic:
    """An element that was not inserted because something may be there already."""
    name, id = missing.element.part(PartKind.NAME), missing.element.id
    line = next((f.line for f in anatomy.functions if f.name == name), 0)
    if missing.rule == "unlinked":
        message = f"{id} has no test, but {name} may be it" if line else f"{id} has no test"
        tip = f'mark the test that belongs to it `@pytest.mark.spec("{id}")`'
    else:
        message = f"{id} has no test: the name {name} is taken"
        tip = f'rename that one, or mark it `@pytest.mark.spec("{id}")` if it is the test'
    return Diagnostic(missing.rule, Severity.FINDING, _at(path, line), message, tip)


def unparsable(error: BaseException, *, path: PurePosixPath) -> Diagnostic:
    """A file that cannot be read as Python."""
    line = getattr(error, "lineno", None) or 0
    words = getattr(error, "msg", None) or str(error) or type(error).__name__
    return Diagnostic(
        "unparsable",
        Severity.FINDING,
        _at(path, line),
        f"cannot be read, so nothing of yours in it was touched: {words}",
        "mend the file, then run `specgen build`",
    )


def unwritable(encoding: str, character: str, *, path: PurePosixPath) -> Diagnostic:
    """A file whose encoding has no room for what the spec says."""
    return Diagnostic(
        "unparsable",
        Severity.FINDING,
        _at(path, 1),
        f"{encoding} cannot hold {character!r}, so nothing in the file was touched",
        "save the file as UTF-8 without a coding line, then run `specgen build`",
    )


def abandoned(why: str, *, path: PurePosixPath) -> Diagnostic:
    """A merge whose result did not pass its own check."""
    return Diagnostic(
        "abandoned",
        Severity.FINDING,
        Place(path),
        f"left as it is, because the merge would not be safe: {why}",
        "bring the generated parts up to date by hand, and report this file as a mistake of ours",
    )


def likely(id: str, function: Function, *, fresh: Iterable[Element]) -> str:
    """The id of the untouched skeleton that looks most like an orphan; empty if none does."""
    title = _title(function.docstring.value) if function.docstring else ""
    best, most = "", _SIMILAR
    for element in fresh:
        ratio = difflib.SequenceMatcher(None, _slug(id), _slug(element.id)).ratio()
        docstring = element.part(PartKind.DOCSTRING).strip().strip("rR").strip('"')
        if title and title == _title(docstring):
            ratio = 1.0
        if ratio >= most:
            best, most = element.id, ratio
    return best


def _slug(id: str) -> str:
    return id.rpartition(".")[2]


def _title(docstring: str) -> str:
    return docstring.strip().partition("\n")[0].strip()
