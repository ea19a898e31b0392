"""Spec files become projects as written, each file in exactly one of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath
from typing import TypeVar

from specgen.diagnostics import Aim, Diagnostic, Log, Place, Related, Route, Severity, Span
from specgen.source.model import Node, SourceFile
from specgen.spec.complaints import node_at
from specgen.spec.document import Document, document
from specgen.spec.document_model import DocumentSpec
from specgen.spec.model import Located, Written, restored
from specgen.spec.module_model import ModuleSpec
from specgen.spec.project_model import ProjectSpec

ROOT = PurePosixPath("specs")
T = TypeVar("T")


def parse(
    files: Sequence[SourceFile],
    plain: Callable[[Node], object],
    *,
    root: PurePosixPath = ROOT,
    said: Iterable[Diagnostic] = (),
) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
    """Validate ``files`` and assign each to a project.

    ``plain`` turns a located node into plain data; ``root`` is the folder of all specs, relative
    to the repository.  Parts that are invalid are said and left out, all others are returned;
    values that reading has complained of (``said``) are not complained of again.  Projects come
    in the order of their folders.
    """
    known = {
        (found.place.path, _start(found.place.span))
        for found in said
        if found.severity is Severity.ERROR and found.place.span is not None
    }
    log = Log()
    documents = []
    for file in sorted(files, key=lambda file: file.path.parts):
        found, problems = document(file, plain)
        documents.append(found)
        log.extend(p for p in problems if (file.path, _value_start(p.place, file)) not in known)
    declaring = _declaring(documents, log)
    folders = tuple(declaring) or (root,)
    members: dict[PurePosixPath, list[Document]] = {folder: [] for folder in folders}
    for found in documents:
        home = _home(found, folders, log=log)
        if home is not None:
            members[home].append(found)
    many = folders != (root,)
    return (
        tuple(
            _written(
                folder,
                many=many,
                declaring=declaring.get(folder),
                members=members[folder],
            )
            for folder in sorted(folders)
        ),
        log.diagnostics,
    )


def _value_start(place: Place, file: SourceFile) -> tuple[int, int] | None:
    """Line and column of the value that ``place`` means, None where it means a key."""
    node = node_at(file.root, place.route)
    return None if place.aim is Aim.KEY or node is None else _start(place.span or node.span)


def _start(span: Span | None) -> tuple[int, int] | None:
    return (span.line, span.column) if span else None


def _declaring(documents: Iterable[Document], log: Log) -> dict[PurePosixPath, Document]:
    """The first document of each folder that declares a project there."""
    declaring: dict[PurePosixPath, Document] = {}
    for found in documents:
        if not found.declares_project:
            continue
        folder = found.file.path.parent
        first = declaring.setdefault(folder, found)
        if first is not found:
            message = f"`{folder}` has two projects"
            tip = "merge them, or give each a folder of its own"
            log.add(_clash(found, first, rule="project-twice", message=message, tip=tip))
    _same_names(declaring.values(), log)
    for folder, found in declaring.items():
        outer = next((f for f in folder.parents if f in declaring), None)
        if outer is not None:
            message = f"the project of `{folder}` lies inside that of `{outer}`"
            tip = f"move `{declaring[outer].file.path}` into a folder beside `{folder}`"
            log.add(
                _clash(found, declaring[outer], rule="project-overlap", message=message, tip=tip)
            )
    return declaring


def _same_names(documents: Iterable[Document], log: Log) -> None:
    """Report projects that share a name: folders of output are called by it."""
    named: dict[str, Document] = {}
    for found in documents:
        if found.spec.project is not None:
            name = found.spec.project.project
            first = named.setdefault(name, found)
            if first is not found:
                message = f"two projects are called `{name}`, and would write the same files"
                tip = "give each a name of its own"
                log.add(_clash(found, first, rule="project-twice", message=message, tip=tip))


def _home(found: Document, folders: Sequence[PurePosixPath], *, log: Log) -> PurePosixPath | None:
    """The folder of the project that a document belongs to: the innermost around it."""
    around = [folder for folder in found.file.path.parents if folder in folders]
    if around:
        return around[0]
    if found.file.root is not None:
        names = ", ".join(f"`{folder}`" for folder in sorted(folders))
        tip = f"move it below one of {names}, or write `project: name` into it"
        log.add(_error("no-project", found, message="the file belongs to no project", tip=tip))
    return None


def _written(
    folder: PurePosixPath,
    *,
    many: bool,
    declaring: Document | None,
    members: Sequence[Document],
) -> Written:
    return Written(
        folder=folder,
        many=many,
        project=_project(folder, declaring),
        modules=tuple(chain.from_iterable(map(_modules, members))),
        tasks=_section("tasks", members, pick=lambda spec: spec.tasks),
        goals=_section("goals", members, pick=lambda spec: spec.goals),
        milestones=_section("milestones", members, pick=lambda spec: spec.milestones),
        decisions=_section("decisions", members, pick=lambda spec: spec.decisions),
        waivers=_section("waivers", members, pick=lambda spec: spec.waivers),
        skips=_section("skips", members, pick=lambda spec: spec.skips),
        kept=_section("kept", members, pick=lambda spec: spec.kept),
        recorded=_section("recorded", members, pick=lambda spec: spec.recorded),
        claims=_section("claims", members, pick=lambda spec: spec.claims),
        references=_section("references", members, pick=lambda spec: spec.references),
    )


def _project(folder: PurePosixPath, declaring: Document | None) -> Located[ProjectSpec]:
    """The project as declared, or one of defaults where none is, or where it is invalid."""
    if declaring is None:
        return Located(Place(folder / "project.yaml"), ProjectSpec(project="project"))
    spec = declaring.spec.project or ProjectSpec(project=folder.name or "project")
    return Located(Place(declaring.file.path), spec, _below(("project",), declaring.left_out))


def _modules(found: Document) -> Iterator[Located[ModuleSpec]]:
    place = Place(found.file.path)
    if found.spec.module is not None:
        yield Located(place, found.spec.module, _below(("module",), found.left_out))
    for index, entry in enumerate(found.spec.modules):
        route = restored(("modules", index), found.left_out)
        spec = ModuleSpec(module=entry) if isinstance(entry, str) else entry
        yield Located(place.at(*route), spec, _below(route, found.left_out))


def _section(
    key: str, members: Sequence[Document], *, pick: Callable[[DocumentSpec], tuple[T, ...]]
) -> tuple[Located[T], ...]:
    """All items of one section, each with the place that it has in its file."""
    items = []
    for found in members:
        for index, item in enumerate(pick(found.spec)):
            route = restored((key, index), found.left_out)
            place = Place(found.file.path, route)
            items.append(Located(place, item, _below(route, found.left_out)))
    return tuple(items)


def _below(route: Route, left_out: Sequence[Route]) -> tuple[Route, ...]:
    length = len(route)
    return tuple(r[length:] for r in left_out if r[:length] == route and len(r) > length)


def _error(rule: str, found: Document, *, message: str, tip: str) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, Place(found.file.path), message, tip)


def _clash(found: Document, other: Document, *, rule: str, message: str, tip: str) -> Diagnostic:
    """An error about the ``project`` keys of two files, at the second, naming the first."""
    related = Related(Place(other.file.path).key("project"), "the other project is declared here")
    place = Place(found.file.path).key("project")
    return Diagnostic(rule, Severity.ERROR, place, message, tip, (related,))
