"""Marks by their real names, through aliases, and the excuses among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specgen.inventory.collect import Raw
from specgen.inventory.index import Foreign, Index, Local
from specgen.inventory.model import Excuse, ExcuseKind, Mark
from specgen.syntax.model import Expression, Sets, SkipCall

_MARK = "pytest.mark."
_UNITTEST = {
    "skip": ExcuseKind.SKIP,
    "skipIf": ExcuseKind.SKIPIF,
    "skipUnless": ExcuseKind.SKIPIF,
    "expectedFailure": ExcuseKind.XFAIL,
}
_PYTEST = {k.value: k for k in (ExcuseKind.SKIP, ExcuseKind.SKIPIF, ExcuseKind.XFAIL)}
_ALWAYS = ("True", "1", '"True"', "'True'")
_NEVER = ("False", "0", '"False"', "'False'")


@dataclass(frozen=True, slots=True)
class Worn:
    """A decorator or ``pytestmark`` entry as a test wears it: resolved name, who carries it."""

    name: str
    expression: Expression
    scope: str

    @property
    def mark(self) -> str:
        """The mark's name; empty for other decorators."""
        return self.name.removeprefix(_MARK) if self.name.startswith(_MARK) else ""


def worn(raw: Raw, index: Index) -> tuple[Worn, ...]:
    """The decorators and marks of a test itself, nearest first."""
    return tuple(_named(raw.function.decorators, raw.home, index=index, scope="function"))


def worn_around(raw: Raw, index: Index) -> tuple[Worn, ...]:
    """Those of its classes and module, nearest first; the same for all tests of a class."""
    found: list[Worn] = []
    for line in reversed(raw.around):
        home = line.parts[0][0] if line.parts else raw.path
        found += _named(line.class_marks, home, index=index, scope="class")
    values = index.scope(raw.path).values
    if "pytestmark" in values:
        found += _named(values["pytestmark"].marks, raw.path, index=index, scope="module")
    return tuple(found)


def _named(
    expressions: Iterable[Expression], path: str, *, index: Index, scope: str
) -> Iterator[Worn]:
    for expression in expressions:
        meaning = index.meaning(path, expression.chain) if expression.chain else None
        if isinstance(meaning, Foreign):
            yield Worn(index.aliases.get(meaning.dotted, meaning.dotted), expression, scope)
        elif isinstance(meaning, Local) and meaning.value is not None:
            inner = meaning.value.value
            for mark in meaning.value.marks or (inner,):
                yield from (
                    _named((mark,), meaning.path, index=index, scope=scope) if mark.chain else ()
                )
        else:
            yield Worn(expression.chain, expression, scope)


def marks(found: Iterable[Worn]) -> tuple[Mark, ...]:
    """The pytest marks among what a test wears."""
    return tuple(
        Mark(w.mark, w.expression.line, w.expression.arguments, w.expression.literals)
        for w in found
        if w.mark
    )


def parameter_sets(found: Iterable[Worn]) -> int:
    """How many parameter sets a test has; 0 where reading cannot know."""
    total = 1
    for one in found:
        if one.mark == "parametrize":
            total *= one.expression.count
    return total


@dataclass(frozen=True, slots=True)
class Expected:
    """That a test is expected to fail whatever happens; why, and whether it has to fail.

    One that has to fail is told when it passes, so that a body without a check can fail too.
    """

    why: str
    binding: bool


def expected_failure(found: Iterable[Worn], said: Iterable[Excuse]) -> Expected | None:
    """The unconditional expectation that a test fails; nothing where there is none."""
    wearing = tuple(found)
    always = [e for e in said if e.kind is ExcuseKind.XFAIL and e.unconditional]
    if not always:
        marked = any(w.expression.sets is Sets.XFAIL for w in wearing)
        return Expected("each of its parameter sets is expected to fail", False) if marked else None
    first = always[0]
    words = f"expected to fail: {first.reason}" if first.reason else "expected to fail"
    binding = first.scope == "body" or any(map(_strict, wearing))
    return Expected(words, binding)


def never_runs(found: Iterable[Worn], said: Iterable[Excuse]) -> str:
    """Why the marks of a test keep its body from ever running; empty where they do not."""
    wearing = tuple(found)
    if any(w.expression.sets is Sets.NONE and w.mark == "parametrize" for w in wearing):
        return "is parametrized over nothing, so it never runs"
    if not any(e.kind is ExcuseKind.XFAIL for e in said):
        return ""
    always = (w for w in wearing if w.mark == "xfail" and _always(w))
    first = next(always, None)
    if first is not None and first.expression.keyword("run") == "False":
        return "is expected to fail and never run"
    return ""


def _always(one: Worn) -> bool:
    excuse = _worn_excuse(one)
    return excuse is not None and excuse.unconditional


def _strict(one: Worn) -> bool:
    if one.name.endswith("expectedFailure"):
        return True
    return one.mark == "xfail" and one.expression.keyword("strict") == "True"


def excuses(raw: Raw, found: Iterable[Worn], *, index: Index) -> tuple[Excuse, ...]:
    """Skips and expected failures of a test: marks, decorators, calls in body and module."""
    said = [e for e in map(_worn_excuse, found) if e is not None]
    said += [_call_excuse(s, "body") for s in raw.function.body.skips]
    said += [_call_excuse(s, "module") for s in index.files[raw.path].skips]
    return tuple(said)


def _worn_excuse(one: Worn) -> Excuse | None:
    kind = _PYTEST.get(one.mark)
    expression = one.expression
    if kind is None and one.name.startswith(("unittest.", "twisted.")):
        kind = _UNITTEST.get(one.name.rpartition(".")[2])
        conditional = kind is ExcuseKind.SKIPIF
        reason = expression.literals[-1] if expression.literals else ""
    elif kind is not None:
        conditional = kind is ExcuseKind.SKIPIF or _conditional_xfail(kind, expression)
        reason = _unquoted(expression.keyword("reason"))
        if kind is ExcuseKind.SKIP and not reason and expression.literals:
            reason = expression.literals[0]
    if kind is None:
        return None
    condition = ""
    if conditional:
        condition = expression.keyword("condition") or "".join(expression.arguments[:1])
    return _excuse(kind, expression.line, reason=reason, condition=condition, one=one)


def _conditional_xfail(kind: ExcuseKind, expression: Expression) -> bool:
    given = bool(expression.arguments) or bool(expression.keyword("condition"))
    return kind is ExcuseKind.XFAIL and given


def _excuse(
    kind: ExcuseKind, line: int, *, reason: str, condition: str, one: Worn
) -> Excuse | None:
    if condition in _NEVER:
        return None
    if one.name.endswith("skipUnless"):
        condition = f"not ({condition})"
    if condition in _ALWAYS:
        kind = ExcuseKind.SKIP if kind is ExcuseKind.SKIPIF else kind
        condition = ""
    return Excuse(kind, line, reason, condition, one.scope)


def _call_excuse(call: SkipCall, scope: str) -> Excuse:
    return Excuse(ExcuseKind(call.name), call.line, call.reason, call.condition, scope)


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        return text[1:-1]
    return text
