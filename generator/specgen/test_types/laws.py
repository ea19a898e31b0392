"""The laws of property tests as statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from specgen.surface.model import ParameterKind
from specgen.test_types.invocation import Invocation, Reached, reached
from specgen.test_types.model import NotComplete
from specgen.test_types.writer import Writer


@dataclass(frozen=True, slots=True)
class Law:
    """A law with an argument, the call it is about, and the names of the call's arguments."""

    argument: object
    call: Invocation
    names: Sequence[str]
    writer: Writer


def law_statements(
    law: object, call: Invocation, *, names: Sequence[str], writer: Writer
) -> tuple[str, ...]:
    """The conditions that ``law`` states of ``result`` and the arguments ``names``.

    Raises:
        NotComplete: the law does not fit the target, or cannot be used.
    """
    if isinstance(law, str):
        return _NAMED[law](call, names)
    for kind, build in _ARGUED.items():
        argument = getattr(law, kind)
        if argument is not None:
            return build(Law(argument, call, names, writer))
    return ()


def raised_only(laws: Sequence[object], writer: Writer) -> tuple[str, ...]:
    """The errors that the target may raise, over all laws."""
    found: dict[str, None] = {}
    for law in laws:
        for target in getattr(law, "raises_only", None) or ():
            found[writer.dotted(target)] = None
    return tuple(found)


def _called(call: Invocation, arguments: Sequence[str]) -> str:
    return _again(call.function, ", ".join(arguments), reached=reached(call.symbol))


def _again(function: str, arguments: str, *, reached: Reached) -> str:
    """A further call, as an expression."""
    text = f"{function}({arguments})"
    if reached.shape == "generator" and reached.is_async:
        return f"[item async for item in {text}]"
    if reached.shape == "generator":
        return f"list({text})"
    if reached.shape != "call":
        raise NotComplete(f"the law calls `{function}`, which is no plain function", "use `always`")
    return f"await {text}" if reached.is_async else text


def passed(call: Invocation, values: Mapping[str, str]) -> list[str]:
    """The arguments as a call writes them: by name where they are keyword-only or follow one that
    is left out, or where reading does not show the parameters."""
    texts, in_place = [], True
    for parameter in call.parameters:
        if parameter.name not in values:
            in_place = False
            continue
        in_place = in_place and parameter.kind is not ParameterKind.KEYWORD_ONLY
        value = values[parameter.name]
        texts.append(value if in_place else f"{parameter.name}={value}")
    known = {parameter.name for parameter in call.parameters}
    return [*texts, *(f"{name}={value}" for name, value in values.items() if name not in known)]


def _themselves(names: Sequence[str]) -> dict[str, str]:
    return {name: name for name in names}


def _no_crash(call: Invocation, names: Sequence[str]) -> tuple[str, ...]:
    return ()


def _idempotent(call: Invocation, names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        raise NotComplete("`idempotent` needs an argument to put the result into")
    again = {**_themselves(names), names[0]: "result"}
    return (f"{_called(call, passed(call, again))} == result",)


def _commutative(call: Invocation, names: Sequence[str]) -> tuple[str, ...]:
    if len(names) < 2:
        raise NotComplete("`commutative` needs two arguments to swap")
    swapped = {**_themselves(names), names[0]: names[1], names[1]: names[0]}
    return (f"{_called(call, passed(call, swapped))} == result",)


_NAMED: Mapping[str, Callable[[Invocation, Sequence[str]], tuple[str, ...]]] = {
    "no-crash": _no_crash,
    "idempotent": _idempotent,
    "commutative": _commutative,
}


def _round_trip(law: Law) -> tuple[str, ...]:
    if not law.names:
        raise NotComplete("`round_trip` needs an argument to come back to")
    return (f"{_other(law, 'result')} == {law.names[0]}",)


def _equivalent(law: Law) -> tuple[str, ...]:
    arguments = ", ".join(passed(law.call, _themselves(law.names)))
    return (f"result == {_other(law, arguments)}",)


def _other(law: Law, arguments: str) -> str:
    """The call of the other function that the law names, awaited where it is async.

    Raises:
        NotComplete: nothing is known by that name, or it would have to be awaited in a plain test.
    """
    written, subject = str(law.argument), law.writer.subject
    home, _, name = written.rpartition(":")
    symbol = subject.code.member(f"{home or subject.module.name}.{name}")
    called = law.writer.dotted(written)
    if symbol is None:
        return f"{called}({arguments})"
    way = reached(symbol)
    if way.is_async and not law.call.is_async:
        raise NotComplete(f"`{name}` is async and `{law.call.function}` is not", "target that")
    return _again(called, arguments, reached=way)


def _always(law: Law) -> tuple[str, ...]:
    return law.writer.conditions(str(law.argument), ("result", *law.call.shared, *law.names))


def _nothing(_: Law) -> tuple[str, ...]:
    return ()


_ARGUED: Mapping[str, Callable[[Law], tuple[str, ...]]] = {
    "round_trip": _round_trip,
    "equivalent": _equivalent,
    "always": _always,
    "raises_only": _nothing,
}
