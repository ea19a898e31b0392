"""What `specgen waive` and `specgen waivers` do between their flags and their exit codes."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from specgen.commands import compiling, holding
from specgen.compilation import Compilation, Compiled
from specgen.diagnostics import Severity
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write
from specgen.edit.model import Edited, Entry
from specgen.edit.put import put
from specgen.pipeline import Drafted, compile_tree
from specgen.plan import Ownership, PlannedFile
from specgen.program.members import Members
from specgen.program.model_policy import Waiver
from specgen.report.visible import visible
from specgen.source.model import Mapping as Tree
from specgen.source.model import SourceFile
from specgen.source.read import read
from specgen.spelling import suggestion

_TEST_SIGNS = ("::", "/", ".py")


class Refused(Exception):
    """The waiver cannot be written; the message says why and what to do."""


@holding.alone
def waive(chosen: Namespace) -> str:
    """Write the waiver that the options describe, and say where.

    Raises:
        Refused: it names nothing, is incomplete, or would make the specs invalid.
    """
    compilation = compiling.compiled(chosen)
    if compilation.failed:
        raise Refused("the specs are invalid; `specgen check` says why")
    project = _project(compilation, chosen.id)
    entry = _entry(chosen)
    file = _file(compilation, project)
    edited = put(file, entry)
    if edited is None:
        raise Refused(f"{file.path} has no list `waivers` to add to; add it by hand")
    _prove(compilation, edited, entry=entry)
    _store(compilation, edited)
    done = "added" if edited.added else "changed"
    return f"{done} the waiver for {chosen.id}: {edited.path}:{edited.line}\n"


def _entry(chosen: Namespace) -> Entry:
    stated = {"reason": chosen.reason, "issue": chosen.issue, "approved-by": chosen.approved_by}
    for name, value in stated.items():
        if not value.strip():
            raise Refused(f"--{name} is empty; a waiver without it would be invalid")
    try:
        until = date.fromisoformat(chosen.until)
    except ValueError:
        raise Refused(f"--until `{chosen.until}` is no day such as 2026-03-01") from None
    if until <= _today():
        raise Refused(f"--until {until} is over already")
    issue = chosen.issue
    fields: dict[str, str | int] = {"for": chosen.id, "allow": chosen.allow}
    if chosen.at_most is not None:
        fields["at_most"] = chosen.at_most
    fields["reason"] = chosen.reason
    fields["issue"] = int(issue) if issue.isascii() and issue.isdigit() else issue
    fields |= {"approved_by": chosen.approved_by, "expires": until.isoformat()}
    return Entry("waivers", fields, ("for", "allow"))


def _project(compilation: Compilation, name: str) -> Compiled:
    """The project in which ``name`` means anything."""
    for project in compilation.projects:
        program = project.program
        if any(sign in name for sign in _TEST_SIGNS):
            if project.inventory.matching((name,)):
                return project
            if any(helper.matches(name) for helper in project.inventory.supports):
                return project
        elif Members(program.scenarios, program.modules).matching(name):
            return project
    known = [s.id for p in compilation.projects for s in p.program.scenarios]
    known += [f"{c.module}.{c.type}" for p in compilation.projects for c in p.program.cells]
    known += [item.node_id for p in compilation.projects for item in p.inventory.items]
    tip = suggestion(name, known) or "`specgen gaps` lists what there is"
    raise Refused(f"no scenario or test is called `{visible(name)}`; {tip}")


def _file(compilation: Compilation, project: Compiled) -> SourceFile:
    """The project's spec file that has waivers, else its ``waivers.yaml``."""
    folder = project.program.project.folder
    own = [f for path, f in sorted(compilation.files.items()) if path.is_relative_to(folder)]
    for file in own:
        if isinstance(file.root, Tree) and any(k.text == "waivers" for k, _ in file.root.entries):
            return file
    path = folder / "waivers.yaml"
    known = compilation.files.get(path)
    there = compilation.root / path
    if known is None and there.exists():
        known = read(path, there.read_bytes())[0]
    return known or SourceFile(path, "", None)


