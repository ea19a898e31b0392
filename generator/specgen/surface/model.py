"""The API of the code under test as frozen nouns: modules, symbols, signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specgen.diagnostics import Diagnostic, Span


class ParameterKind(StrEnum):
    """How a parameter takes its argument."""

    POSITIONAL_ONLY = "positional-only"
    POSITIONAL = "positional"
    VAR_POSITIONAL = "var-positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "var-keyword"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter.  ``annotation`` and ``default`` are source text, empty where absent."""

    name: str
    kind: ParameterKind
    annotation: str = ""
    default: str = ""

    @property
    def required(self) -> bool:
        """Whether a call must give an argument for it."""
        variadic = (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)
        return not self.default and self.kind not in variadic


@dataclass(frozen=True, slots=True)
class Certain:
    """A signature that the source states: what a caller passes (``self`` and ``cls`` left out)."""

    parameters: tuple[Parameter, ...] = ()
    returns: str = ""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A signature that reading cannot know (a decorator, a metaclass, a foreign base class).

    Opaque signatures never yield arity errors.
    """

    reason: str


Signature = Certain | Opaque


class SymbolKind(StrEnum):
    """What a name of a module or class is."""

    FUNCTION = "function"
    CLASS = "class"
    METHOD = "method"
    CLASSMETHOD = "classmethod"
    STATICMETHOD = "staticmethod"
    PROPERTY = "property"
    CONSTANT = "constant"  # any other binding: a value, an attribute, an unknown call's result


@dataclass(frozen=True, slots=True)
class Symbol:
    """One name, dotted inside its module (``KalshiClient.get_markets``).

    The signature of a class is that of its constructor.  ``raises`` are the error names that the
    body raises or the docstring declares; ``summary`` is the docstring's first line.
    """

    name: str
    kind: SymbolKind
    span: Span
    signature: Signature = Opaque("not callable")
    is_async: bool = False
    raises: tuple[str, ...] = ()
    summary: str = ""
    decorators: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()  # of a class, dotted as far as imports resolve

    @property
    def public(self) -> bool:
        """Whether no part of the dotted name starts with an underscore (dunders are public)."""
        return all(not p.startswith("_") or p.endswith("__") for p in self.name.split("."))


@dataclass(frozen=True, slots=True)
class ModuleSurface:
    """One module of the code under test.

    ``imports`` are absolute dotted targets (``precog.config.loader.load``); ``reexports`` maps a
    name bound here by ``from x import y`` to its absolute dotted target.  ``open`` says that names
    may exist that reading cannot see (``import *`` from elsewhere, module ``__getattr__``).
    ``statements`` are the lines that coverage asks for.  ``problem`` is empty unless the file
    could not be read; then there are no symbols.  ``marks``
    maps names that stand for pytest marks here (``slow = pytest.mark.slow``) to these.
    """

    name: str
    path: str
    symbols: tuple[Symbol, ...] = ()
    imports: tuple[str, ...] = ()
    reexports: Mapping[str, str] = field(default_factory=dict)
    exports: tuple[str, ...] = ()  # `__all__` where it is a literal
    open: bool = False
    lines: int = 0
    statements: int = 0
    summary: str = ""
    problem: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)

    def symbol(self, name: str) -> Symbol | None:
        """The symbol of that dotted name defined here, or nothing."""
        return next((s for s in self.symbols if s.name == name), None)

    @property
    def public(self) -> tuple[Symbol, ...]:
        """The symbols that callers may use."""
        return tuple(s for s in self.symbols if s.public)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a dotted name leads: the defining module and the symbol's dotted name in it.

    ``symbol`` is empty where the name is the module itself.
    """

    module: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Surface:
    """Every module of the code under test, sorted by name, each name once.

    ``key`` changes whenever anything read here does (for caches of what is derived from it).
    """

    modules: Mapping[str, ModuleSurface] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    key: str = ""

    def module(self, name: str) -> ModuleSurface | None:
        """The module of that absolute dotted name, or nothing."""
        return self.modules.get(name)

    def find(self, dotted: str) -> Found | None:
        """The home of an absolute dotted name, through re-exports; nothing where outside.

        The longest module prefix wins; a name re-exported by ``from x import y`` is followed to
        where it is defined (at most eight hops).
        """
        found = self._split(dotted)
        for _ in range(8):
            if found is None or not found.symbol:
                return found
            first, _, rest = found.symbol.partition(".")
            target = self.modules[found.module].reexports.get(first)
            if target is None:
                return found
            followed = self._split(f"{target}.{rest}" if rest else target)
            if followed is None or followed == found:
                return found
            found = followed
        return found

    def symbol(self, dotted: str) -> Symbol | None:
        """The symbol that an absolute dotted name leads to, through re-exports."""
        found = self.find(dotted)
        return self.modules[found.module].symbol(found.symbol) if found else None

    def member(self, dotted: str) -> Symbol | None:
        """Like ``symbol``; what a class does not define itself is looked for in its bases."""
        return self.symbol(dotted) or self._inherited(dotted, hops=8)

    def _inherited(self, dotted: str, *, hops: int) -> Symbol | None:
        found = self.find(dotted) if hops else None
        owner, _, last = found.symbol.rpartition(".") if found else ("", "", "")
        if found is None or not owner:
            return None
        home = self.modules[found.module]
        above = home.symbol(owner)
        for base in above.bases if above is not None else ():
            for name in (f"{base}.{last}", f"{home.name}.{base}.{last}"):
                inherited = self.symbol(name) or self._inherited(name, hops=hops - 1)
                if inherited is not None:
                    return inherited
        return None

    def _split(self, dotted: str) -> Found | None:
        module, symbol = dotted, ""
        while module not in self.modules:
            module, _, last = module.rpartition(".")
            if not module:
                return None
            symbol = f"{last}.{symbol}" if symbol else last
        return Found(module, symbol)
