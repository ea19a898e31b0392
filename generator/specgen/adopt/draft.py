"""Draft the specs of a repository: of all of it, or of what is new since."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.adopt.exceptions import exceptions_text
from specgen.adopt.model import CRITICAL, Draft, Evidence, Known
from specgen.adopt.modules import module_files, module_text, owing, unit_tested
from specgen.adopt.project import project_text
from specgen.adopt.tiers import guesses
from specgen.adopt.types import types_found
from specgen.plan import Ownership, PlannedFile

SPECS = PurePosixPath("specs")


def draft(evidence: Evidence) -> Draft:
    """Spec files for a repository that has none.

    They always read back as valid specs; every guess has its reason as a comment.
    """
    found = types_found(evidence)
    guessed = guesses(owing(evidence), evidence, tested=unit_tested(evidence))
    files = [
        PlannedFile(SPECS / "project.yaml", Ownership.SEEDED, project_text(evidence, found)),
        *module_files(SPECS / "modules", guessed, evidence=evidence),
    ]
    excused = exceptions_text(evidence.inventory.items)
    if excused:
        files.append(PlannedFile(SPECS / "exceptions.yaml", Ownership.SEEDED, excused))
    critical = sum(g.tier == CRITICAL for g in guessed)
    tests = _many(len(evidence.inventory.live), "test")
    modules, types = _many(len(guessed), "module"), _many(len(found.counts), "type")
    note = f"{modules}, {critical:,} of them guessed to be critical; {tests} of {types}"
    return Draft(tuple(files), (note,))


def draft_more(evidence: Evidence, known: Known) -> Draft:
    """Spec files for what a project's specs do not know yet, beside those that are there."""
    new = tuple(n for n in owing(evidence) if n not in known.modules)
    guessed = guesses(new, evidence, tested=unit_tested(evidence))
    files = []
    if guessed:
        path = _free(known.folder / "modules", "new", known=known)
        files.append(PlannedFile(path, Ownership.SEEDED, module_text(guessed, known.tiers)))
    items = [i for i in evidence.inventory.items if not any(map(i.matches, known.excused))]
    excused = exceptions_text(items, known.text)
    if excused:
        path = _free(known.folder, "exceptions", known=known)
        files.append(PlannedFile(path, Ownership.SEEDED, excused))
    return Draft(tuple(files), (_many(len(new), "new module"),) if new else ())


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _free(folder: PurePosixPath, stem: str, *, known: Known) -> PurePosixPath:
    return next(p for p in _names(folder, stem) if p not in known.paths)


def _names(folder: PurePosixPath, stem: str) -> Iterator[PurePosixPath]:
    yield folder / f"{stem}.yaml"
    number = 2
    while True:
        yield folder / f"{stem}-{number}.yaml"
        number += 1
