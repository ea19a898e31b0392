"""The chapters of a gap document that hold policy: types, tiers, plans, enforcement, sources."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from specgen.emit.gaps_sections import coverage_of
from specgen.gaps.model import UNKNOWN, effort_text, minutes
from specgen.markdown import code, escaped, table
from specgen.program.model import Program
from specgen.program.model_plan import Milestone
from specgen.program.model_policy import Recorded, TestType, Work

Value = TypeVar("Value")

STAGES = {
    "monitoring": "reports",
    "warning": "warns",
    "ratchet": "fails what is worse than the base",
    "blocking": "fails",
}
MOST_MODULES = 12  # with the same types: more are not read in a table cell


def head(program: Program) -> str:
    """The title, what the document is, and where its facts come from."""
    project = program.project
    source = project.source
    where = (
        "in another repository; what exists there is recorded, with date and source"
        if source.elsewhere
        else f"{code(source.package)} under {code(str(source.root))}"
    )
    return (
        f"# Test gaps of {escaped(project.name)}\n\n"
        "Compiled by specgen: `specgen build` writes it, `specgen check` proves it, and\n"
        "`specgen gaps` shows the same with counts of live tests.\n\n"
        f"- **Specs:** {code(str(project.folder))}\n"
        f"- **Code:** {where}\n\n"
        "A cell is present when a live, written test of its type is linked to its module. A gap\n"
        "is an owed scenario that is not; waived and blocked gaps count, exempt cells do not.\n\n"
    )


def types_chapter(program: Program) -> str:
    """The kinds of test: name, where its tests live, purpose."""
    shared = [test_type.directory for test_type in program.types]
    roots = program.project.source.tests
    root = f"{roots[0]}/" if roots else ""
    rows = (
        (
            str(number),
            escaped(kind.name),
            _home(kind, root=root, alone=shared.count(kind.directory) == 1),
            escaped(kind.purpose),
        )
        for number, kind in enumerate(program.types, 1)
    )
    return f"## Test types\n\n{table(('#', 'Type', 'Directory', 'Purpose'), rows)}\n"


def tiers_chapter(program: Program) -> str:
    """The tiers, strictest first, with what each requires."""
    every = len(program.types)
    rows = (
        (
            escaped(tier.title),
            code(tier.name),
            escaped(coverage_of(tier.budget)),
            "all" if len(tier.requires) == every else escaped(", ".join(tier.requires)),
            tier.evidence.value,
            tier.priority,
        )
        for tier in program.tiers
    )
    columns = ("Tier", "Name", "Coverage", "Required types", "Evidence", "Priority")
    return f"## Tiers\n\n{table(columns, rows)}\n"


def milestones_chapter(program: Program) -> str:
    """The milestones in the recommended order; their gaps and hours stand in the totals."""
    rows = (
        (
            str(number),
            code(milestone.id),
            escaped(milestone.title),
            escaped(milestone.slot),
            _work(milestone.effort),
            _members(program, milestone),
        )
        for number, milestone in enumerate(program.milestones, 1)
    )
    columns = ("#", "Name", "Milestone", "Slot", "Stated effort", "Covers")
    return f"## Milestones\n\n{table(columns, rows)}\n"


def enforcement_chapter(program: Program) -> str:
    """From when the rules are how strict, where."""
    if not program.enforcement:
        return ""
    rows = (
        (
            entry.stage,
            entry.since.isoformat(),
            "" if entry.until == date.max else entry.until.isoformat(),
            STAGES.get(entry.stage, ""),
            escaped(", ".join(entry.at)) or "everywhere",
            escaped(", ".join((*entry.rules, *entry.tiers))) or "all",
            escaped(" ".join(filter(None, (entry.reason, entry.issue and f"({entry.issue})")))),
        )
        for entry in program.enforcement
    )
    columns = ("Stage", "From", "Until", "What a finding does", "At", "Rules and tiers", "Reason")
    return f"## Enforcement\n\n{table(columns, rows)}\n"


def references_chapter(program: Program) -> str:
    """Documents that belong to this one."""
    if not program.references:
        return ""
    rows = ((code(reference.to), escaped(reference.why)) for reference in program.references)
    return f"## Related documents\n\n{table(('Document', 'Why'), rows)}\n"


def recorded_chapter(program: Program) -> str:
    """The snapshots that levels rest on, with the figures each one states."""
    if not program.recorded:
        return ""
    return "## Recorded sources\n\n" + "".join(map(_snapshot, program.recorded))


def _home(kind: TestType, *, root: str, alone: bool) -> str:
    """The directory, and the marker where the directory does not tell the type."""
    folder = code(f"{root}{kind.directory}/")
    return folder if alone else f"{folder} {code(f'@pytest.mark.{kind.marker}')}"


def _work(effort: Work) -> str:
    stated = effort.known and effort.high > 0
    return effort_text(*minutes(effort)) if stated else UNKNOWN


def _members(program: Program, milestone: Milestone) -> str:
    """What it covers: modules by the types of theirs that it covers, then tasks, then the rest."""
    types_of: dict[str, set[str]] = {}
    for name in milestone.scenarios:
        scenario = program.scenario_by_id[name]
        types_of.setdefault(scenario.module, set()).add(scenario.type)
    sharing: dict[str, list[str]] = {}
    for module, types in sorted(types_of.items()):
        named = ", ".join(kind.name for kind in program.types if kind.name in types)
        sharing.setdefault(named, []).append(module)
    parts = [f"{escaped(types)} of {_modules(modules)}" for types, modules in sharing.items()]
    parts += [code(task) for task in milestone.tasks]
    if milestone.rest:
        parts.append("what no other milestone covers")
    return "; ".join(parts)


def _modules(names: list[str]) -> str:
    shown = ", ".join(map(code, names[:MOST_MODULES]))
    left_out = len(names) - MOST_MODULES
    return f"{shown} and {left_out} more" if left_out > 0 else shown


def _snapshot(snapshot: Recorded) -> str:
    tables = "".join(_snapshot_tables(snapshot))
    return f"### {escaped(snapshot.source)}, {snapshot.as_of.isoformat()}\n\n{tables}"


def _snapshot_tables(snapshot: Recorded) -> Iterator[str]:
    if snapshot.present:
        lines = ((code(m), escaped(", ".join(t))) for m, t in _sorted(snapshot.present.items()))
        yield table(("Module", "Present"), lines) + "\n"
    if snapshot.outcomes:
        lines = ((escaped(o), str(n)) for o, n in snapshot.outcomes.items())
        yield table(("Outcome", "Tests"), lines) + "\n"
    if snapshot.coverage:
        shares = (
            (code(m), str(c.lines) if c.lines else "", f"{c.share * 100:.2f}%")
            for m, c in _sorted(snapshot.coverage.items())
        )
        yield table(("Module", "Lines", "Coverage"), shares) + "\n"
    if snapshot.tests:
        files = (
            (
                code(name),
                str(t.classes),
                f"{t.count}{'+' * t.more}",
                escaped(t.grade),
                escaped(t.gap),
            )
            for name, t in _sorted(snapshot.tests.items())
        )
        yield table(("File", "Classes", "Tests", "Grade", "Gap"), files) + "\n"


def _sorted(entries: Iterable[tuple[str, Value]]) -> list[tuple[str, Value]]:
    return sorted(entries, key=lambda entry: entry[0])
