"""Events become a located tree, with every bound and refusal that hostile input asks for."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from specgen.diagnostics import Diagnostic, Place, Related, Severity, Span
from specgen.source.core_schema import NumberTooLarge, value_of
from specgen.source.model import Mapping, Node, Scalar, Sequence, Value

MAX_DEPTH = 64
MAX_NODES = 100_000
MAX_PROBLEMS = 100
QUOTE_IT = "put it into quotes if it is text"  # such a tip can show the line as it should be


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A node that aliases may repeat; ``size`` and ``height`` are what each repetition adds."""

    node: Node
    size: int
    height: int


class _Stop(Exception):
    """The file is beyond a bound; what has been said about it stands."""


class Composer:
    """Builds the tree of the first document; ``problems`` holds what is wrong with it so far.

    Events are pulled one by one and pulling stops at the first broken bound: the reader never sees
    deeper nesting, which would make its scanner quadratic (measured: 1 MB of ``[`` in 2 ms).
    """

    def __init__(self, path: PurePosixPath, events: Iterator[Any]) -> None:
        self._path = path
        self._next = events.__next__
        self._anchors: dict[str, _Anchored] = {}
        self._unfinished: set[str] = set()
        self._unused: dict[str, Span] = {}
        self._count = 0
        self._depth = 0
        self._deepest = 0
        self.problems: list[Diagnostic] = []

    def root(self) -> Node | None:
        """The tree, or ``None`` where there is no document or a bound is broken.

        Raises:
            YAMLError: the text is not YAML.
        """
        try:
            root = self._document()
        except _Stop:
            return None
        with suppress(_Stop):
            self._report_unused()
        return root

    def _document(self) -> Node | None:
        root: Node | None = None
        while type(event := self._next()) is not StreamEndEvent:
            if type(event) is not DocumentStartEvent:
                continue
            if root is not None:
                tip = "put each document into a file of its own"
                message = "second document in one file"
                self._refuse("several-documents", _span(event), message=message, tip=tip)
                return root
            root = self._node(self._next())
        return root

    def _node(self, event: Any) -> Node:
        self._count += 1
        if self._count > MAX_NODES:
            self._stop_at_nodes(_span(event))
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if event.ctag is not None:
            self._refuse_tag(event)
        if event.anchor is not None:
            return self._anchored(event)
        return self._scalar(event) if kind is ScalarEvent else self._collection(event)

    def _scalar(self, event: Any) -> Scalar:
        text = event.value
        style = event.style or ""
        start, end = event.start_mark, event.end_mark
        span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if style:
            value: Value = text
            if style == '"' and not text.isprintable():
                self._refuse_surrogates(text, span)
        else:
            try:
                value = value_of(text)
            except NumberTooLarge:
                value = text
                message = "number is too large"
                self._refuse("number-too-large", span, message=message, tip=QUOTE_IT)
        return Scalar(value, text, span, style)

    def _collection(self, event: Any) -> Node:
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        if self._depth > MAX_DEPTH:
            self._stop_at_depth(_span(event))
        inside = self._mapping if type(event) is MappingStartEvent else self._sequence
        node = inside(event)
        self._depth -= 1
        return node

    def _sequence(self, start: Any) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event))
        return Sequence(tuple(items), _extent(start, event, last=items[-1] if items else None))

    def _mapping(self, start: Any) -> Mapping:
        entries: dict[Value, tuple[Scalar, Node]] = {}
        last: Node | None = None
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event)
            last = self._node(self._next())
            if type(last) is Scalar and not last.text and not last.style:
                last = last._replace(span=_after(key.span))
            if type(key) is not Scalar:
                tip = "write the key as text"
                message = "a key must be one value"
                self._refuse("complex-key", key.span, message=message, tip=tip)
            elif (first := entries.setdefault(key.value, (key, last)))[0] is not key:
                self._refuse_duplicate(key, first[0])
        return Mapping(tuple(entries.values()), _extent(start, event, last=last))

    def _anchored(self, event: Any) -> Node:
        name = event.anchor
        self._unused.setdefault(name, _span(event))
        self._unfinished.add(name)
        before, deepest = self._count, self._deepest
        self._deepest = self._depth
        node = self._scalar(event) if type(event) is ScalarEvent else self._collection(event)
        self._anchors[name] = _Anchored(node, self._count - before, self._deepest - self._depth)
        self._deepest = max(self._deepest, deepest)
        self._unfinished.discard(name)
        return node

    def _alias(self, event: Any) -> Node:
        name, span = event.anchor, _span(event)
        self._unused.pop(name, None)
        known = self._anchors.get(name)
        if name in self._unfinished or known is None:
            inside = name in self._unfinished
            problem = "stands inside its own anchor" if inside else "has no anchor above it"
            tip = "repeat the value" if inside else QUOTE_IT
            self._refuse("yaml-alias", span, message=f"alias `*{name}` {problem}", tip=tip)
            return Scalar(None, "", span, "")
        self._count += known.size
        if self._count > MAX_NODES:
            self._stop_at_nodes(span)
        self._deepest = max(self._deepest, self._depth + known.height)
        if self._deepest > MAX_DEPTH:
            self._stop_at_depth(span)
        return known.node

    def _report_unused(self) -> None:
        for name, span in self._unused.items():
            message = f"no alias uses the anchor `&{name}`"
            tip = f"delete the anchor, or {QUOTE_IT}"
            place = Place(self._path, span=span)
            self._report(Diagnostic("unused-anchor", Severity.WARNING, place, message, tip))

    def _refuse_tag(self, event: Any) -> None:
        tag = str(event.ctag)
        if tag.startswith("tag:yaml.org,2002:"):
            tag = "!!" + tag.removeprefix("tag:yaml.org,2002:")
        tip = f"delete the tag, or {QUOTE_IT}"
        message = f"tag `{tag}`; tags are refused"
        self._refuse("yaml-tag", _span(event), message=message, tip=tip)

    def _refuse_surrogates(self, text: str, span: Span) -> None:
        if any("\ud800" <= character <= "\udfff" for character in text):
            tip = "write the character itself, or \\U and its eight digits"
            self._refuse("yaml-syntax", span, message="escape of half a character", tip=tip)

    def _refuse_duplicate(self, key: Scalar, first: Scalar) -> None:
        same = "" if key.text == first.text else f" (the same key as `{first.text}`)"
        place = Place(self._path, span=key.span)
        message = f"key `{key.text}` is here twice{same}"
        related = (Related(Place(self._path, span=first.span), "first here"),)
        tip = "keep one of them"
        self._report(Diagnostic("duplicate-key", Severity.ERROR, place, message, tip, related))

    def _stop_at_depth(self, span: Span) -> None:
        tip = "write it flatter"
        message = f"nested deeper than {MAX_DEPTH} levels"
        self._refuse("too-deep", span, message=message, tip=tip)
        raise _Stop

    def _stop_at_nodes(self, span: Span) -> None:
        tip = "split the file; an alias counts as much as what it repeats"
        message = f"more than {MAX_NODES:,} values and keys"
        self._refuse("too-many-nodes", span, message=message, tip=tip)
        raise _Stop

    def _refuse(self, rule: str, span: Span, *, message: str, tip: str) -> None:
        place = Place(self._path, span=span)
        self._report(Diagnostic(rule, Severity.ERROR, place, message, tip))

    def _report(self, problem: Diagnostic) -> None:
        self.problems.append(problem)
        if len(self.problems) == MAX_PROBLEMS:
            raise _Stop


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _after(key: Span) -> Span:
    """Behind the colon: readers differ on where a value is that nobody wrote."""
    return Span(key.end_line, key.end_column + 1, key.end_line, key.end_column + 1)


def _extent(start: Any, end: Any, *, last: Node | None) -> Span:
    """From the first character of a collection to the last of its content.

    The mark at the end of a block collection stands at the next token, lines further down.
    """
    line, column = start.start_mark.line + 1, start.start_mark.column + 1
    if start.flow_style or last is None:
        return Span(line, column, end.end_mark.line + 1, end.end_mark.column + 1)
    return Span(line, column, last.span.end_line, last.span.end_column)
