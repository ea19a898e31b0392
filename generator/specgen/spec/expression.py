"""Text of the expression language becomes an expression; nothing is ever evaluated as Python."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from specgen.quantities import Effort, Share
from specgen.spec import units
from specgen.spec.expression_model import (
    FACTS,
    FILTER_VALUES,
    Expression,
    Fact,
    FactForm,
    Filter,
    Measured,
    Operator,
    Stated,
)
from specgen.spelling import suggestion

_VALUE = r"\"[^\"]*\"|'[^']*'|[^\s()='\"<>!,]+"
_TOKEN = re.compile(
    rf"\s*(?:(?P<operator>==|!=|<=|>=|<|>|=)|(?P<bracket>[()])|(?P<comma>,)|(?P<value>{_VALUE}))"
)
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_OPERATORS = "==|!=|<=|>=|<|>"
_STATED: Mapping[Measured, str] = {
    Measured.COUNT: units.NUMBER,
    Measured.SHARE: units.SHARE.pattern,
    Measured.HOURS: units.EFFORT.pattern.removeprefix("~?"),
    Measured.TRUTH: units.NUMBER,
}


def _pattern(form: FactForm) -> str:
    """All expressions about one fact."""
    subject = rf"(?:{_VALUE})(?=[\s,)])\s*" if form.subject else ""
    filters = "".join(rf"(?:{_filter_pattern(name)})(?=[\s,)])|" for name in form.filters)
    brackets = rf"\s*\(\s*{subject}(?:(?:{filters},)\s*)*\)"
    brackets = brackets if form.subject else f"(?:{brackets})?"
    return rf"{form.name}{brackets}\s*(?:(?:{_OPERATORS})\s*~?{_STATED[form.measured]})?"


def _filter_pattern(name: str) -> str:
    values = FILTER_VALUES.get(name)
    return rf"{name}\s*=\s*(?:{'|'.join(values) if values else _VALUE})"


PATTERN = rf"^\s*(?:{'|'.join(_pattern(form) for form in FACTS.values())})\s*$"
"""The whole language as one pattern, for the JSON Schema."""
_WHOLE = re.compile(PATTERN)


class ExpressionError(units.QuantityError):
    """A text that is no expression; ``column`` counts its characters from 0."""

    def __init__(self, message: str, tip: str, *, column: int) -> None:
        super().__init__(message, tip, rule="bad-expression")
        self.column = column


class _Tokens:
    """The tokens of one expression, read once from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    @property
    def column(self) -> int:
        """Where the next token starts."""
        rest = self.text[self.position :]
        return self.position + len(rest) - len(rest.lstrip())

    def next(self) -> tuple[str, str]:
        """Kind and text of the next token, which is taken; ``end`` at the end."""
        found = _TOKEN.match(self.text, self.position)
        if found is None or found.lastgroup is None:
            if self.text[self.position :].strip():
                raise ExpressionError("this cannot be read", "quote the value", column=self.column)
            return ("end", "")
        self.position = found.end()
        return (found.lastgroup, found[found.lastgroup])

    def peek(self) -> tuple[str, str]:
        """The next token, which stays."""
        before = self.position
        token = self.next()
        self.position = before
        return token


def expression(value: object) -> Expression:
    """``gaps(priority=high) == 16`` as an expression.

    Raises:
        ExpressionError: the text is none; with the column and, where one is near, the fact or
            filter that was meant.
    """
    if not isinstance(value, str):
        raise units.QuantityError(
            f"{units.shown(value)} is no expression", "write it like `gaps == 0`", rule="wrong-type"
        )
    tokens = _Tokens(value)
    fact, form = _fact(tokens)
    column = tokens.column
    kind, operator = tokens.next()
    if kind == "end":
        return _spaced(Expression(value, fact))
    if kind != "operator" or operator == "=":
        tip = "write `==`" if operator == "=" else "write one of == != < <= > >="
        raise ExpressionError(f"{units.shown(operator)} is no comparison", tip, column=column)
    stated = _stated(tokens, form)
    column = tokens.column
    kind, text = tokens.next()
    if kind != "end":
        raise ExpressionError(
            f"{units.shown(text)} comes after the end",
            "write two expressions, one per item",
            column=column,
        )
    return _spaced(Expression(value, fact, Operator(operator), stated))


