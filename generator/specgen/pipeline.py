"""The compiler on one screen: the only file that calls stage verbs and names registries."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from os.path import exists
from pathlib import Path, PurePosixPath

from specgen.cache.model import without_gc
from specgen.checkout import Checkout
from specgen.compilation import Compilation, Compiled
from specgen.configure.jobs import expected
from specgen.configure.model import SAID
from specgen.configure.registry import configured, paths, written_by
from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.disk.drift import drift
from specgen.disk.journal import strangers
from specgen.disk.model import Context, Outcome, Site, Snapshot
from specgen.disk.operations import operations
from specgen.disk.write import write
from specgen.emit.level import expects_error, level_of
from specgen.emit.registry import EMITTERS
from specgen.emit.selection import selected
from specgen.gaps.compare import compare
from specgen.gaps.figures import Figures
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.gate.model_rules import VERDICT_IDS
from specgen.inventory.model import Inventory
from specgen.levels import Level
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.plan import Element, Plan, PlannedFile
from specgen.processes import beside
from specgen.program.model import Program
from specgen.program.model_policy import TestType
from specgen.program.resolve import resolve
from specgen.quantities import Working
from specgen.rules.claim_does_not_hold import CLAIM_DOES_NOT_HOLD
from specgen.rules.model import Facts, named_paths
from specgen.rules.policy import weigh
from specgen.rules.registry import judge
from specgen.source.events import slow_reader
from specgen.source.find import FOLDER, find_specs
from specgen.source.locate import locate
from specgen.source.model import SourceFile
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.evaluate import evaluate
from specgen.spec.expression_model import Holding
from specgen.spec.model import Written
from specgen.spec.parse import parse
from specgen.stocktaking import Readers
from specgen.test_types.registry import TEST_TYPES

BUILT_IN = tuple(
    TestType(t.name, t.title, t.purpose, t.directory, t.marker, t.name, t.aliases, t.effort, (),
             Place(PurePosixPath("specs/project.yaml")))
    for t in TEST_TYPES
)  # fmt: skip

ELSEWHERE = {**dict.fromkeys(VERDICT_IDS, Severity.FINDING), **SAID}  # said by no rule of rules/

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Spec files that are not on disk, or there with another text.

    ``readers`` are those with which the files were drawn up, where there are any to go on with.
    """

    files: tuple[PlannedFile, ...] = ()
    readers: Readers | None = None


NOTHING = Drafted()


def compile_tree(
    root: Path,
    *,
    only: str = "",
    force: bool = False,
    drafted: Drafted = NOTHING,
    progress: Progress = lambda _: None,
) -> Compilation:
    """Compile every project under ``root/specs``, or the one called ``only``.

    Nothing is written, and nothing of the code under test is imported or run.  ``force`` plans to
    overwrite what a person changed in files that the machine owns; ``progress`` is told each step.
    With ``drafted`` spec files nothing is kept for the next run.
    """
    with without_gc():
        progress("reading specs")
        files, said = _read_specs(root, drafted.files)
        readers = drafted.readers or (Readers.of(root) if drafted.files else None)
        written, problems = parse(tuple(files.values()), plain, said=said)
        said = (*said, *problems)
        resolved = [resolve(each, BUILT_IN) for each in written]
        programs = tuple(program for program, _ in resolved)
        said = (*said, *(d for _, found in resolved for d in found))
        compiled = []
        for each, program in zip(written, programs, strict=True):
            if only in ("", program.project.name):
                own = _sources(each, files)
                checkout = Checkout(root, program, programs, own, force, read_with=readers)
                progress(f"compiling {program.project.name}")
                one, found = compile_project(checkout)
                compiled.append(one)
                said = (*said, *found)
    names = tuple(program.project.name for program in programs)
    said = tuple(dict.fromkeys((*said, *strangers(root))))
    return Compilation(root, files, tuple(compiled), said, names)


