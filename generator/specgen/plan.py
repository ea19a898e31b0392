"""What a compilation wants on disk: planned files, unique, sorted, inside the output roots."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple


class Ownership(StrEnum):
    """Who owns a generated file (see docs/generated.md)."""

    OWNED = "owned"  # the machine, whole
    SHARED = "shared"  # machine-owned elements in a file that people edit
    BLOCK = "block"  # one marked region in a file people own
    SEEDED = "seeded"  # people; written once if absent


class PartKind(StrEnum):
    """The machine-owned parts of one generated test."""

    NAME = "name"
    MARKS = "marks"  # the type and tier marks, without the spec mark
    SPEC = "spec"  # the spec mark
    TABLE = "table"  # the decorators that come from `cases` and `given`: parametrize, given, ...
    PARAMETERS = "parameters"  # what the spec puts into the signature
    DOCSTRING = "docstring"
    BODY = "body"
    IMPORTS = "imports"  # of a file, never of a test


_SEVERAL = {PartKind.MARKS, PartKind.TABLE, PartKind.PARAMETERS, PartKind.IMPORTS}


class Part(NamedTuple):
    """One machine-owned span of a generated test, as the exact text a build writes.

    A named tuple: a large build makes tens of thousands.

    ``text`` is what stands in the file: NAME the identifier; MARKS, SPEC and TABLE whole decorators
    from their ``@``; PARAMETERS what stands between the parentheses; DOCSTRING the literal with
    its quotes; BODY the statements below the docstring; IMPORTS whole statements.  Common
    indentation and surrounding white space do not count.
    """

    kind: PartKind
    text: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """What is owned one by one: each decorator, parameter and import, else the text itself."""
        if self.kind is PartKind.PARAMETERS:
            return split_parameters(self.text)
        lines = dedented(self.text)
        if self.kind in _SEVERAL:
            return tuple(p for p in re.split(r"\n+(?=[@a-z])", lines) if p)
        return (lines,) if lines else ()

    @property
    def digests(self) -> tuple[str, ...]:
        """The hashes that the lock keeps for this part, one per piece."""
        return tuple(digest(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Element:
    """One generated test: the unit of merging, keyed by the id that its spec mark carries.

    ``text`` is the whole element from its first ``@`` to its last line end; ``renamed_from`` are
    earlier ids whose human work this element inherits.  A ``kept`` one has become a person's: where
    it stands, a build changes nothing of it.
    """

    id: str
    parts: tuple[Part, ...]
    text: str
    renamed_from: tuple[str, ...] = ()
    kept: bool = False

    def part(self, kind: PartKind) -> str:
        """The text of one part, or the empty string where the element has none of that kind."""
        for part in self.parts:
            if part.kind is kind:
                return part.text
        return ""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file that the compilation wants.

    ``path`` is relative to the repository root.  For shared files ``prelude`` is the text above
    the first element (module docstring and imports), and ``elements`` are the tests in spec order.
    ``text`` is always the file as it would be written where nothing stands yet; for blocks, only
    what its lines ``>>> specgen`` and ``<<< specgen`` (comments) enclose is the machine's, or the
    whole text where it has no such lines.  A region that is not yet in its file goes below
    ``line``, counted from 1, or to the end where that is 0.
    """

    path: PurePosixPath
    ownership: Ownership
    text: str
    prelude: str = ""
    elements: tuple[Element, ...] = ()
    module: str = ""
    executable: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All planned files of one project, sorted by path, each path once."""

    files: tuple[PlannedFile, ...]

    @staticmethod
    def of(files: Iterable[PlannedFile]) -> "Plan":
        """Sort ``files`` by path.

        Raises:
            ValueError: two files have the same path; emitters must not collide, rules see to it.
        """
        ordered = tuple(sorted(files, key=lambda f: str(f.path)))
        for first, second in zip(ordered, ordered[1:], strict=False):
            if first.path == second.path:
                raise ValueError(f"two emitters plan {first.path}")
        return Plan(ordered)


def digest(text: str) -> str:
    """The short content hash used in locks and digests: 12 hex digits of SHA-256 over UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def dedented(text: str) -> str:
    """``text`` as its digest sees it: stripped, and without the indentation its lines share.

    The first line does not count for what is shared, because a span starts behind its indentation.
    """
    text = text.strip()
    if "\n" not in text:
        return text
    first, *rest = [line.rstrip() for line in text.splitlines()]
    shared = min([len(r) - len(r.lstrip()) for r in rest if r], default=0)
    return "\n".join([first, *[r[shared:] for r in rest]] if shared else [first, *rest])


def split_parameters(text: str) -> tuple[str, ...]:
    """The parameters of a signature one by one, white space folded, ``/`` and ``*`` left out."""
    depth, start, pieces = 0, 0, []
    for index, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            pieces.append(text[start:index])
            start = index + 1
    folded = (" ".join(piece.split()) for piece in [*pieces, text[start:]])
    return tuple(piece for piece in folded if piece not in ("", "/", "*"))


SEAL = re.compile(r"^.*\bspecgen-seal ([0-9a-f]{12})\b.*\n?", re.MULTILINE)
PINNED = re.compile(
    r"^[ -]*uses:[ ]+([\w.-]+/[\w./-]+)@([0-9a-f]{40})\b[ \t]*(?:#[ \t]*([^\r\n]*))?$", re.MULTILINE
)  # an action of a workflow: its name, the commit that it is pinned to, the version that that is
TOTALS = re.compile(
    r"^.*\bspecgen-totals\b.*\n(?:(?!.*/specgen-totals\b).*\n)*.*/specgen-totals\b.*\n?",
    re.MULTILINE,
)


def sealed(text: str, comment: str = "# {}") -> str:
    """``text`` and below it the line that proves that a build wrote it.

    A seal speaks for what stands between the seal above it (or the start of the file) and itself,
    so that a document can be sealed section by section.  What stands between a line that says
    ``specgen-totals`` and one that says ``/specgen-totals`` is left out: totals follow from the
    rows, and a merge may leave them stale.  So is what actions are pinned to: a bot bumps it.
    ``comment`` is the file type's one-line comment
    (``"<!-- {} -->"`` in Markdown and HTML).  Whole files that carry no seal are sealed when they
    are written; emitters call this for sections.
    """
    return f"{text}{comment.format('specgen-seal ' + seal_of(text))}\n"


def seal_of(text: str) -> str:
    """The digest that seals ``text``: totals and pins left out, line ends not told apart."""
    text = text.replace("\r\n", "\n")
    text = PINNED.sub(r"uses: \1", text) if "uses:" in text else text
    return digest(TOTALS.sub("", text) if "specgen-totals" in text else text)
