"""GAPS.md: levels per cell and gap rows, a sealed section per module, totals of the rows."""

from collections.abc import Iterable, Iterator

from specgen.emit.gaps_policy import (
    enforcement_chapter,
    head,
    milestones_chapter,
    recorded_chapter,
    references_chapter,
    tiers_chapter,
    types_chapter,
)
from specgen.emit.gaps_sections import module_sections
from specgen.emit.gaps_totals import totals_of
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.markdown import code, escaped, table
from specgen.plan import Ownership, PlannedFile, sealed
from specgen.program.model import Program

NAME = "GAPS.md"
OPENING, CLOSING = "<!-- specgen-totals -->\n", "<!-- /specgen-totals -->\n"
_COMMENT = "<!-- {} -->"


def gaps_document(
    program: Program, report: GapReport, *, verdicts: Iterable[ClaimVerdict] = ()
) -> PlannedFile:
    """The whole document for ``report``, which no filter has narrowed.

    It states levels and gap rows, never counts of live tests.  What is a sum of other lines, or
    was found for a claim, stands in the totals region, which no seal speaks for.
    """
    before = "".join(sealed(text, _COMMENT) for text in _above(program, report))
    after = "".join(sealed(text, _COMMENT) for text in _below(program))
    totals = f"{totals_of(before)}\n{_claims(verdicts)}"
    return PlannedFile(
        path=program.project.outputs.documents / NAME,
        ownership=Ownership.OWNED,
        text=f"{before}{OPENING}{totals}{CLOSING}{after}",
    )


def _above(program: Program, report: GapReport) -> Iterator[str]:
    """What totals are computed from."""
    yield head(program)
    yield types_chapter(program)
    yield tiers_chapter(program)
    if program.milestones:
        yield milestones_chapter(program)
    yield "## Modules\n\n"
    yield from module_sections(program, report)


def _below(program: Program) -> Iterator[str]:
    chapters = (enforcement_chapter, references_chapter, recorded_chapter)
    written = [text for text in (chapter(program) for chapter in chapters) if text]
    yield from (f"\n{text}" for text in written)
    if not written:
        yield "\n"


def _claims(verdicts: Iterable[ClaimVerdict]) -> str:
    """The figures that documents state and that do not come out so; they change as gaps close."""
    rows = [
        (escaped(v.source), code(v.text), escaped(v.stated), escaped(v.found))
        for v in verdicts
        if not v.holds
    ]
    if not rows:
        return ""
    columns = ("Document", "Claim", "Stated", "Found")
    return f"## Claims that do not hold\n\n{table(columns, rows)}\n"
