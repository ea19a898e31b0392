"""GitLab's conditions: ``rules: - if: $A == "x" && $B =~ /y/``, and variables in texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"[^\"]*\"|'[^']*')|(?P<pattern>/(?:\\.|[^/\\])+/i?)|(?P<name>\$\w+|\$\{\w+\})"
    r"|(?P<null>null)|(?P<sign>==|!=|=~|!~|&&|\|\||[()]))"
)


class RuleError(Exception):
    """A condition that GitLab would refuse, or that is not known here."""


@dataclass
class _Reader:
    tokens: list[tuple[str, str]]
    variables: Mapping[str, str]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise RuleError("the condition ends too soon")
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self) -> bool:
        found = self.both()
        while self.peek() == "||":
            self.take()
            found = self.both() or found
        return found

    def both(self) -> bool:
        found = self.compared()
        while self.peek() == "&&":
            self.take()
            found = self.compared() and found
        return found

    def compared(self) -> bool:
        if self.peek() == "(":
            self.take()
            found = self.either()
            if self.take()[1] != ")":
                raise RuleError("a parenthesis is not closed")
            return found
        left = self.value(*self.take())
        if self.peek() not in ("==", "!=", "=~", "!~"):
            return bool(left)
        sign = self.take()[1]
        kind, text = self.take()
        if sign in ("=~", "!~"):
            if kind != "pattern":
                raise RuleError(f"{text} is no pattern")
            flags = re.IGNORECASE if text.endswith("i") else 0
            found = re.search(text.rstrip("i")[1:-1], left or "", flags) is not None
            return found is (sign == "=~")
        return (left == self.value(kind, text)) is (sign == "==")

    def value(self, kind: str, text: str) -> str | None:
        """The value of a name or a text; null where the name has none."""
        if kind == "name":
            return self.variables.get(text.strip("${}"))
        if kind == "text":
            return text[1:-1]
        if kind == "null":
            return None
        raise RuleError(f"{text} is no value")


def rule_holds(condition: str, variables: Mapping[str, str]) -> bool:
    """Whether ``condition`` holds with ``variables``."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(condition.rstrip()):
        found = _TOKEN.match(condition, at)
        if found is None:
            raise RuleError(f"cannot read {condition[at:]!r}")
        tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
        at = found.end()
    reader = _Reader(tokens, variables)
    value = reader.either()
    if reader.at < len(tokens):
        raise RuleError(f"unexpected {reader.peek()} in {condition!r}")
    return value


def expanded(text: str, variables: Mapping[str, str]) -> str:
    """``text`` with ``$NAME`` and ``${NAME}`` replaced; unknown ones are empty, ``$$`` is ``$``."""
    return re.sub(
        r"\$(?:(\$)|\{(\w+)\}|(\w+))",
        lambda m: m[1] or variables.get(m[2] or m[3], ""),
        text,
    )
