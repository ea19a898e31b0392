"""How a test reaches its target: the instance it needs, and the shape of the call."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.surface.model import Certain, Parameter, ParameterKind, Symbol, SymbolKind
from specgen.test_types.model import NotComplete, Subject, Target
from specgen.test_types.model_code import Call, Keyword, Node, Raw
from specgen.test_types.writer import Writer

ASYNC_GENERATORS = ("AsyncIterator", "AsyncGenerator", "AsyncIterable")
GENERATORS = ("Iterator", "Generator", "Iterable")
MAKE = "target a function that makes it, or name a service of that class in `uses`"
VARIADIC = (ParameterKind.VAR_POSITIONAL, ParameterKind.VAR_KEYWORD)


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of the target.

    ``shape`` is ``call``, ``attribute``, ``context`` or ``generator``.  ``setup`` is what must be
    assigned to ``subject`` first, or empty; ``fixture`` the name of a fixture that is the instance.
    ``provided`` are the parameters that get a fixture, with its name.
    """

    function: str
    shape: str
    is_async: bool
    setup: str
    fixture: str
    symbol: Symbol
    provided: tuple[tuple[str, str], ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What a caller passes, variadic and provided ones left out; nothing where not known."""
        signature = self.symbol.signature
        if not isinstance(signature, Certain) or self.shape == "attribute":
            return ()
        provided = dict(self.provided)
        listed = (p for p in signature.parameters if p.kind not in VARIADIC)
        return tuple(p for p in listed if p.name not in provided)

    @property
    def shared(self) -> tuple[str, ...]:
        """The name that the instance has in the test, if the target needs one."""
        return (self.fixture,) if self.fixture else ("subject",) if self.setup else ()

    def node(self, arguments: tuple[Node, ...]) -> Node:
        """The call as an expression, without ``await``."""
        if self.shape == "attribute":
            return Raw(self.function)
        provided = (Keyword(name, Raw(fixture)) for name, fixture in self.provided)
        return Call(self.function, (*arguments, *provided))


def invocation(subject: Subject, writer: Writer) -> Invocation:
    """How to call the target of ``subject``.

    Raises:
        NotComplete: there is no target, its code is not here, or no instance can be made.
    """
    target = subject.target
    if target is None or target.symbol is None or subject.surface is None:
        raise NotComplete("there is no target that can be called here", "give a `target`")
    symbol = target.symbol
    if symbol.kind is SymbolKind.CONSTANT:
        raise NotComplete(f"`{target.name}` cannot be called", route=("target",))
    function, setup, fixture = "", "", ""
    if symbol.kind in (SymbolKind.METHOD, SymbolKind.PROPERTY):
        fixture = _fixture(subject, target)
        setup = "" if fixture else f"{_instance(target, writer)}()"
        function = f"{fixture or 'subject'}.{target.name.rpartition('.')[2]}"
    else:
        function = writer.reach(target.module, target.name)
    provided = tuple(_provided(subject, symbol)) if not fixture else ()
    shape, waits = _shape(symbol), _awaited(symbol)
    return Invocation(function, shape, waits, setup, fixture, symbol, provided)


def check_arguments(call: Invocation, args: tuple[object, ...], *, names: set[str]) -> None:
    """Refuse arguments that the signature cannot take.

    Raises:
        NotComplete: one is too many, missing, given twice or unknown.
    """
    signature = call.symbol.signature
    if call.shape == "attribute" and (args or names):
        raise NotComplete("a property takes no arguments", "leave them out")
    if not isinstance(signature, Certain) or call.shape == "attribute":
        return
    kinds = {p.kind for p in signature.parameters}
    places = [
        p
        for p in signature.parameters
        if p.kind in (ParameterKind.POSITIONAL, ParameterKind.POSITIONAL_ONLY)
    ]
    taken = {p.name for p in places[: len(args)]}
    by_name = {p.name for p in call.parameters if p.kind is not ParameterKind.POSITIONAL_ONLY}
    if args and call.provided:
        raise NotComplete("beside a service, arguments are given by name", "use `kwargs`")
    if len(args) > len(places) and ParameterKind.VAR_POSITIONAL not in kinds:
        raise NotComplete(f"`{call.function}` takes at most {len(places)} arguments by place")
    if names & taken or (names - by_name and ParameterKind.VAR_KEYWORD not in kinds):
        wrong = ", ".join(f"`{name}`" for name in sorted(names & taken or names - by_name))
        raise NotComplete(f"{wrong} of `{call.function}` given twice or unknown")
    missing = [p.name for p in call.parameters if p.required and p.name not in taken | names]
    if missing:
        wanted = ", ".join(f"`{name}`" for name in missing)
        raise NotComplete(f"`{call.function}` needs {wanted}", "give it in `args` or `kwargs`")


def _fixture(subject: Subject, target: Target) -> str:
    """The fixture that is an instance of the target's class."""
    for fixture in subject.fixtures:
        known = fixture.annotation
        if known is not None and known.name == target.first and known.module == target.module:
            return fixture.name
    return ""


def _provided(subject: Subject, symbol: Symbol) -> Iterator[tuple[str, str]]:
    """The parameters that are services: by their name, or by the class they are annotated with."""
    signature = symbol.signature
    for parameter in signature.parameters if isinstance(signature, Certain) else ():
        for fixture in subject.fixtures:
            known = fixture.annotation.name if fixture.annotation is not None else ""
            if parameter.name == fixture.name or (known and parameter.annotation == known):
                yield parameter.name, fixture.name
                break


def _instance(target: Target, writer: Writer) -> str:
    owner = target.owner
    if owner is None or not isinstance(owner.signature, Certain):
        name = target.name.rpartition(".")[0]
        raise NotComplete(f"reading does not show how to make a `{name}`", MAKE, route=("target",))
    needed = [f"`{p.name}`" for p in owner.signature.parameters if p.required]
    if needed:
        raise NotComplete(
            f"the constructor of `{owner.name}` needs {', '.join(needed)}", MAKE, route=("target",)
        )
    return writer.reach(target.module, target.name.rpartition(".")[0])


def _shape(symbol: Symbol) -> str:
    if symbol.kind is SymbolKind.PROPERTY:
        return "attribute"
    decorators = {decorator.rpartition(".")[2] for decorator in symbol.decorators}
    if decorators & {"contextmanager", "asynccontextmanager"}:
        return "context"
    yields = _returned(symbol) in (*GENERATORS, *ASYNC_GENERATORS)
    return "generator" if yields else "call"


def _awaited(symbol: Symbol) -> bool:
    """Whether the test must be async: the target is, or yields asynchronously."""
    return symbol.is_async or _returned(symbol) in ASYNC_GENERATORS


def _returned(symbol: Symbol) -> str:
    """The bare name of what the target is annotated to return."""
    returns = symbol.signature.returns if isinstance(symbol.signature, Certain) else ""
    return returns.partition("[")[0].rpartition(".")[2]
