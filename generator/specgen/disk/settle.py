"""Plan each test for the file that it stands in, where a person or a new id has moved it."""

from dataclasses import replace
from pathlib import PurePosixPath

from specgen.disk.model import Context
from specgen.lock.model_record import prelude_parts
from specgen.plan import Element, Ownership, Plan, PlannedFile


def settled(plan: Plan, context: Context, *, moved: frozenset[PurePosixPath]) -> Plan:
    """``plan`` with every test that stands in another file taken out of where it is planned.

    Where that other file is generated too, or was, the test is planned for it instead, so that it
    is kept up to date there; in a file of the people's own it is theirs.  A file that loses a test
    has no ``text`` any more: it is merged and never compared whole.
    """
    if not context.snapshot.found:
        return plan
    files = {file.path: file for file in plan.files}
    generated = set(context.lock.paths(Ownership.SHARED)) | {
        file.path for file in plan.files if file.ownership is Ownership.SHARED
    }
    for file in plan.files:
        away = {} if file.path in moved else _away(file, context)
        if away:
            stay = tuple(e for e in file.elements if e.id not in away)
            files[file.path] = replace(files[file.path], text="", elements=stay)
        for element in file.elements:
            if away.get(element.id) in generated:
                _adopt(files, away[element.id], element=element, origin=file)
    return Plan.of(files.values())


def _away(file: PlannedFile, context: Context) -> dict[str, PurePosixPath]:
    """Which elements of ``file`` stand in other files, and where."""
    away: dict[str, PurePosixPath] = {}
    for element in file.elements:
        for id in (element.id, *element.renamed_from):
            where = context.snapshot.found.get(id)
            if where is None:
                continue
            here = context.snapshot.files.get(file.path, b"")
            quoted = (f'"{id}"'.encode(), f"'{id}'".encode())
            if where != file.path and not any(text in here for text in quoted):
                away[element.id] = where
            break
    return away


def _adopt(
    files: dict[PurePosixPath, PlannedFile],
    path: PurePosixPath,
    *,
    element: Element,
    origin: PlannedFile,
) -> None:
    """Plan ``element``, with the imports of its ``origin``, for the file at ``path`` too."""
    host = files.get(path, PlannedFile(path, Ownership.SHARED, "", module=origin.module))
    _, imports = prelude_parts(origin.prelude)
    known = host.prelude
    new = "".join(f"{piece}\n" for piece in imports.pieces if piece not in known)
    files[path] = replace(host, text="", prelude=known + new, elements=(*host.elements, element))
