"""Two things that would be written to one path."""

from collections.abc import Iterator
from itertools import product

from specgen.diagnostics import Diagnostic, Related, Severity
from specgen.program.model import Module, Program
from specgen.rules.model import Facts, Rule


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    yield from _files(facts.program)
    yield from _projects(facts)
    yield from _configuration(facts)


def _files(program: Program) -> Iterator[Diagnostic]:
    """Test files of one project; file systems that fold case count."""
    first: dict[str, tuple[str, str]] = {}
    stems = {module.id: _stem(program, module) for module in program.modules}
    for module, type_name in sorted({(s.module, s.type) for s in program.scenarios}):
        folder, name = stems[module]
        path = f"{program.type_named[type_name].directory}/{folder}test_{name}_{type_name}.py"
        earlier, other = first.setdefault(path.casefold(), (module, type_name))
        if (earlier, other) != (module, type_name):
            modules = program.module_by_id
            yield OUTPUT_COLLISION.says(
                modules[module].place.at("module"),
                f"`{module} × {type_name}` and `{earlier} × {other}` would both be written to "
                f"{program.project.outputs.tests / path}",
                tip="rename a module, or give one of the types another `directory`",
                related=(Related(modules[earlier].place.at("module"), f"`{earlier} × {other}`"),),
            )


def _stem(program: Program, module: Module) -> tuple[str, str]:
    """Folder and name of a module below the package, as in its tests' path (docs/generated.md)."""
    below = module.name.removeprefix(f"{program.project.source.package}.")
    package, _, name = below.rpartition(".")
    return f"{package.replace('.', '/')}/" if package else "", name


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


def _configuration(facts: Facts) -> Iterator[Diagnostic]:
    """Files of configuration that two projects would write with different texts."""
    project = facts.program.project
    mine = facts.written.get(project.name, {})
    for other in sorted((o.project for o in facts.others), key=lambda p: p.name):
        theirs = facts.written.get(other.name, {})
        both = sorted(path for path in mine if theirs.get(path, mine[path]) != mine[path])
        if both and project.name > other.name:
            more = f" and {len(both) - 1} more" if both[1:] else ""
            yield OUTPUT_COLLISION.says(
                project.place.at("ci"),
                f"`{project.name}` and `{other.name}` would both write {both[0]}{more}",
                tip="let one of them ask for it: `ci: {github: true, configuration: false}`",
                related=(Related(other.place.at("ci"), f"`{other.name}`"),),
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
