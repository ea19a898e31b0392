"""Expressions of generated Python as a small tree that a printer lays out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Raw:
    """An expression as it stands, on one line, without brackets that could be laid out."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string.  ``wrap`` allows a long one to become several adjacent literals."""

    value: str
    wrap: bool = True


@dataclass(frozen=True, slots=True)
class Keyword:
    """``name=value`` in a call."""

    name: str
    value: "Node"


@dataclass(frozen=True, slots=True)
class Pair:
    """``key: value`` in a dict."""

    key: "Node"
    value: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a dotted name."""

    function: str
    arguments: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list display."""

    items: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple display."""

    items: "tuple[Node, ...]" = ()


@dataclass(frozen=True, slots=True)
class DictOf:
    """A dict display."""

    pairs: tuple[Pair, ...] = ()


Node = Raw | Text | Keyword | Pair | Call | ListOf | TupleOf | DictOf
