"""Say what of the merged file differs from the spec, and what the lock remembers of it."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from specgen.diagnostics import Diagnostic
from specgen.lock.model import THEIRS, Lock, whole
from specgen.lock.model_record import hash_line, line_of, prelude_parts
from specgen.merge.edit_decorators import marks, tables
from specgen.merge.edit_signature import name_of
from specgen.merge.edit_text import body, docstring
from specgen.merge.model import Anatomy, Claim
from specgen.merge.promises import PENDING, Kept, kept_promises, same_code
from specgen.merge.report import added_cases, broken_promise, override, unprovided
from specgen.plan import PartKind, PlannedFile, dedented, digest


class Assessed(NamedTuple):
    """The hash line of an element, what is to be said of its test, and whether the test still is
    what the spec promises."""

    line: str
    findings: tuple[Diagnostic, ...] = ()
    holds: bool = True


def standing(claim: Claim, anatomy: Anatomy) -> Mapping[PartKind, frozenset[str]]:
    """The pieces of each kind that stand in the code, where the plan or a build knows them."""
    function = claim.function
    return {
        PartKind.NAME: frozenset({function.name}),
        PartKind.MARKS: frozenset({d.resolved for d in marks(function)}) | function.inherited,
        PartKind.TABLE: frozenset(dedented(d.text) for d in tables(function)),
        PartKind.PARAMETERS: frozenset(p.text for p in function.parameters),
        PartKind.DOCSTRING: frozenset({docstring(function, anatomy)} - {""}),
        PartKind.BODY: frozenset({body(function, anatomy)} - {""}),
    }


def is_as_planned(claim: Claim, anatomy: Anatomy) -> bool:
    """Whether the function is, line ends aside, the text that the plan has."""
    function = claim.function
    if function.scope or function.indent:
        return False
    text = anatomy.source[function.start : function.end].decode().replace("\r\n", "\n")
    return text == claim.element.text


def assess(claim: Claim, anatomy: Anatomy, *, path: PurePosixPath, lock: Lock) -> Assessed:
    """The element's hash line, and where its test is not as the spec says.

    The line has what stands as planned, and what builds wrote where something else stands now.
    """
    if is_as_planned(claim, anatomy):
        return Assessed(line_of(claim.element, lock))
    if claim.personal:
        return Assessed(hash_line(claim.base))
    stands = standing(claim, anatomy)
    known: dict[PartKind, frozenset[str]] = {}
    for kind, texts in stands.items():
        wanted, base = frozenset(claim.pieces(kind)), claim.base.get(kind, frozenset())
        known[kind] = frozenset(map(digest, wanted & texts))
        if base - known[kind]:
            known[kind] |= frozenset(map(digest, texts)) & base
        if wanted - texts:
            known[kind] |= base if claim.known else {THEIRS}
    kept = kept_promises(claim, stands)
    findings = tuple(_differences(claim, stands, path=path, kept=kept))
    return Assessed(hash_line(known), findings, kept.holds)


def _differences(
    claim: Claim, stands: Mapping[PartKind, frozenset[str]], *, path: PurePosixPath, kept: Kept
) -> Iterator[Diagnostic]:
    """The parts that are kept though they differ, and the parameters that nobody provides."""
    kinds = [kind for kind in stands if _differs(kind, claim, stands=stands[kind])]
    if kept.gone:
        yield broken_promise(claim, kept.gone, path=path)
    if kept.added:
        yield added_cases(claim, kept.added, path=path)
    if (kept.gone or kept.added) and not kept.altered and PartKind.TABLE in kinds:
        kinds.remove(PartKind.TABLE)
    if kinds:
        yield override(claim, kinds, path=path, holds=kept.holds)
    wanted = {name_of(p) for p in claim.pieces(PartKind.PARAMETERS)}
    for parameter in claim.function.parameters:
        if parameter.name not in wanted and claim.wrote(PartKind.PARAMETERS, parameter.text):
            yield unprovided(claim, parameter.name, path=path)


def _differs(kind: PartKind, claim: Claim, *, stands: frozenset[str]) -> bool:
    wanted = frozenset(claim.pieces(kind))
    if kind is PartKind.BODY and PENDING in claim.element.part(kind):
        return False  # that is what people are asked to replace
    if kind in (PartKind.MARKS, PartKind.TABLE, PartKind.PARAMETERS):
        return any(not same_code(piece, stands) for piece in wanted - stands)
    return wanted != stands and not (wanted and all(same_code(w, stands) for w in wanted))


def remembered_prelude(planned: PlannedFile, anatomy: Anatomy, *, lock: Lock) -> str:
    """The file's own hash line: its docstring, and the imports that builds wrote."""
    base = lock.hashes(str(planned.path))
    wanted = {part.kind: frozenset(part.pieces) for part in prelude_parts(planned.prelude)}
    imports = frozenset(dedented(s.text) for s in anatomy.imports)
    stands = {
        PartKind.DOCSTRING: frozenset({module_docstring(anatomy)} - {""}),
        PartKind.IMPORTS: imports,
    }
    known: dict[PartKind, frozenset[str]] = {}
    for kind, texts in stands.items():
        ours = frozenset(map(digest, texts)) & base.get(kind, frozenset())
        known[kind] = ours | frozenset(map(digest, texts & wanted.get(kind, frozenset())))
    text = anatomy.source.replace(b"\r\n", b"\n")
    is_as_planned = bool(planned.prelude) and text.startswith(planned.prelude.encode())
    return hash_line(known, whole(planned.prelude) if is_as_planned else "")


def module_docstring(anatomy: Anatomy) -> str:
    """The file's docstring as its digest sees it."""
    found = anatomy.docstring
    text = anatomy.source[found.start : found.end].decode() if found else ""
    return dedented(text.replace("\r\n", "\n"))
