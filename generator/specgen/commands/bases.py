"""The specs at the base of a change: read from git, matched to the head's projects, compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from specgen.changes.compare import compare
from specgen.changes.match import Match, gone, match, renamed
from specgen.changes.model import Change, Compared
from specgen.checkout import Checkout
from specgen.compilation import Compilation, Compiled
from specgen.diagnostics import Place, Severity
from specgen.gaps.compare import compare as compare_with_tests
from specgen.gaps.model import GapReport
from specgen.gate.model_earlier import NotCompared
from specgen.pipeline import BUILT_IN, locate_in
from specgen.program.model import Module, Program
from specgen.program.resolve import resolve
from specgen.runner.revision import changed_lines, files_at
from specgen.runner.tree import NoRevision
from specgen.source.find import FOLDER
from specgen.source.model import SourceFile
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

_FETCH = "fetch it first; in CI, check out with its history (`fetch-depth: 0`)"


@dataclass(frozen=True)
class Bases:
    """What the base of a change asks, and which lines were changed since.

    ``of`` has the base of each project of the head by name; ``changed`` is None where nobody
    asked, or nobody can tell; ``wrong`` says why a base is not there to compare with.
    """

    files: Mapping[PurePosixPath, SourceFile] = field(default_factory=dict)
    of: Mapping[str, Match] = field(default_factory=dict)
    changed: Mapping[str, frozenset[int]] | None = None
    wrong: tuple[NotCompared, ...] = ()

    def located(self, place: Place) -> Place:
        """A place of the base with its span, for the head's files say something else there."""
        file = self.files.get(place.path)
        return place if file is None else Place(place.path, span=locate_in(place, file))


@dataclass(frozen=True)
class Judged:
    """What a project is judged by: the stricter of head and base, and the gaps of that."""

    program: Program
    report: GapReport
    base: Program | None = None
    loosened: tuple[Change, ...] = ()
    still_asked: Mapping[str, Place] = field(default_factory=dict)


NO_BASES = Bases()


def bases_of(compilation: Compilation, revision: str, *, approved: bool) -> Bases:
    """The specs at ``revision``, or why they cannot be read; none are needed once ``approved``."""
    root = compilation.root
    place = next((p.program.project.place for p in compilation.projects), Place(_TOP))
    try:
        changed = changed_lines(root, revision)
        found = {} if approved else files_at(root, revision, folder=FOLDER)
    except NoRevision as error:
        return Bases(wrong=(NotCompared(str(error), place, _FETCH),))
    texts = [read(p, data) for p, data in sorted(found.items()) if p.suffix == ".yaml"]
    if not texts:
        return Bases(changed=changed)
    files = {file.path: file for file, _ in texts}
    said = tuple(d for _, problems in texts for d in problems)
    written, problems = parse(tuple(files.values()), plain, said=said)
    resolved = [resolve(each, BUILT_IN) for each in written]
    wrong = (*said, *problems, *(d for _, more in resolved for d in more))
    first = next((d for d in wrong if d.severity is Severity.ERROR), None)
    here = Bases(files, changed=changed)
    if first is not None:
        message = f"the specs at {revision} are invalid: {first.message}"
        tip = "mend the base first, or have an owner of the specs approve: `--approved`"
        return Bases(changed=changed, wrong=(NotCompared(message, here.located(first.place), tip),))
    matched, dropped = _matched(compilation, [program for program, _ in resolved])
    gone_ones = tuple(
        NotCompared(f"the project `{each.project.name}` of {revision} is gone",
               here.located(each.project.place),
               "an owner of the specs must approve of what they drop: `--approved`")
        for each in dropped
    )  # fmt: skip
    return Bases(files, matched, changed, gone_ones)


_TOP = PurePosixPath(FOLDER)


def _matched(
    compilation: Compilation, bases: Iterable[Program]
) -> tuple[Mapping[str, Match], tuple[Program, ...]]:
    """The bases of the projects that were compiled; one that bears the name of a project that was
    not compiled is that one's."""
    heads = [project.program for project in compilation.projects]
    own = {head.project.name for head in heads}
    others = set(compilation.names) - own
    left = [base for base in bases if base.project.name not in others]
    matched = match(heads, left)
    return matched, () if others else gone(left, matched)


def judged_by(project: Compiled, bases: Bases, *, root: Path, since: date) -> Judged:
    """What ``project`` is judged by from ``since`` on."""
    own = project.program
    matched = bases.of.get(own.project.name)
    if matched is None:
        return Judged(own, project.report)
    found = _compared(project, bases, base=matched.base, since=since)
    loosened = found.loosened
    if not loosened:
        return Judged(own, project.report, matched.base)
    return Judged(
        found.strict,
        _report(root, project, strict=found.strict),
        matched.base,
        (*(renamed(own, matched)), *loosened),
        found.still_asked,
    )


def _compared(project: Compiled, bases: Bases, *, base: Program, since: date) -> Compared:
    source = project.program.project.source

    def there(module: Module) -> bool:
        return source.elsewhere or module.name in project.surface.modules

    return compare(project.program, base, located=bases.located, there=there, since=since)


def _report(root: Path, project: Compiled, *, strict: Program) -> GapReport:
    """The gaps of ``strict``; tests are read anew where types are told apart otherwise."""
    inventory = project.inventory
    if [(t.name, t.directory, t.marker) for t in strict.types] != [
        (t.name, t.directory, t.marker) for t in project.program.types
    ]:
        checkout = Checkout(root, strict, (), ())
        inventory = checkout.inventory(sorted(checkout.generated))
    return compare_with_tests(strict, inventory, generated={})
