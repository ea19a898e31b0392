"""Cases as a parametrize table: columns for the arguments and for what must follow."""

import builtins
import re
from dataclasses import dataclass

from specgen.spec.model import CaseSpec
from specgen.test_types.invocation import Invocation, check_arguments
from specgen.test_types.lacks import about
from specgen.test_types.model_code import Call, Keyword, ListOf, Node, Raw, Text, TupleOf
from specgen.test_types.writer import RESERVED, Writer

_NEGATIVE = re.compile(r"(?<![\w.)\]-])-(\d)")  # a number below nothing
PLAIN = re.compile(r"[\w\[\], .|]+")


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A parametrize decorator and what the test does with its columns.

    ``arguments`` are what the call passes; ``raises``: some case expects an error; ``mixed``:
    others do not; ``matched``: some error has a pattern; ``compared``: some result is compared.
    """

    decorator: Node
    parameters: tuple[tuple[str, str], ...]
    arguments: tuple[Node, ...]
    raises: bool
    mixed: bool
    matched: bool
    compared: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the cases expect, all in all."""

    failing: int
    patterns: int
    compared: bool
    cases: int

    @staticmethod
    def of(cases: tuple[CaseSpec, ...]) -> "_Wanted":
        errors = [case.raises for case in cases if case.outcome == "raises"]
        return _Wanted(
            len(errors),
            sum(bool(getattr(error, "match", "")) for error in errors),
            any(case.outcome in ("returns", "approx") for case in cases),
            len(cases),
        )

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The columns behind the arguments; only what a case may lack is optional."""
        found = [("expected", "object")] if self.compared else []
        if self.failing:
            none = " | None" if self.failing < self.cases else ""
            found.append(("error", f"type[BaseException]{none}"))
        if self.patterns:
            found.append(("match", "str" + (" | None" if self.patterns < self.cases else "")))
        return found


def case_table(cases: tuple[CaseSpec, ...], call: Invocation, *, writer: Writer) -> CaseTable:
    """The table of ``cases``.

    Raises:
        NotComplete: arguments that do not fit, or an expression that cannot be used.
    """
    for number, case in enumerate(cases):
        with about("cases", number):
            check_arguments(call, case.args, names=set(case.kwargs))
    wanted = _Wanted.of(cases)
    columns = _columns(cases, call)
    parameters = (*columns, *wanted.columns)
    named = [name for name, _ in columns] != ["args", "kwargs"] or not columns
    rows = []
    for number, (case, identity) in enumerate(zip(cases, _ids(cases), strict=True)):
        with about("cases", number):
            cells = _cells(case, [name for name, _ in columns] if named else None, writer=writer)
            outcome = _outcome(case, wanted, writer=writer)
        rows.append(_row((*cells, *outcome), identity))
    names: Node = TupleOf(tuple(Text(name) for name, _ in parameters))
    if len(parameters) == 1:
        names = Text(parameters[0][0])
    return CaseTable(
        Call("pytest.mark.parametrize", (names, ListOf(tuple(rows)))),
        parameters,
        _passed(cases, [n for n, _ in columns], named=named),
        bool(wanted.failing),
        wanted.failing < len(cases),
        bool(wanted.patterns),
        wanted.compared,
    )


def _columns(cases: tuple[CaseSpec, ...], call: Invocation) -> list[tuple[str, str]]:
    """One column per argument where all cases give the same ones, else ``args, kwargs``."""
    shapes = {(len(case.args), tuple(case.kwargs)) for case in cases}
    (places, names), *others = shapes
    known = call.parameters
    general = [("args", "tuple[object, ...]"), ("kwargs", "dict[str, object]")]
    if others or places > len(known):
        return general
    wanted = [p.name for p in known[:places]] + list(names)
    if RESERVED & set(wanted) or len(set(wanted)) < len(wanted) or call.function in wanted:
        return general
    if any(w == call.fixture or w == call.function.partition(".")[0] for w in wanted):
        return general
    kinds = {p.name: p.annotation for p in known}
    return [(name, annotation_of(kinds.get(name, ""))) for name in wanted]


def annotation_of(text: str) -> str:
    """An annotation of builtins only, as it stands; ``object`` for others."""
    words = set(re.findall(r"[^\W\d]\w*", text))
    if not text or not PLAIN.fullmatch(text):
        return "object"
    return text if all(w == "None" or hasattr(builtins, w) for w in words) else "object"


def _cells(case: CaseSpec, names: list[str] | None, *, writer: Writer) -> tuple[Node, ...]:
    """The arguments of a case, one by one where the columns have ``names``."""
    if names is None:
        return (TupleOf(tuple(map(writer.value, case.args))), writer.value(dict(case.kwargs)))
    values = [*case.args, *(case.kwargs[name] for name in names[len(case.args) :])]
    return tuple(map(writer.value, values))


def _outcome(case: CaseSpec, wanted: _Wanted, *, writer: Writer) -> tuple[Node, ...]:
    nothing = Raw("None")
    expected: Node = nothing
    if case.outcome == "returns":
        expected = writer.value(case.returns)
    elif case.outcome == "approx":
        limits = (("rel", case.rel), ("abs", case.abs))
        near = tuple(Keyword(k, writer.value(v)) for k, v in limits if v is not None)
        expected = Call("pytest.approx", (writer.value(case.approx), *near))
    elif wanted.compared and case.outcome == "":
        writer.need("unittest.mock", "ANY")
        expected = Raw("ANY")
    error: Node = nothing
    match: Node = nothing
    if case.raises is not None:
        name, pattern = writer.error(case.raises)
        error, match = Raw(name), Text(pattern) if pattern else nothing
    cells = {"expected": expected, "error": error, "match": match}
    return tuple(cells[name] for name, _ in wanted.columns)


def _row(cells: tuple[Node, ...], identity: str) -> Node:
    return Call("pytest.param", (*cells, Keyword("id", Text(identity))))


def _passed(cases: tuple[CaseSpec, ...], names: list[str], *, named: bool) -> tuple[Node, ...]:
    if not named:
        return (Raw("*args"), Raw("**kwargs"))
    places = len(cases[0].args)
    return (
        *(Raw(name) for name in names[:places]),
        *(Keyword(name, Raw(name)) for name in names[places:]),
    )


def _ids(cases: tuple[CaseSpec, ...]) -> list[str]:
    """A readable id per case, none twice."""
    found: list[str] = []
    for case in cases:
        values = [*case.args, *case.kwargs.values()]
        words = [_NEGATIVE.sub(r"minus-\1", text) for text in map(str, values)]
        words = re.findall(r"[A-Za-z0-9.-]+", " ".join(words))
        plain = (
            case.id
            or "-".join(filter(None, (w.strip("-") for w in words)))[:40].strip("-.")
            or "none"
        )
        name, number = plain, 2
        while name in found:
            name, number = f"{plain}-{number}", number + 1
        found.append(name)
    return found


def examples(cases: tuple[CaseSpec, ...], names: list[str], *, writer: Writer) -> tuple[Node, ...]:
    """``@example`` decorators of the cases that give every argument of a property test."""
    found: list[Node] = []
    for case in cases:
        values = {**dict(zip(names, case.args, strict=False)), **case.kwargs}
        if set(values) == set(names):
            found.append(Call("example", tuple(Keyword(n, writer.value(values[n])) for n in names)))
            writer.need("hypothesis", "example")
    return tuple(found)
