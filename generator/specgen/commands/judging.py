"""What `specgen gate` does between its flags and its exit code."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from specgen.cache.model import without_gc
from specgen.commands import compiling, ledger, styling
from specgen.commands.bases import NO_BASES, Bases, bases_of, judged_by
from specgen.commands.days import NoDay, day_of
from specgen.commands.kept import evidence_folder, history_folder
from specgen.commands.placing import sources_of
from specgen.compilation import Compilation, Compiled
from specgen.configure.github import workflow
from specgen.configure.github_jobs import awaited
from specgen.configure.jobs import pipelines
from specgen.diagnostics import Place, Span
from specgen.evidence.inputs import inputs_of
from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_baseline import BASELINE
from specgen.evidence.model_inputs import Inputs
from specgen.evidence.model_proof import Proof
from specgen.evidence.placing import NO_SOURCES, Sources, placed
from specgen.evidence.proof import executed, proof, wanted
from specgen.evidence.read_baseline import read_baseline as read_recorded
from specgen.evidence.traces import traced
from specgen.gate.baseline import read_baseline
from specgen.gate.complete import completed
from specgen.gate.gather import gather, of_trees, paths_of
from specgen.gate.judge import judge
from specgen.gate.model import Facts, Scope, Verdict
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_known import Known, Live
from specgen.gate.needs import read_needs
from specgen.history.flaky import flaky_tests
from specgen.history.model import Flaky
from specgen.inventory.model import TestItem
from specgen.program.model import Program
from specgen.program.model_policy import Remembering
from specgen.report.formats_of_verdicts import VERDICT_FORMATS
from specgen.report.model_verdict import ROOM, View
from specgen.syntax.model_ids import Computed, Literal

_OFF = {"", "0", "false", "no", "off"}


class Unusable(Exception):
    """The command line asks for something that is not there; the message says what."""


@dataclass(frozen=True)
class Asked:
    """What all projects of the tree are judged by; without ``paths``, each by the evidence that its
    own runs of this very tree have left."""

    today: date
    root: Path
    paths: tuple[Path, ...]
    moment: str
    scope: Scope
    bases: Bases
    baseline: tuple[Path, str] | None
    needs: Mapping[str, str] | None
    one_machine: bool
    remember: bool
    ledger: Path | None
    accepted: tuple[str, ...] = ()
    sources: Sources = NO_SOURCES


def compiled(chosen: Namespace) -> Compilation:
    """The tree that the options name, with every test in it read as it stands."""
    return compiling.compiled(chosen, as_it_stands=True)


def asked(chosen: Namespace, compilation: Compilation, *, scope: Scope = Scope.MATRIX) -> Asked:
    """Read everything that the options name.  ``scope`` is what the evidence is all of.

    Raises:
        Unusable: a day, baseline or needs that cannot be read.
    """
    root = compilation.root
    bases = NO_BASES
    if chosen.base:
        bases = bases_of(compilation, chosen.base, approved=chosen.approved)
    try:
        return Asked(
            today=day_of(chosen.as_of, root),
            root=root,
            paths=tuple(chosen.evidence),
            moment=chosen.moment,
            scope=scope,
            bases=bases,
            baseline=_read_baseline(chosen.baseline),
            needs=None if chosen.needs is None else _needs(chosen.needs),
            one_machine=chosen.one_machine or not chosen.evidence,
            remember=chosen.remember or chosen.ledger is not None,
            ledger=chosen.ledger,
            accepted=tuple(chosen.accept_tree),
            sources=sources_of(compilation),
        )
    except NoDay as error:
        raise Unusable(str(error)) from error


def _own(project: Compiled, asked: Asked, *, inputs: Inputs) -> tuple[Path, ...]:
    """Where runs of exactly this tree leave evidence, once there was one."""
    return tuple(filter(Path.exists, (evidence_folder(asked.root, project, inputs=inputs),)))


def verdict_of(project: Compiled, asked: Asked) -> Verdict:
    """The verdict on one project."""
    inputs = inputs_of(asked.root, without=asked.paths)
    paths = asked.paths or _own(project, asked, inputs=inputs)
    with without_gc():
        by = judged_by(project, asked.bases, root=asked.root, since=asked.today)
        program = by.program
        evidence = placed(load(paths, root=asked.root, now=inputs), asked.sources)
        results = gather(
            program,
            evidence,
            changed=asked.bases.changed,
            executed=executed(evidence, surface=project.surface),
            proofs=_proofs(project, evidence, paths=paths, root=asked.root),
        )
        results = of_trees(results, evidence, now=inputs)
        known = _known(project, program)
        results = completed(results, evidence.records, known=known)
        flaky = _flaky(project, evidence, asked=asked, rules=program.project.history)
    facts = Facts(
        program=program,
        report=by.report,
        results=results,
        today=asked.today,
        moment=asked.moment,
        base=by.base,
        loosened=by.loosened,
        still_asked=by.still_asked,
        not_compared=asked.bases.wrong,
        baseline=_baseline(asked.baseline, program.project.name),
        before=_recorded(asked.root, program),
        needs=asked.needs,
        jobs=_jobs(program, asked),
        live=known.live,
        flaky=flaky,
        one_machine=asked.one_machine,
        flags=frozenset(p.flag for p in program.rules if p.flag and _is_set(p.flag)),
        scope=asked.scope,
        inputs=inputs,
        accepted=asked.accepted,
    )
    with without_gc():
        return judge(facts)


def _known(project: Compiled, program: Program) -> Known:
    """What reading the tree has found that evidence has to speak of."""
    usual = program.types[0].name if program.types else ""
    live = (_live(item, usual) for item in project.inventory.live)
    there = ((m.id, project.surface.modules.get(m.name)) for m in program.modules if not m.planned)
    return Known(
        {each.node_id: each for each in live},
        {name: module.statements for name, module in there if module is not None},
    )


def _live(item: TestItem, usual: str) -> Live:
    """One test; of one without parameters, any outcome speaks for it."""
    sets, why = None, ""
    match item.ids:
        case Literal(ids) if ids:
            sets = ids
        case Computed(reason):
            why = reason
    return Live(item.node_id, item.type or usual, sets, why, subtests=item.subtests)


def _jobs(program: Program, asked: Asked) -> tuple[str, ...]:
    """The jobs that the workflow of the moment, as it is checked in, waits for."""
    if asked.needs is None or not (asked.root / workflow(program, asked.moment)).is_file():
        return ()
    return next((awaited(p) for p in pipelines(program) if p.moment == asked.moment), ())


def _proofs(
    project: Compiled, evidence: Evidence, *, paths: Iterable[Path], root: Path
) -> tuple[Proof, ...]:
    """What each test executed of what it is linked to; nothing where nobody measured."""
    if not evidence.coverage:
        return ()
    which = wanted(project.inventory, project.surface)
    traces = traced(paths, root=root, wanted=which, names=evidence.placed)
    return proof(evidence, project.inventory, surface=project.surface, traces=traces)


def _flaky(
    project: Compiled, evidence: Evidence, *, asked: Asked, rules: Remembering
) -> Mapping[str, Flaky]:
    """What the ledger, this run included, knows of flaky tests; nothing where none is named."""
    if not asked.remember:
        return {}
    folder = history_folder(asked.root, project, named=asked.ledger)
    known = ledger.with_run(folder, evidence, root=asked.root)
    found, _ = flaky_tests(known, asked.today, rules=rules)
    return {each.test: each for each in found}


def _recorded(root: Path, program: Program) -> Mapping[str, float]:
    """The shares of modules in the baseline that `specgen record` wrote."""
    path = program.project.folder / BASELINE
    known, _ = read_recorded(root / path, str(path))
    return {
        module.id: known.coverage[file]
        for module in program.modules
        for file in paths_of(program, module)
        if file in known.coverage
    }


def told(compilation: Compilation, verdicts: Sequence[Verdict], *, chosen: Namespace) -> int:
    """Print ``verdicts``, write them where ``chosen`` says; the exit code that they come to."""
    sys.stdout.write(rendered(compilation, verdicts, name=chosen.format))
    for name, path in chosen.write:
        path.write_text(rendered(compilation, verdicts, name=name), "utf-8", newline="\n")
    if any(verdict.stalled for verdict in verdicts):
        return 4
    return 0 if all(verdict.passed for verdict in verdicts) else 1


def spans_of(compilation: Compilation, verdict: Verdict) -> Mapping[Place, Span]:
    """Where the places of a verdict are: those in spec files, and those that say it themselves."""
    places = {d.complaint.place for d in verdict.decisions}
    places |= {each.limit.place for each in verdict.measured}
    places |= {change.place for change in verdict.loosened}
    known = (p for p in places if p.path in compilation.files)
    own = {place: place.span for place in places if place.span is not None}
    return own | {place: compiling.looked_up(compilation, place)[0] for place in known}


def rendered(compilation: Compilation, verdicts: Sequence[Verdict], *, name: str) -> str:
    """The verdicts on all projects in the format called ``name``, in one text."""
    chosen = next(f for f in VERDICT_FORMATS if f.name == name)
    room = ROOM // max(len(verdicts), 1)
    texts = [
        chosen.render(each, View(spans_of(compilation, each), styling.style_of(), room))
        for each in verdicts
    ]
    return chosen.join(texts) if len(texts) > 1 else "".join(texts)


def _is_set(flag: str) -> bool:
    return os.environ.get(flag, "").strip().lower() not in _OFF


def _read_baseline(path: Path | None) -> tuple[Path, str] | None:
    if path is None:
        return None
    try:
        text = path.read_text("utf-8", "replace")
    except FileNotFoundError:
        raise Unusable(f"there is no baseline {path}") from None
    _baseline((path, text), "")  # what is no verdict at all is said before anything is judged
    return path, text


def _baseline(given: tuple[Path, str] | None, project: str) -> Baseline | None:
    if given is None:
        return None
    path, text = given
    found = read_baseline(text, project)
    if found is None:
        raise Unusable(f"{path} is no verdict that `specgen gate --format json` wrote")
    return found


def _needs(written: str) -> Mapping[str, str]:
    """The jobs and results of a file, or of JSON on the command line itself."""
    text, where = written, "--needs"
    if not written.lstrip().startswith("{"):
        try:
            text, where = Path(written).read_text("utf-8", "replace"), written
        except OSError:
            raise Unusable(f"--needs `{written}` is neither JSON nor a file") from None
    found = read_needs(text)
    if found is None:
        raise Unusable(f"{where} maps no jobs to results, as `toJSON(needs)` does")
    return found
