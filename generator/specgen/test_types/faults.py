"""Faults as code: where they are injected, when they strike, what they raise."""

import keyword
from dataclasses import dataclass

from specgen.spec.model import FaultSpec
from specgen.surface.model import Certain, Symbol, SymbolKind
from specgen.test_types.model import NotComplete, Subject
from specgen.test_types.writer import Writer


@dataclass(frozen=True, slots=True)
class Fault:
    """One injected fault.

    ``owner`` and ``attribute`` are what is patched; ``condition`` is when it strikes (empty for
    always); ``wanted`` is how often it must have struck, as the end of a comparison.
    """

    owner: str
    attribute: str
    name: str
    original: str
    counts: str
    chance: str
    seed: int
    condition: str
    error: str
    wanted: str
    is_async: bool
    static: bool


@dataclass(frozen=True, slots=True)
class _Point:
    owner: str
    attribute: str
    symbol: Symbol | None


def fault_of(spec: FaultSpec, number: int, *, absorbed: bool, writer: Writer) -> Fault:
    """``spec`` as code; ``number`` tells the faults of a test apart.  ``absorbed``: the target
    must get over all of them within one call.

    Raises:
        NotComplete: the fault point does not exist, or the error is not known.
    """
    point = _point(spec.at, writer)
    tail = f"_{number}" if number > 1 else ""
    counts, chance = f"counts{tail}", f"chance{tail}"
    plain = spec.every is None and spec.probability is None
    return Fault(
        owner=point.owner,
        attribute=point.attribute,
        name=f"failing{tail}",
        original=f"original{tail}",
        counts=counts,
        chance=chance if spec.probability is not None else "",
        seed=spec.seed,
        condition=_condition(spec, counts, chance=chance),
        error=_error(spec, writer),
        wanted=f"== {spec.times}" if spec.times and plain and absorbed else ">= 1",
        is_async=point.symbol is not None and point.symbol.is_async,
        static=point.symbol is not None
        and point.symbol.kind in (SymbolKind.STATICMETHOD, SymbolKind.CLASSMETHOD),
    )


def _condition(spec: FaultSpec, counts: str, *, chance: str) -> str:
    parts = []
    if spec.every is not None and spec.every > 1:
        parts.append(f'{counts}["calls"] % {spec.every} == 0')
    if spec.times is not None:
        parts.append(f'{counts}["faults"] < {spec.times}')
    if spec.probability is not None:
        parts.append(f"{chance}.random() < {float(spec.probability.value)!r}")
    return " and ".join(parts)


def _error(spec: FaultSpec, writer: Writer) -> str:
    if spec.raises is None:
        return 'RuntimeError("injected fault")'
    name, _ = writer.error(spec.raises)
    written = spec.raises if isinstance(spec.raises, str) else spec.raises.error
    home, _, dotted = written.rpartition(":")
    symbol = writer.subject.code.symbol(f"{home or writer.subject.module.name}.{dotted}")
    if symbol is not None and isinstance(symbol.signature, Certain):
        if not symbol.signature.parameters:
            return f"{name}()"
        if sum(p.required for p in symbol.signature.parameters) > 1:
            raise NotComplete(
                f"`{name}` needs more than one argument", "raise an error that needs fewer"
            )
    return f'{name}("injected fault")'


def _point(at: str, writer: Writer) -> _Point:
    """Where to patch: a method on its class, a function where the target looks it up."""
    subject = writer.subject
    home, _, name = at.rpartition(":")
    if any(map(keyword.iskeyword, (*home.split("."), *name.split(".")))):
        raise NotComplete(f"`{at}` is no name", unsound=True)
    home = home or subject.module.name
    owner, _, attribute = name.rpartition(".")
    symbol = _symbol(home, name, subject=subject)
    if owner:
        return _Point(writer.reach(home, owner), attribute, symbol)
    surface = subject.surface
    for local, target in (surface.reexports if surface is not None else {}).items():
        if target == f"{home}.{name}" or (home == subject.module.name and local == name):
            writer.need(subject.module.name)
            return _Point(subject.module.name, local, subject.code.symbol(target))
    writer.need(home)
    return _Point(home, attribute, symbol)


def _symbol(home: str, name: str, *, subject: Subject) -> Symbol | None:
    """What the fault point is; nothing for code that is not ours.

    Raises:
        NotComplete: our own module has nothing by that name.
    """
    symbol = subject.code.symbol(f"{home}.{name}")
    here = subject.code.module(home)
    known = here is not None and (here.open or name.partition(".")[0] in here.reexports)
    if symbol is None and here is not None and not known:
        raise NotComplete(f"there is no `{name}` in {home}")
    return symbol
