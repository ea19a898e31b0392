"""Two things that would be written to one path."""

from collections.abc import Iterator
from itertools import product
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Related, Severity
from specgen.program.model import Program
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    yield from _files(facts.program)
    yield from _projects(facts)


def _files(program: Program) -> Iterator[Diagnostic]:
    """Test files of one project; file systems that fold case count."""
    first: dict[str, tuple[str, Place]] = {}
    modules = program.module_by_id
    for module, type_name in sorted({(s.module, s.type) for s in program.scenarios}):
        path = _test_file(program, module, type_name=type_name)
        place = modules[module].place.at("module")
        cell = f"{module} × {type_name}"
        earlier, earlier_place = first.setdefault(str(path).casefold(), (cell, place))
        if earlier != cell:
            yield OUTPUT_COLLISION.says(
                place,
                f"`{cell}` and `{earlier}` would both be written to {path}",
                tip="rename a module, or give one of the types another `directory`",
                related=(Related(earlier_place, f"`{earlier}`"),),
            )


def _test_file(program: Program, module: str, *, type_name: str) -> PurePosixPath:
    """Where the tests of a cell go (docs/generated.md)."""
    test_type, name = program.type_named[type_name], program.module_by_id[module].name
    package, _, stem = name.removeprefix(f"{program.project.source.package}.").rpartition(".")
    folder = (
        PurePosixPath(test_type.directory, *package.split("."))
        if package
        else (PurePosixPath(test_type.directory))
    )
    return program.project.outputs.tests / folder / f"test_{stem}_{type_name}.py"


def _projects(facts: Facts) -> Iterator[Diagnostic]:
    project = facts.program.project
    for other in sorted((o.project for o in facts.others), key=lambda p: p.name):
        for mine, theirs in product(project.outputs.roots, other.outputs.roots):
            if mine.is_relative_to(theirs) and (mine != theirs or project.name > other.name):
                yield OUTPUT_COLLISION.says(
                    project.place.at("outputs"),
                    f"`{project.name}` writes to {mine}, inside {theirs} of `{other.name}`",
                    tip=f"give `{project.name}` an output folder of its own",
                    related=(Related(other.place.at("outputs"), f"`{other.name}`"),),
                )


OUTPUT_COLLISION = Rule(
    id="output-collision",
    severity=Severity.ERROR,
    summary="two cells, or two projects, whose output would be written to the same place",
    why="One would overwrite or delete what the other has written.",
    example=(
        "types: {a_b: {extends: unit, directory: unit}, b: {extends: unit, directory: unit}}\n"
        "modules: [{module: shop.x}, {module: shop.x_a}]  # test_x_a_b.py twice\n"
    ),
    judge=_judge,
)
