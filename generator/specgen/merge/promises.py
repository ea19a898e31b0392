"""Tell whether a finished test still is what its spec promises: its cases, its laws, its body."""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from specgen.merge.model import Claim
from specgen.merge.take_apart import UNREADABLE, parse
from specgen.plan import PartKind, dedented

PENDING = "pending("
_PROMISED = (PartKind.MARKS, PartKind.TABLE, PartKind.BODY)
_TUNED = ("settings",)  # how hard a law is tried is for people to tune
_SHOWN = 3  # of the cases that are gone

Pieces = frozenset[str]


class Kept(NamedTuple):
    """What has become of the promises of a finished test.

    ``gone`` are promised cases and laws that are missing or changed, as the spec has them;
    ``added`` counts cases that the spec does not have.  ``altered``: another part is not as
    planned, so that nothing tells whether the test proves what it should.
    """

    gone: tuple[str, ...] = ()
    added: int = 0
    altered: bool = False

    @property
    def holds(self) -> bool:
        """Whether the test is what the spec promises, or more."""
        return not self.gone and not self.altered


def kept_promises(claim: Claim, stands: Mapping[PartKind, Pieces]) -> Kept:
    """Compare a finished test with its plan; a test that people are to write promises nothing."""
    if PENDING in claim.element.part(PartKind.BODY):
        return Kept()
    gone: list[str] = []
    added, altered = 0, False
    for kind in _PROMISED:
        for piece in claim.pieces(kind):
            if same_code(piece, stands[kind]) or _callee(piece) in _TUNED:
                continue
            like = [s for s in stands[kind] if kind is PartKind.TABLE and _is_like(s, piece)]
            if not like:
                altered = True
            elif _callee(piece) != "parametrize":
                gone.append(piece.partition("\n")[0])
            else:
                lost, more = _rows_lost(piece, like[0])
                gone += lost
                added += more
    return Kept(tuple(gone), added, altered)


def same_code(piece: str, others: Pieces) -> bool:
    """Whether ``piece`` stands among ``others``, however a formatter lays it out."""
    if piece in others:
        return True
    meaning = _meaning(piece)
    return bool(meaning) and any(_meaning(other) == meaning for other in others)


def shown(gone: tuple[str, ...]) -> str:
    """The first of what is gone, and how many more there are."""
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    return ", ".join(f"`{each}`" for each in gone[:_SHOWN]) + more


def _meaning(piece: str) -> str:
    """The syntax tree of a part as text; empty where it has none by itself."""
    try:
        return ast.dump(_read(piece))
    except UNREADABLE:
        return ""


def _read(piece: str) -> ast.Module:
    if piece.startswith("@"):
        piece = f"{piece}\ndef _(): ..."
    return parse(dedented(piece).encode())


def _callee(piece: str) -> str:
    return piece.partition("(")[0].rpartition(".")[2].removeprefix("@")


def _is_like(other: str, piece: str) -> bool:
    """Whether ``other`` is the same decorator as ``piece`` and, of two tables, has its columns and
    lists its rows."""
    if _callee(other) != _callee(piece):
        return False
    if _callee(piece) != "parametrize":
        return True
    here, there = _table(other), _table(piece)
    return here is not None and there is not None and here[0] == there[0]


def _table(piece: str) -> tuple[str, dict[str, str]] | None:
    """The columns of a table and its rows, by what each means; nothing where rows are computed."""
    try:
        call = ast.parse(piece.removeprefix("@"), mode="eval").body
    except UNREADABLE:
        return None
    if not isinstance(call, ast.Call) or len(call.args) < 2:
        return None
    rows = call.args[1]
    if not isinstance(rows, ast.List | ast.Tuple) or any(map(_is_starred, rows.elts)):
        return None
    return ast.dump(call.args[0]), dict(_described(rows.elts))


def _is_starred(row: ast.expr) -> bool:
    return isinstance(row, ast.Starred)


def _described(rows: list[ast.expr]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield ast.dump(row), ast.unparse(row)


def _rows_lost(piece: str, other: str) -> tuple[list[str], int]:
    """The rows of ``piece`` that ``other`` lacks, and how many it has besides."""
    wanted, here = _table(piece), _table(other)
    assert wanted is not None  # _is_like() has read both
    assert here is not None
    lost = [text for row, text in wanted[1].items() if row not in here[1]]
    return lost, len(here[1].keys() - wanted[1].keys()) if not lost else 0