def write_tree(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """Write what each project's compilation wants; returns what could not be written."""
    every = (op for project in compilation.projects for op in project.outcome.operations)
    roots = {root for p in compilation.projects for root in written_below(p.program)}
    return write(compilation.root, tuple(sorted(every, key=lambda op: op.path)), roots=roots)


def as_on_disk(compilation: Compilation) -> Compilation:
    """``compilation`` with every test read as it stands, for those who run and judge tests.

    Compiling does not read generated tests that are as planned: what they are is known.
    """
    with without_gc():
        projects = (_as_on_disk(compilation.root, project) for project in compilation.projects)
        return replace(compilation, projects=tuple(projects))


def _as_on_disk(root: Path, project: Compiled) -> Compiled:
    checkout = Checkout(root, project.program, (), ())
    if not checkout.generated:
        return project
    inventory = checkout.inventory(sorted(checkout.generated))
    altered = project.outcome.altered
    report = compare(project.program, inventory, generated={}, altered=altered)
    return replace(project, inventory=inventory, report=report)


def _read_specs(
    root: Path, drafted: Iterable[PlannedFile]
) -> tuple[dict[PurePosixPath, SourceFile], tuple[Diagnostic, ...]]:
    """The spec files on disk and those that are drafted, and what is wrong with any of them."""
    paths, said = find_specs(root)
    unwritten = {file.path: file.text.encode() for file in drafted}
    texts = [read(p, (root / p).read_bytes()) for p in paths if p not in unwritten]
    texts += [read(path, data) for path, data in unwritten.items()]
    found = (d for _, problems in texts for d in problems)
    said = (*said, *slow_reader(PurePosixPath(FOLDER)), *found)
    return {file.path: file for file, _ in texts}, said


def locate_in(place: Place, file: SourceFile) -> Span:
    """Where ``place`` is in the text of its spec file."""
    return locate(place, file)


def drift_of(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """How the checked-in tree differs from the compilation."""
    return tuple(d for project in compilation.projects for d in drift(project.outcome))


def compile_project(checkout: Checkout) -> tuple[Compiled, tuple[Diagnostic, ...]]:
    """Compile one project, and say what rules have to say about it."""
    program = checkout.program
    tests, there, inventory, report = _tests(checkout)
    ground = checkout.ground(inventory, tests=tests)
    facts = Facts(
        program=program,
        surface=checkout.surface,
        inventory=inventory,
        report=report,
        sources=checkout.sources,
        known=ELSEWHERE,
        others=tuple(other for other in checkout.programs if other is not program),
        absent=frozenset(p for p in named_paths(program) if not exists(checkout.root / p)),
        repository=checkout.repository(inventory),
        expected=tuple(expected(ground)),
        written=written_by(checkout.programs),
        refusing=frozenset(e.id for e in _unread(tests, inventory) if expects_error(e)),
    )
    said = beside(partial(judge, facts), worth=checkout.large and not program.claims)
    verdicts = _verdicts(facts, Counter(d.rule for d in said())) if program.claims else ()
    claimed = judge(replace(facts, verdicts=verdicts), (CLAIM_DOES_NOT_HOLD,)) if verdicts else ()
    documents = (
        emitter.emit(program, report, verdicts=verdicts)
        for emitter in EMITTERS
        if emitter.name in program.project.documents
    )
    settings, wrong = configured(ground)
    plan = _plan((*tests, *documents, *settings))
    outcome = _outcome(checkout, plan, there=checkout.more(there, plan.files, inventory=inventory))
    seen = (d for d in checkout.surface.findings if d.rule != "missing-source")  # a rule says it
    found = (
        *weigh((*seen, *inventory.findings, *checkout.unfinished(tests), *wrong), program.rules),
        *checkout.template_findings,
        *said(),
        *claimed,
    )
    return Compiled(program, checkout.surface, inventory, report, verdicts, plan, outcome), found


def _tests(
    checkout: Checkout,
) -> tuple[tuple[PlannedFile, ...], Snapshot, Inventory, GapReport]:
    """The generated test files, and the tests and gaps as they are once these are written.

    Which scenarios get a test depends on which tests there are, and the other way round: so the
    hand-written tests are read first, then the generated files that are not as planned.  Those
    that are as planned are never parsed; their levels follow from the plan.
    """
    program = checkout.program
    inventory = checkout.inventory()
    nothing = GapReport(program.project.name, (), (), (), (), ())
    met = inventory.items or program.recorded
    written = compare(program, inventory, generated={}) if met else nothing
    wanted = selected(program, written)
    tests = checkout.emit(wanted)
    there = checkout.snapshot(tests)
    changed, altered = checkout.changed(tests, there), frozenset[str]()
    if changed:
        inventory = checkout.inventory(changed)
        idle = {item.node_id for item in inventory.items if item.level is Level.SKELETON}
        report = compare(program, inventory, generated={})
        more = wanted | selected(program, report, skeletons=idle)
        tests = tests if more == wanted else checkout.emit(more)
        there = checkout.more(there, tests, inventory=inventory)
        outcome = _outcome(checkout, _plan(tests), there=there)
        altered = outcome.altered
        after = _rewritten(outcome, changed)
        if after:
            inventory = checkout.inventory(changed, overlay=after)
    levels = {each.id: level_of(each) for each in _unread(tests, inventory)}
    report = compare(program, inventory, generated=levels, altered=altered)
    return tests, there, inventory, report


def _plan(files: Iterable[PlannedFile]) -> Plan:
    """The plan; of two files with one path the first, for the rule `output-collision` to judge."""
    first: dict[PurePosixPath, PlannedFile] = {}
    for file in files:
        first.setdefault(file.path, file)
    return Plan.of(first.values())


def _rewritten(outcome: Outcome, changed: Iterable[str]) -> dict[str, bytes]:
    """The files among ``changed`` that a build rewrites, moves or removes, as it leaves them.

    One that moves is given where it still stands: what it will hold is what counts.
    """
    paths = set(changed)
    stands = ((str(op.source or op.path), op.data) for op in outcome.operations)
    return {path: data for path, data in stands if path in paths}


def _unread(tests: Iterable[PlannedFile], inventory: Inventory) -> tuple[Element, ...]:
    """The planned tests that were not read in a file that people changed: they are as planned."""
    read_ids = {spec for item in inventory.items for spec in item.spec_ids}
    return tuple(e for file in tests for e in file.elements if e.id not in read_ids)


def _outcome(checkout: Checkout, plan: Plan, *, there: Snapshot) -> Outcome:
    """What a build does to turn the tree, of which ``there`` holds what matters, into ``plan``."""
    lock = checkout.program.project.outputs.lock
    site = Site(lock, written_below(checkout.program), checkout.force)
    return operations(plan, Context(there, checkout.lock, site, merge, write_lock))


def written_below(program: Program) -> tuple[PurePosixPath, ...]:
    """The folders and files that a build of ``program`` may write."""
    outputs = program.project.outputs
    return (*outputs.roots, outputs.lock.parent, *paths(program))


def _verdicts(facts: Facts, findings: Mapping[str, int]) -> tuple[ClaimVerdict, ...]:
    """The figures that documents state, recomputed."""
    program = facts.program
    figures = Figures(
        program,
        facts.report,
        inventory=facts.inventory,
        findings=findings,
        documents=program.project.documents,
    )
    working = Working(Decimal(str(program.project.day)), Decimal(str(program.project.week)))
    found = []
    for claim in program.claims:
        judged = evaluate(claim.expression, figures, working=working)
        if judged.holding is not Holding.UNKNOWN:
            stated = f"{claim.expression.operator or ''} {claim.expression.stated or 'yes'}".strip()
            holds = judged.holding is Holding.HOLDS
            found.append(ClaimVerdict(claim.source, claim.text, stated, judged.found, holds))
    return tuple(found)


def _sources(written: Written, files: Mapping[PurePosixPath, SourceFile]) -> tuple[SourceFile, ...]:
    """The spec files of one project."""
    return tuple(f for path, f in files.items() if path.is_relative_to(written.folder))