def _prove(compilation: Compilation, edited: Edited, *, entry: Entry) -> None:
    """See that the edited specs mean what was asked, before anything is written."""
    planned = PlannedFile(edited.path, Ownership.SEEDED, edited.text)
    after = compile_tree(compilation.root, drafted=Drafted((planned,)))
    wrong = next((d for d in after.diagnostics if d.severity is Severity.ERROR), None)
    if wrong is not None:
        raise Refused(f"the specs would be invalid: {wrong.message}")
    waivers = (w for project in after.projects for w in project.program.waivers)
    if not any(w.target == entry.fields["for"] and _same(w, entry) for w in waivers):
        raise Refused(f"{edited.path} could not be edited safely; write the waiver by hand")


def _same(waiver: Waiver, entry: Entry) -> bool:
    written = (waiver.allow, waiver.reason, waiver.issue, waiver.expires.isoformat())
    return written == tuple(str(entry.fields[k]) for k in ("allow", "reason", "issue", "expires"))


def _store(compilation: Compilation, edited: Edited) -> None:
    path = compilation.root / edited.path
    old = path.read_bytes() if path.exists() else None
    mark = b"\xef\xbb\xbf" if old is not None and old.startswith(b"\xef\xbb\xbf") else b""
    data = mark + edited.text.encode()
    if old is None:
        operation = Operation(Action.CREATE, edited.path, Cause.MISSING, data)
    else:
        operation = Operation(Action.UPDATE, edited.path, Cause.STALE, data, old)
    said = write(compilation.root, (operation,), roots=(edited.path.parent,))
    if said:
        raise Refused(said[0].message)


def waivers(chosen: Namespace) -> list[tuple[str, Waiver, str]]:
    """Each waiver with its project and place, what expires first, first.

    Raises:
        Refused: the specs are invalid, or the number of days is none.
    """
    compilation = compiling.compiled(chosen)
    if compilation.failed:
        raise Refused("the specs are invalid; `specgen check` says why")
    last = date.max if chosen.expiring_in is None else _after(chosen.expiring_in)
    found = []
    for project in compilation.projects:
        for waiver in project.program.waivers:
            if waiver.expires <= last:
                span, _ = compiling.looked_up(compilation, waiver.place)
                name = project.program.project.name
                found.append((name, waiver, f"{waiver.place.path}:{span.line}"))
    return sorted(found, key=lambda each: (each[1].expires, each[0], each[1].target))


def listed(found: Iterable[tuple[str, Waiver, str]]) -> str:
    """The waivers as lines, with how many days each has left."""
    lines = [_line(name, waiver, place=place) for name, waiver, place in found]
    count = f"{len(lines)} waiver{'s' * (len(lines) != 1)}"
    return "\n".join([*(line for each in lines for line in each), count, ""])


def _line(project: str, waiver: Waiver, *, place: str) -> Iterator[str]:
    days = (waiver.expires - _today()).days
    left = f"{days} day{'s' * (days != 1)} left" if days > 0 else "EXPIRED"
    most = f", at most {waiver.at_most}" if waiver.at_most is not None else ""
    yield f"{waiver.expires} {left}: {visible(waiver.target)} ({waiver.allow}{most}, {project})"
    said = f"{waiver.reason} (issue {waiver.issue}, approved by {waiver.approved_by})"
    yield f"  {visible(said)}  [{place}]"


def _after(text: str) -> date:
    number, unit = text[:-1], text[-1:]
    days = {"d": 1, "w": 7}.get(unit, 0) * int(number) if number.isdecimal() else 0
    if not days:
        raise Refused(f"--expiring-in `{text}` is no number of days or weeks such as 30d")
    return date.fromordinal(min(_today().toordinal() + days, date.max.toordinal()))


def _today() -> date:
    return datetime.now(UTC).date()