def _spaced(found: Expression) -> Expression:
    """``found``, if its parts stand apart and in order (the subject first)."""
    if _WHOLE.search(found.text):
        return found
    raise ExpressionError(
        "this cannot be read", f"write it like {units.shown(str(found.fact))}", column=0
    )


def _fact(tokens: _Tokens) -> tuple[Fact, FactForm]:
    column = tokens.column
    kind, name = tokens.next()
    form = FACTS.get(name)
    if kind != "value" or form is None:
        tip = suggestion(name, FACTS) or f"one of: {', '.join(sorted(FACTS))}"
        raise ExpressionError(f"no fact is called {units.shown(name)}", tip, column=column)
    if tokens.peek() != ("bracket", "("):
        return _complete(Fact(name), form, column=column), form
    tokens.next()
    subject, filters = "", list[Filter]()
    while tokens.peek() not in (("bracket", ")"), ("end", "")):
        if tokens.peek() == ("comma", ","):
            tokens.next()
            continue
        column = tokens.column
        word = _value(tokens)
        if tokens.peek() == ("operator", "="):
            tokens.next()
            filters.append(_filter(form, word, tokens=tokens, column=column))
        elif form.subject and not subject:
            subject = word
        else:
            raise ExpressionError(
                f"{units.shown(word)} has no value", _filters_of(form, word), column=column
            )
    if tokens.next()[0] == "end":
        raise ExpressionError("the bracket is not closed", "write `)`", column=len(tokens.text))
    return _complete(Fact(name, subject, tuple(filters)), form, column=column), form


def _complete(fact: Fact, form: FactForm, *, column: int) -> Fact:
    if form.subject and not fact.subject:
        raise ExpressionError(
            f"`{fact.name}` needs a {form.subject}",
            f"write `{fact.name}({form.subject})`",
            column=column,
        )
    return fact


def _filter(form: FactForm, name: str, *, tokens: _Tokens, column: int) -> Filter:
    if name not in form.filters:
        raise ExpressionError(
            f"`{form.name}` has no filter {units.shown(name)}",
            _filters_of(form, name),
            column=column,
        )
    column = tokens.column
    value = _value(tokens)
    allowed = FILTER_VALUES.get(name, (value,))
    if value not in allowed:
        begun = next((word for word in allowed if word.startswith(value)), "")
        tip = f"did you mean `{begun}`?" if begun else suggestion(value, allowed)
        one_of = f"one of: {', '.join(allowed)}"
        raise ExpressionError(f"{units.shown(value)} is no {name}", tip or one_of, column=column)
    return Filter(name, value)


def _filters_of(form: FactForm, word: str) -> str:
    if not form.filters:
        return f"`{form.name}` takes no filters"
    return suggestion(word, form.filters) or f"filters: {', '.join(form.filters)}"


def _value(tokens: _Tokens) -> str:
    column = tokens.column
    kind, text = tokens.next()
    if kind != "value":
        raise ExpressionError(
            f"a value is missing before {units.shown(text)}", "write name=value", column=column
        )
    return text.strip("\"'")


def _stated(tokens: _Tokens, form: FactForm) -> Stated:
    column = tokens.column
    kind, text = tokens.next()
    if kind != "value":
        raise ExpressionError(
            "the value is missing", "write a number after the comparison", column=column
        )
    about = text.startswith("~")
    try:
        return Stated(_READ[form.measured](text.removeprefix("~")), about)
    except units.QuantityError as error:
        raise ExpressionError(error.message, error.tip, column=column) from None


def _number(text: str) -> Decimal:
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    raise units.QuantityError(
        f"{units.shown(text)} is no number", "write digits only, as in `== 39`"
    )


_READ: Mapping[Measured, Callable[[str], Decimal | Share | Effort]] = {
    Measured.COUNT: _number,
    Measured.SHARE: units.share,
    Measured.HOURS: units.effort,
    Measured.TRUTH: _number,
}
