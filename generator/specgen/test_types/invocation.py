"""How a test reaches its target: the instance it needs, and the shape of the call."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.surface.model import Certain, Parameter, Symbol, SymbolKind
from specgen.test_types.lacks import about
from specgen.test_types.model import NotComplete, Subject, Target
from specgen.test_types.model_code import Call, Keyword, Node, Raw
from specgen.test_types.one_line import as_text
from specgen.test_types.taking import VARIADIC, Taking
from specgen.test_types.writer import Writer

ASYNC_GENERATORS = ("AsyncIterator", "AsyncGenerator", "AsyncIterable")
GENERATORS = ("Iterator", "Generator", "Iterable")
MAKE = "say it in `subject`, target a function that makes it, or name a service of that class"


@dataclass(frozen=True, slots=True)
class Reached:
    """``shape`` is ``call``, ``attribute``, ``context`` or ``generator``; ``is_async``: the test
    must be async, since the target is or yields asynchronously."""

    shape: str
    is_async: bool


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
        setup = "" if fixture else _instance(subject, target, writer=writer)
        function = f"{fixture or 'subject'}.{target.name.rpartition('.')[2]}"
    else:
        function = writer.reach(target.module, target.name)
    provided = tuple(_provided(subject, symbol)) if not fixture else ()
    if subject.scenario.written.subject is not None and not setup:
        raise NotComplete(
            f"`{target.name}` needs no object" if not fixture else f"`{fixture}` is the object",
            "leave `subject` out",
            route=("subject",),
        )
    way = reached(symbol)
    return Invocation(function, way.shape, way.is_async, setup, fixture, symbol, provided)


def check_arguments(call: Invocation, args: tuple[object, ...], *, names: set[str]) -> None:
    """Refuse arguments that the signature cannot take.

    Raises:
        NotComplete: one is too many, missing, given twice or unknown.
    """
    if call.shape == "attribute":
        if args or names:
            raise NotComplete("a property takes no arguments", "leave them out")
        return
    if args and call.provided:
        raise NotComplete("beside a service, arguments are given by name", "use `kwargs`")
    provided = frozenset(dict(call.provided))
    Taking(f"`{call.function}`", call.symbol, provided=provided).check(len(args), names=names)


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


def _instance(subject: Subject, target: Target, *, writer: Writer) -> str:
    """The expression that makes the object whose method is called."""
    owner, made = target.owner, subject.scenario.written.subject
    name = target.name.rpartition(".")[0]
    if made is None and (owner is None or not isinstance(owner.signature, Certain)):
        raise NotComplete(f"reading does not show how to make a `{name}`", MAKE, route=("target",))
    args, kwargs = (made.args, made.kwargs) if made is not None else ((), {})
    if owner is not None:
        with about("target" if made is None else "subject"):
            Taking(f"the constructor of `{name}`", owner, MAKE).check(len(args), names=set(kwargs))
    with about("subject"):
        arguments = ", ".join(map(as_text, writer.arguments(args, kwargs)))
    writer.exact = writer.exact and not arguments
    return f"{writer.reach(target.module, name)}({arguments})"


def reached(symbol: Symbol) -> Reached:
    """How a test uses what the symbol is."""
    return Reached(_shape(symbol), symbol.is_async or _returned(symbol) in ASYNC_GENERATORS)


def _shape(symbol: Symbol) -> str:
    if symbol.kind is SymbolKind.PROPERTY:
        return "attribute"
    decorators = {decorator.rpartition(".")[2] for decorator in symbol.decorators}
    if decorators & {"contextmanager", "asynccontextmanager"}:
        return "context"
    yields = _returned(symbol) in (*GENERATORS, *ASYNC_GENERATORS)
    return "generator" if yields else "call"


def _returned(symbol: Symbol) -> str:
    """The bare name of what the target is annotated to return."""
    returns = symbol.signature.returns if isinstance(symbol.signature, Certain) else ""
    return returns.partition("[")[0].rpartition(".")[2]
