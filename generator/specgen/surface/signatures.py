"""Signatures as callers see them: certain where the source states them, opaque otherwise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from specgen.surface.model import (
    Certain,
    Opaque,
    Parameter,
    ParameterKind,
    Signature,
    Symbol,
    SymbolKind,
)
from specgen.syntax.model import Argument, Assignment, ClassFacts, Function

_TRANSPARENT = frozenset(
    {
        "abstractmethod", "override", "final", "overload", "cache", "lru_cache", "deprecated",
        "no_type_check", "coroutine", "contextmanager", "asynccontextmanager",
    }
)  # fmt: skip
_KINDS = {
    "staticmethod": SymbolKind.STATICMETHOD,
    "classmethod": SymbolKind.CLASSMETHOD,
    "property": SymbolKind.PROPERTY,
    "cached_property": SymbolKind.PROPERTY,
}
_SECTION = re.compile(r"^\s*(?:Raises|Raise|Throws):?\s*$")
_RAISED = re.compile(r"^\s+([\w.]*[A-Z]\w*)\s*(?::|$)")
_SPHINX = re.compile(r":raises?\s+([\w.]+)\s*:")


@dataclass(frozen=True, slots=True)
class Owner:
    """Where a definition stands: its dotted prefix, the module's imported names and classes."""

    prefix: str = ""
    bound: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, ClassFacts] = field(default_factory=dict)


def function_symbol(function: Function, owner: Owner) -> Symbol:
    """A function, or a method where the owner has a prefix."""
    kind = _kind(function, bool(owner.prefix))
    return Symbol(
        name=owner.prefix + function.name,
        kind=kind,
        span=function.span,
        signature=_signature(function, kind),
        is_async=function.is_async,
        raises=tuple(dict.fromkeys((*_documented(function.doc), *function.body.raises))),
        summary=function.doc.strip().split("\n", 1)[0].strip(),
        decorators=tuple(d.chain for d in function.decorators),
    )


def _kind(function: Function, in_class: bool) -> SymbolKind:
    if not in_class:
        return SymbolKind.FUNCTION
    for decorator in function.decorators:
        known = _KINDS.get(decorator.chain.rpartition(".")[2])
        if known:
            return known
    return SymbolKind.METHOD


def _signature(function: Function, kind: SymbolKind) -> Signature:
    if kind is SymbolKind.PROPERTY:
        return Opaque("a property")
    for decorator in function.decorators:
        last = decorator.chain.rpartition(".")[2]
        if last not in _TRANSPARENT and last not in _KINDS:
            return Opaque(f"decorated with {decorator.chain or 'an expression'}")
    if function.conditional:
        return Opaque("defined under a condition")
    bound = kind in (SymbolKind.METHOD, SymbolKind.CLASSMETHOD)
    return Certain(_parameters(function.arguments, bound), function.returns)


def _parameters(arguments: tuple[Argument, ...], bound: bool) -> tuple[Parameter, ...]:
    """The parameters a caller fills: the first one left out where the method is bound."""
    positional = ("positional", "positional-only")
    drop = 1 if bound and arguments and arguments[0].kind in positional else 0
    return tuple(
        Parameter(a.name, ParameterKind(a.kind), a.annotation, a.default) for a in arguments[drop:]
    )


def class_signature(klass: ClassFacts, owner: Owner) -> Signature:
    """What constructing the class takes."""
    if klass.opaque_bases or klass.keywords:
        return Opaque("a computed base class or class keywords")
    fields = _dataclass(klass)
    if fields is not None:
        return fields
    if klass.decorators:
        return Opaque(f"decorated with {klass.decorators[0].chain or 'an expression'}")
    own = {f.name: f for f in klass.functions}
    if "__new__" in own:
        return Opaque("has its own __new__")
    if "__init__" in own:
        return _signature(own["__init__"], SymbolKind.METHOD)
    return _inherited(klass, owner)


def _inherited(klass: ClassFacts, owner: Owner) -> Signature:
    """The constructor of the one base class, where this module states it."""
    bases = [b for b in klass.bases if b not in ("object", "ABC", "abc.ABC", "Generic", "Protocol")]
    if not bases:
        return Certain()
    local = owner.classes.get(bases[0])
    if len(bases) == 1 and local is not None and local is not klass:
        return class_signature(local, owner)
    return Opaque(f"inherits from {bases[0]}")


def _dataclass(klass: ClassFacts) -> Signature | None:
    """The constructor that ``@dataclass`` writes for a class without bases; else nothing."""
    chains = [d for d in klass.decorators if d.chain.rpartition(".")[2] == "dataclass"]
    if not chains or len(klass.decorators) > 1:
        return None
    decorator = chains[0]
    if klass.bases or any(k in ("init", "kw_only", "**") for k, _ in decorator.keywords):
        return Opaque("a dataclass with bases or options")
    if any(f.name == "__init__" for f in klass.functions):
        return Opaque("a dataclass with its own __init__")
    return _fields(klass)


def _fields(klass: ClassFacts) -> Signature:
    parameters = []
    for a in klass.assignments:
        if not a.annotation or "ClassVar" in a.annotation:
            continue
        if a.annotation.rpartition(".")[2] == "KW_ONLY" or a.annotation.startswith("InitVar"):
            return Opaque("a dataclass with KW_ONLY or InitVar")
        if a.value.chain.rpartition(".")[2] == "field" and a.value.keyword("init") == "False":
            continue
        parameters.append(Parameter(a.name, ParameterKind.POSITIONAL, a.annotation, _default(a)))
    return Certain(tuple(parameters))


def _default(a: Assignment) -> str:
    """The default as source text, ``...`` where it is not a short literal."""
    if a.value.chain.rpartition(".")[2] == "field":
        keywords = dict(a.value.keywords)
        return keywords.get("default", "..." if "default_factory" in keywords else "")
    return a.text or ("..." if a.has_value else "")


def _documented(doc: str) -> list[str]:
    """The errors that a docstring says are raised, in Google, NumPy or Sphinx style."""
    found = _SPHINX.findall(doc)
    lines = doc.split("\n")
    for number, line in enumerate(lines):
        if _SECTION.match(line):
            found += _section(lines[number + 1 :])
    return [str(x) for x in found]


def _section(lines: list[str]) -> list[str]:
    names = []
    for line in lines:
        if set(line.strip()) == {"-"}:
            continue
        if not line.strip():
            break
        match = _RAISED.match(line)
        if match:
            names.append(match[1])
    return names
