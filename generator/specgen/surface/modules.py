"""One file's facts to the surface of one module."""

from collections.abc import Callable, Mapping

from specgen.diagnostics import Span
from specgen.surface.absolute import absolute
from specgen.surface.model import ModuleSurface, Opaque, Symbol, SymbolKind
from specgen.surface.signatures import Owner, class_signature, function_symbol
from specgen.syntax.model import Assignment, ClassFacts, FileFacts, Function, Import


def module_surface(
    name: str, facts: FileFacts, *, is_module: Callable[[str], bool]
) -> ModuleSurface:
    """The module ``name`` as its file says; ``is_module`` knows the project's modules."""
    package = name if facts.path.endswith("__init__.py") else name.rpartition(".")[0]
    targets = [(i, absolute(i.target, package)) for i in facts.imports]
    bound = {i.name: t for i, t in targets if not i.plain and i.name != "*"}
    symbols: dict[str, Symbol] = {}
    for assignment in facts.assignments:
        if "." not in assignment.name:
            symbols[assignment.name] = _constant(assignment, "")
    for function in facts.functions:
        symbols[function.name] = function_symbol(function, Owner())
    for klass in facts.classes:
        _class(klass, Owner("", bound, {c.name: c for c in facts.classes}), symbols=symbols)
    return ModuleSurface(
        name=name,
        path=facts.path,
        symbols=tuple(symbols.values()),
        imports=tuple(dict.fromkeys(t for _, t in targets)),
        reexports={n: t for n, t in bound.items() if n not in symbols},
        exports=_exports(facts),
        open=_open(facts, targets, is_module=is_module),
        lines=facts.lines,
        statements=facts.statements,
        summary=facts.doc.strip().split("\n", 1)[0].strip(),
        problem=facts.problem,
        marks=_marks(facts, bound),
    )


def _marks(facts: FileFacts, bound: Mapping[str, str]) -> dict[str, str]:
    """The names that stand for pytest marks; one that a condition defines too may be one."""
    values = ((a.name, _resolved(a.value.chain, bound)) for a in facts.assignments if a.value.chain)
    return {name: target for name, target in values if target.startswith("pytest.mark.")}


def _class(klass: ClassFacts, owner: Owner, *, symbols: dict[str, Symbol]) -> None:
    prefix = f"{owner.prefix}{klass.name}"
    symbols[prefix] = Symbol(
        prefix,
        SymbolKind.CLASS,
        klass.span,
        class_signature(klass, owner),
        summary=klass.doc.strip().split("\n", 1)[0].strip(),
        decorators=tuple(d.chain for d in klass.decorators),
        bases=tuple(_resolved(b, owner.bound) for b in klass.bases),
    )
    inside = Owner(f"{prefix}.", owner.bound, owner.classes)
    for assignment in klass.assignments:
        symbols[f"{prefix}.{assignment.name}"] = _constant(assignment, f"{prefix}.")
    for function in klass.functions:
        if not _accessor(function):
            symbols[f"{prefix}.{function.name}"] = function_symbol(function, inside)
    for nested in klass.classes:
        _class(nested, inside, symbols=symbols)


def _accessor(function: Function) -> bool:
    """Whether it only completes a property or an overload that is there already."""
    ends = (".setter", ".deleter")
    return any(d.chain.endswith(ends) for d in function.decorators)


def _constant(assignment: Assignment, prefix: str) -> Symbol:
    line = assignment.line
    return Symbol(
        prefix + assignment.name,
        SymbolKind.CONSTANT,
        Span(line, 1, line, 1),
        Opaque("a value, whose type reading cannot know"),
    )


def _resolved(base: str, bound: Mapping[str, str]) -> str:
    root, dot, rest = base.partition(".")
    return f"{bound.get(root, root)}{dot}{rest}"


def _exports(facts: FileFacts) -> tuple[str, ...]:
    return next((a.strings for a in facts.assignments if a.name == "__all__"), ())


def _open(
    facts: FileFacts, targets: list[tuple[Import, str]], *, is_module: Callable[[str], bool]
) -> bool:
    """Whether names may exist that reading does not see."""
    if facts.problem or any(f.name == "__getattr__" for f in facts.functions):
        return True
    return any(i.name == "*" for i, _ in targets)
