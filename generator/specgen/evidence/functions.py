"""Which functions of a module the lines that ran belong to."""

from specgen.surface.model import ModuleSurface, Symbol, SymbolKind

RUNNABLE = frozenset({
    SymbolKind.FUNCTION,
    SymbolKind.METHOD,
    SymbolKind.CLASSMETHOD,
    SymbolKind.STATICMETHOD,
    SymbolKind.PROPERTY,
})  # fmt: skip


def functions_of(module: ModuleSurface) -> tuple[Symbol, ...]:
    """Everything in the module that has a body to run."""
    return tuple(symbol for symbol in module.symbols if symbol.kind in RUNNABLE)


def executed_in(
    module: ModuleSurface, ran: frozenset[int], *, statements: frozenset[int]
) -> tuple[str, ...]:
    """The names of the functions that ``ran`` (see ``model_traces.Lines``) shows executed, sorted.

    Lines that begin no statement are left out where ``statements`` are known: a default on the
    second line of a function runs on import.  A module without functions stands as an empty name.
    """
    functions = functions_of(module)
    lines = ran & statements if statements else frozenset(line for line in ran if line > 0)
    names = {s.name for s in functions if _runs(s, lines, entered=ran)}
    return tuple(sorted(names)) if functions or not lines else ("",)


def _runs(symbol: Symbol, lines: frozenset[int], *, entered: frozenset[int]) -> bool:
    first, last = symbol.span.line, symbol.span.end_line
    below = any(line in lines for line in range(first + 1, last + 1))
    return below or any(-line in entered for line in range(first, last + 1))


def untold(module: ModuleSurface, *, branches: bool) -> bool:
    """Whether the module has a function of which nothing tells that it ran: one on a single line,
    where only lines were recorded, or on line 1, where the module itself begins."""
    return any(
        symbol.span.line == symbol.span.end_line and (not branches or symbol.span.line == 1)
        for symbol in functions_of(module)
    )
