"""Workflows whose every step is a call."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from specgen.spec.model import StepSpec
from specgen.surface.model import Certain, Symbol, SymbolKind
from specgen.test_types.invocation import Reached, reached
from specgen.test_types.lacks import about
from specgen.test_types.model import NotComplete, Sketch, Subject
from specgen.test_types.model_code import Node, Raw
from specgen.test_types.one_line import as_text
from specgen.test_types.writer import Writer

MAKE = "call the class itself in an earlier step, with its arguments"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    awaits: bool


def over_steps(subject: Subject) -> Sketch:
    """The test that makes the calls of the steps in order; objects made by one serve the next.

    Raises:
        NotComplete: a step is prose, or its target is not known.
    """
    written = subject.scenario.written
    if not written.steps or written.asserts:
        raise NotComplete("assertions in prose are for people", "give steps an `expect`")
    writer = Writer(subject)
    made: dict[str, str] = {}
    lines: list[_Line] = []
    for number, step in enumerate(written.steps):
        with about("steps", number):
            if isinstance(step, str) or step.call is None:
                raise NotComplete("a step in prose is for people", "give it a `call`")
            lines += _lines(step, made, writer=writer)
    awaits = any(line.awaits for line in lines)
    marks: tuple[Node, ...] = ()
    if awaits and subject.async_mark:
        marks = (Raw(f"pytest.mark.{subject.async_mark}"),)
    return Sketch(
        template="steps.py.jinja",
        values={"lines": list(_used([line.text for line in lines]))},
        imports=tuple(writer.imports),
        marks=marks,
        is_async=awaits,
        exact=False,
    )


def _lines(step: StepSpec, made: dict[str, str], *, writer: Writer) -> list[_Line]:
    """The statements of one step; ``made`` maps classes to the names of their instances."""
    home, _, name = (step.call or "").rpartition(":")
    module = home or writer.subject.module.name
    symbol = writer.subject.code.member(f"{module}.{name}")
    if symbol is None or writer.subject.surface is None:
        raise NotComplete(f"there is no `{name}` in {module}")
    texts = [as_text(node) for node in writer.arguments(step.args, step.kwargs)]
    arguments = ", ".join(texts)
    if symbol.kind is SymbolKind.CLASS:
        made[f"{module}.{name}"] = _local(name, made)
        made_by = writer.reach(module, name)
        return [_Line(f"{made[f'{module}.{name}']} = {made_by}({arguments})", False)]
    before: list[_Line] = []
    if symbol.kind in (SymbolKind.METHOD, SymbolKind.PROPERTY):
        owner, _, method = name.rpartition(".")
        if f"{module}.{owner}" not in made:
            _constructible(writer.subject.code.symbol(f"{module}.{owner}"))
            made[f"{module}.{owner}"] = _local(owner, made)
            before = [
                _Line(f"{made[f'{module}.{owner}']} = {writer.reach(module, owner)}()", False)
            ]
        called = f"{made[f'{module}.{owner}']}.{method}"
    else:
        called = writer.reach(module, name)
    way = reached(symbol)
    text = _expression(way, called, arguments=arguments)
    expected = ""
    if "expect" in step.model_fields_set:
        same = "is" if step.expect is None or isinstance(step.expect, bool) else "=="
        expected = f" {same} {as_text(writer.value(step.expect))}"
    if way.shape == "context":
        inside = (
            f" as entered:\n        assert entered{expected}" if expected else ":\n        pass"
        )
        return [*before, _Line(f"{text}{inside}", way.is_async)]
    return [*before, _Line(f"assert {text}{expected}" if expected else text, way.is_async)]


def _expression(way: Reached, called: str, *, arguments: str) -> str:
    """What a step evaluates; of a context manager, the statement that enters it."""
    text = f"{called}({arguments})"
    match way:
        case Reached("attribute"):
            return called
        case Reached("context", waits):
            return f"{'async ' if waits else ''}with {text}"
        case Reached("generator", True):
            return f"[item async for item in {text}]"
        case Reached("generator"):
            return f"list({text})"
        case Reached(_, True):
            return f"await {text}"
    return text


def _used(lines: list[str]) -> Iterator[str]:
    """The statements; an object that no later one needs gets no name."""
    for number, line in enumerate(lines):
        name, _, made = line.partition(" = ")
        needed = any(re.search(rf"\b{name}\.", later) for later in lines[number + 1 :])
        yield made if name.isidentifier() and made and not needed else line


def _local(owner: str, made: dict[str, str]) -> str:
    """A name for an instance of ``owner`` that no other step's has."""
    name = owner.rpartition(".")[2].lower().strip("_") + "_object"
    return name if name not in made.values() else f"{name}_{len(made)}"


def _constructible(owner: Symbol | None) -> None:
    if owner is None or not isinstance(owner.signature, Certain):
        raise NotComplete("reading does not show how to make the object of the step", MAKE)
    if any(parameter.required for parameter in owner.signature.parameters):
        raise NotComplete(f"the constructor of `{owner.name}` needs arguments", MAKE)
