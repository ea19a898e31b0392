"""GitHub's expression language: what stands between ``${{`` and ``}}``, evaluated.

The whole grammar of https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
but the functions that read files.  What it does not know is an error, never a guess.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Value = object  # None, bool, int or float, str, list or mapping
Contexts = Mapping[str, Value]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?))"
    r"|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>==|!=|<=|>=|&&|\|\||[<>!()\[\].,*]))"
)
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None}
_STATUS = {"success", "failure", "always", "cancelled"}


class ExpressionError(Exception):
    """An expression that GitHub would refuse, or that this interpreter does not know."""


@dataclass(frozen=True)
class State:
    """How what came before has ended; what the status functions ask for."""

    failed: bool = False
    cancelled: bool = False


@dataclass
class _Reader:
    """A recursive-descent evaluator over the tokens of one expression."""

    tokens: list[tuple[str, str]]
    contexts: Contexts
    state: State
    at: int = 0
    asked: set[str] = field(default_factory=set)

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> tuple[str, str]:
        if self.at >= len(self.tokens) or (expected and self.peek() != expected):
            raise ExpressionError(
                f"expected {expected or 'more'}, found {self.peek() or 'the end'}"
            )
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self) -> Value:
        value = self.both()
        while self.peek() == "||":
            self.take()
            other = self.both()
            value = value if truthy(value) else other
        return value

    def both(self) -> Value:
        value = self.compared()
        while self.peek() == "&&":
            self.take()
            other = self.compared()
            value = other if truthy(value) else value
        return value

    def compared(self) -> Value:
        value = self.negated()
        while self.peek() in _COMPARE:
            sign = self.take()[1]
            value = _COMPARE[sign](value, self.negated())
        return value

    def negated(self) -> Value:
        if self.peek() == "!":
            self.take()
            return not truthy(self.negated())
        return self.reached()

    def reached(self) -> Value:
        """A value and the ``.name``, ``.*`` and ``[…]`` behind it."""
        value = self.atom()
        while self.peek() in (".", "["):
            if self.take()[1] == "[":
                key = self.either()
                self.take("]")
            else:
                key = self.take()[1]
            value = _member(value, key)
        return value

    def atom(self) -> Value:
        kind, text = self.take()
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return int(text, 16) if text.startswith("0x") else float(text)
        if text == "(":
            value = self.either()
            self.take(")")
            return value
        if kind != "name":
            raise ExpressionError(f"unexpected {text}")
        return self.called(text) if self.peek() == "(" else self.named(text)

    def named(self, name: str) -> Value:
        if name in _WORDS:
            return _WORDS[name]
        if name not in self.contexts:
            raise ExpressionError(f"no context called {name}")
        return self.contexts[name]

    def called(self, name: str) -> Value:
        self.take("(")
        given: list[Value] = []
        while self.peek() != ")":
            given.append(self.either())
            if self.peek() == ",":
                self.take()
        self.take(")")
        if name in _STATUS:
            self.asked.add(name)
            return _status(name, self.state)
        if name not in _FUNCTIONS:
            raise ExpressionError(f"no function called {name}")
        return _FUNCTIONS[name](*given)


def _status(name: str, state: State) -> bool:
    answers = {
        "always": True,
        "cancelled": state.cancelled,
        "failure": state.failed,
        "success": not state.failed and not state.cancelled,
    }
    return answers[name]


def _member(value: Value, key: Value) -> Value:
    if key == "*":
        return list(value.values()) if isinstance(value, Mapping) else value
    if isinstance(value, Mapping):
        return value.get(key) if key in value else None
    if isinstance(value, list):
        if isinstance(key, float):
            return value[int(key)] if int(key) < len(value) else None
        return [_member(item, key) for item in value]
    return None


def truthy(value: Value) -> bool:
    """What counts as true: everything but false, 0, the empty text and null."""
    return value not in (None, False, 0, "")


def _number(value: Value) -> float:
    if value is None or value == "":
        return 0.0
    if isinstance(value, bool | int | float):
        return float(value)
    try:
        return float(str(value)) if isinstance(value, str) else float("nan")
    except ValueError:
        return float("nan")


def equal(left: Value, right: Value) -> bool:
    """Loose equality: texts without case, other unlike things as numbers."""
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    if isinstance(left, list | Mapping) or isinstance(right, list | Mapping):
        return left is right
    return _number(left) == _number(right)


_COMPARE: Mapping[str, Callable[[Value, Value], bool]] = {
    "==": equal,
    "!=": lambda a, b: not equal(a, b),
    "<": lambda a, b: _number(a) < _number(b),
    ">": lambda a, b: _number(a) > _number(b),
    "<=": lambda a, b: _number(a) <= _number(b),
    ">=": lambda a, b: _number(a) >= _number(b),
}


def as_text(value: Value) -> str:
    """How a value stands in a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else "Object"


def _contains(where: Value, what: Value) -> bool:
    if isinstance(where, list):
        return any(equal(item, what) for item in where)
    return as_text(what).lower() in as_text(where).lower()


def _format(pattern: Value, *given: Value) -> str:
    return re.sub(r"\{(\d+)\}", lambda m: as_text(given[int(m[1])]), as_text(pattern))


_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "contains": _contains,
    "startsWith": lambda a, b: as_text(a).lower().startswith(as_text(b).lower()),
    "endsWith": lambda a, b: as_text(a).lower().endswith(as_text(b).lower()),
    "format": _format,
    "join": lambda items, sign=",": as_text(sign).join(as_text(i) for i in items),
    "toJSON": lambda value: json.dumps(value, indent=2),
    "fromJSON": lambda text: json.loads(as_text(text)),
}


def _read(text: str, contexts: Contexts, state: State) -> tuple[Value, set[str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ExpressionError(f"cannot read {text[at:]!r}")
        tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
        at = found.end()
    reader = _Reader(tokens, contexts, state)
    value = reader.either()
    if reader.at < len(tokens):
        raise ExpressionError(f"unexpected {reader.peek()} in {text!r}")
    return value, reader.asked


def evaluated(text: str, contexts: Contexts, state: State | None = None) -> Value:
    """The value of one expression, without its ``${{ }}``."""
    return _read(text, contexts, state or State())[0]


def holds(condition: Value, contexts: Contexts, state: State) -> bool:
    """Whether an ``if`` holds: one that asks for no status also asks for ``success()``."""
    text = as_text(True if condition is None else condition).strip()
    inner = re.fullmatch(r"\$\{\{(.*)\}\}", text, re.DOTALL)
    value, asked = _read(inner[1] if inner else text, contexts, state)
    return truthy(value) and (bool(asked) or _status("success", state))


def filled(value: Value, contexts: Contexts, state: State | None = None) -> Value:
    """``value`` with every ``${{ }}`` in it replaced; one that stands alone keeps its type."""
    if isinstance(value, Mapping):
        return {key: filled(item, contexts, state) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, contexts, state) for item in value]
    if not isinstance(value, str):
        return value
    alone = re.fullmatch(r"\$\{\{((?:(?!\}\}).)*)\}\}", value.strip(), re.DOTALL)
    if alone:
        return evaluated(alone[1], contexts, state)
    return re.sub(
        r"\$\{\{(.*?)\}\}",
        lambda m: as_text(evaluated(m[1], contexts, state)),
        value,
        flags=re.DOTALL,
    )
