"""Turns what a spec says into expressions of a test, and notes the imports that they need."""

import builtins
import keyword
import math
from collections.abc import Mapping, Sequence

from specgen.test_types.expressions import conditions, enclosed, free_names, parsed
from specgen.test_types.model import Import, NotComplete, Subject
from specgen.test_types.model_code import Call, DictOf, Keyword, ListOf, Node, Pair, Raw, Text

KNOWN: Mapping[str, str] = {
    **dict.fromkeys(("date", "datetime", "timedelta", "timezone"), "datetime"),
    **dict.fromkeys(("Counter", "OrderedDict", "deque", "defaultdict"), "collections"),
    **dict.fromkeys(("Path", "PurePath", "PurePosixPath"), "pathlib"),
    **dict.fromkeys(("Annotated", "Any", "Literal", "Optional", "Union"), "typing"),
    "Decimal": "decimal",
    "Fraction": "fractions",
    "UUID": "uuid",
    "SimpleNamespace": "types",
    "partial": "functools",
}
RESERVED = frozenset({  # names that the templates use
    "ANY", "Any", "BenchmarkFixture", "Callable", "HealthCheck", "Path", "ThreadPoolExecutor",
    "args", "asyncio", "barrier", "began", "benchmark", "chance", "collect", "count", "counts",
    "create_autospec", "deadline", "done", "double", "elapsed", "enter", "entered", "error",
    "errors", "example",
    "expected", "failing", "gc", "give_way", "given", "interval", "item", "kwargs", "latencies",
    "log",
    "match", "measured", "memory", "monkeypatch", "ordered", "original", "os", "patch",
    "pending", "pool", "position", "pytest", "random", "re", "request", "recovered",
    "result", "results", "runner", "seen", "settings", "start", "strategies", "subject",
    "subprocess", "sys", "tasks", "threading", "time", "tmp_path", "tracemalloc", "work",
})  # fmt: skip
MODULES = (
    "ast",
    "math",
    "re",
    "decimal",
    "datetime",
    "itertools",
    "operator",
    "string",
    "json",
    "uuid",
)


class Writer:
    """Writes the values of one test; collects ``imports``, and whether all is ``exact``."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.imports: set[Import] = set()
        self.exact = True

    def need(self, module: str, name: str = "") -> None:
        """Note an import."""
        self.imports.add(Import(module, name))

    def value(self, value: object) -> Node:
        """A YAML value as an expression; ``{expr: text}`` is the expression ``text``.

        Raises:
            NotComplete: an expression that cannot be used.
        """
        match value:
            case {"expr": str(text), **rest} if not rest:
                return Raw(self.expression(text))
            case str():
                return Text(value)
            case float() if not math.isfinite(value):
                return Call("float", (Text(str(value)),))
            case dict():
                return DictOf(tuple(Pair(self.value(k), self.value(v)) for k, v in value.items()))
            case list() | tuple():
                return ListOf(tuple(map(self.value, value)))
        return Raw(repr(value).replace("e+", "e"))

    def arguments(self, args: tuple[object, ...], kwargs: Mapping[str, object]) -> tuple[Node, ...]:
        """Positional and named arguments of a call."""
        if any(map(keyword.iskeyword, kwargs)):
            raise NotComplete(
                "an argument has the name of a Python keyword", "give it by place", unsound=True
            )
        named = (Keyword(name, self.value(value)) for name, value in kwargs.items())
        return (*map(self.value, args), *named)

    def expression(self, text: str, bound: Sequence[str] = ()) -> str:
        """A user's expression, its free names imported; ``bound`` are names of the test."""
        tree = parsed(text)
        for name in free_names(tree):
            if name not in bound:
                self.resolve(name)
        self.exact = False
        return enclosed(text, tree)

    def conditions(self, text: str, bound: Sequence[str]) -> tuple[str, ...]:
        """The condition of an ``always``, cut at its top-level ``and``.

        Raises:
            NotComplete: it is none, or uses a name that is neither ``bound`` nor known.
        """
        tree = parsed(text)
        try:
            written = self.expression(text, bound)
        except NotComplete as error:
            unknown = next(n for n in free_names(tree) if n not in bound and not self.known(n))
            names = ", ".join(f"`{name}`" for name in bound)
            raise NotComplete(
                f"`always` uses `{unknown}`, which is not bound",
                f"it may use {names} and what the module defines or imports",
            ) from error
        return conditions(tree, written)

    def known(self, name: str) -> bool:
        """Whether ``name`` can be imported into the test."""
        try:
            Writer(self.subject).resolve(name)
        except NotComplete:
            return False
        return True

    def resolve(self, name: str) -> None:
        """Import ``name``: from the module under test, from where that has it, or a known home.

        Raises:
            NotComplete: nothing is known by that name.
        """
        surface = self.subject.surface
        if name in RESERVED:
            raise NotComplete(
                f"the test itself uses the name `{name}`", "take it from its module: `x.y`"
            )
        if surface is not None and surface.symbol(name) is not None:
            self.need(surface.name, name)
        elif surface is not None and name in surface.reexports:
            home, _, last = surface.reexports[name].rpartition(".")
            self.need(home, last if last == name else "")
            if last != name:
                self.need(surface.name, name)
        elif name in KNOWN:
            self.need(KNOWN[name], name)
        elif name in MODULES or (surface is not None and name in surface.imports):
            self.need(name)
        else:
            raise NotComplete(
                f"nothing is known of the name `{name}`", "import it in the module under test"
            )

    def dotted(self, target: str) -> str:
        """A target (``name``, ``Class.method`` or ``module:name``) as an expression."""
        home, _, name = target.rpartition(":")
        if any(map(keyword.iskeyword, (*home.split("."), *name.split(".")))):
            raise NotComplete(f"`{target}` is no name", unsound=True)
        first = name.partition(".")[0]
        here = self.subject.surface
        local = here is not None and here.symbol(first) is not None
        if home or local:
            return self.reach(home or self.subject.module.name, name)
        if not hasattr(builtins, first):
            self.resolve(first)
        return name

    def reach(self, module: str, name: str) -> str:
        """An expression for ``name`` of ``module``: a name where it is the module under test and
        the test does not use that name itself, else the whole path.

        Raises:
            NotComplete: our own code has nothing by that name.
        """
        here = self.subject.code.module(module)
        first, _, rest = name.partition(".")
        if here is not None and not (here.open or here.symbol(first) or first in here.reexports):
            raise NotComplete(f"there is no `{name}` in {module}")
        if module != self.subject.module.name or first in RESERVED:
            self.need(module)
            return f"{module}.{name}"
        entry = Import(module, first)
        self.imports.add(entry)
        return f"{entry.bound}.{rest}" if rest else entry.bound

    def error(self, raises: object) -> tuple[str, str]:
        """An expected error as (class, pattern of its message)."""
        if isinstance(raises, str):
            return self.dotted(raises), ""
        return self.dotted(raises.error), raises.match  # type: ignore[attr-defined]  # a RaisesSpec
