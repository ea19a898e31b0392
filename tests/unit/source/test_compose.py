"""The composer: places, bounds, and the two readers held against each other."""

import json
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.diagnostics import Severity, Span
from specgen.source.compose import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, Composer
from specgen.source.events import HAS_C, Reader, c_events, pure_events
from specgen.source.model import Mapping, Node, Scalar, Sequence
from specgen.source.plain import plain
from specgen.source.read import read

PATH = PurePosixPath("specs/x.yaml")
READERS = [c_events, pure_events] if HAS_C else [pure_events]
both_readers = pytest.mark.parametrize("events", READERS, ids=lambda events: events.__name__)


def composed(text: str, events: Reader) -> tuple[Node | None, list[str]]:
    composer = Composer(PATH, events(text))
    root = composer.root()
    return root, [problem.rule for problem in composer.problems]


@both_readers
def test_places(events: Reader) -> None:
    root, problems = composed("a: b\nçé:\n  - 'x'\n  - {k: [1,\n    2]}\nn:\n", events)
    assert problems == []
    assert isinstance(root, Mapping)
    (a, b), (c, items), (n, nothing) = root.entries
    assert (a.span, b.span) == (Span(1, 1, 1, 2), Span(1, 4, 1, 5))
    assert c.span == Span(2, 1, 2, 3)
    assert items.span == Span(3, 3, 5, 8)
    assert isinstance(items, Sequence)
    quoted, flow = items.items
    assert quoted == Scalar("x", "x", Span(3, 5, 3, 8), "'")
    assert flow.span == Span(4, 5, 5, 8)
    assert (n.text, nothing.span) == ("n", Span(6, 3, 6, 3))
    assert root.span == Span(1, 1, 6, 3)


@both_readers
def test_styles(events: Reader) -> None:
    root, _ = composed("- a\n- 'b'\n- \"c\"\n- |\n  d\n- >\n  e\n", events)
    assert isinstance(root, Sequence)
    assert [item.style for item in root.items if isinstance(item, Scalar)] == [
        "",
        "'",
        '"',
        "|",
        ">",
    ]
    assert plain(root) == ["a", "b", "c", "d\n", "e\n"]


@both_readers
def test_quoted_numbers_stay_text(events: Reader) -> None:
    root, _ = composed("['1', \"true\", 1, true]", events)
    assert root is not None
    assert plain(root) == ["1", "true", 1, True]


@both_readers
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[[{b: "])
def test_deep_nesting_stops_at_the_bound(opening: str, events: Reader) -> None:
    root, problems = composed(opening * 60_000, events)
    assert root is None
    assert problems[-1] == "too-deep"


@both_readers
def test_depth_bound_is_exact(events: Reader) -> None:
    assert composed("[" * MAX_DEPTH + "]" * MAX_DEPTH, events)[1] == []
    assert composed("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), events)[1] == ["too-deep"]


@both_readers
def test_aliases_count_as_deep_as_what_they_repeat(events: Reader) -> None:
    # Each line nests one level deeper than the one before it; all stand one level down.
    lines = [f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, MAX_DEPTH + 1)]
    text = "a0: &a0 x\n" + "".join(lines)
    assert composed(text, events)[1] == ["too-deep"]
    root, problems = composed("a0: &a0 x\n" + "".join(lines[:-1]), events)
    assert root is not None
    assert problems == ["unused-anchor"]


@both_readers
def test_anchor_bomb_stops_at_the_node_bound(events: Reader) -> None:
    lines = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 20)]
    root, problems = composed("a0: &a0 [x]\n" + "".join(lines), events)
    assert root is None
    assert problems == ["too-many-nodes"]


def test_node_bound_is_exact() -> None:
    fitting = "[" + "x," * (MAX_NODES - 1) + "]"
    assert composed(fitting, READERS[0])[1] == []
    assert composed(fitting[:-1] + "x]", READERS[0])[1] == ["too-many-nodes"]


def test_problems_are_bounded() -> None:
    root, problems = composed("a: 1\n" * 5_000, READERS[0])
    assert root is None
    assert len(problems) == MAX_PROBLEMS
    root, problems = composed("".join(f"k{i}: &a{i} v\n" for i in range(5_000)), READERS[0])
    assert root is not None
    assert len(problems) == MAX_PROBLEMS


@both_readers
def test_alias_is_the_node_of_its_anchor(events: Reader) -> None:
    root, problems = composed("a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x\n", events)
    assert problems == []
    assert root is not None
    assert plain(root) == {"a": {"b": 1}, "c": {"b": 1}, "d": 2, "e": 2}


def test_half_a_character_is_refused() -> None:
    composer = Composer(PATH, pure_events('a: "\\ud800"'))
    composer.root()
    assert [problem.rule for problem in composer.problems] == ["yaml-syntax"]


def test_other_escapes_are_text() -> None:
    root, problems = composed('a: "\\x41\\t\\u00e9"', READERS[0])
    assert problems == []
    assert root is not None
    assert plain(root) == {"a": "A\té"}


# --- the C reader against the pure one -----------------------------------------------------------

plain_texts = st.from_regex(r"[a-zé][a-z0-9 ._é/-]{0,8}[a-z0-9]", fullmatch=True)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    plain_texts,
    st.text(max_size=8).map(lambda text: json.dumps(text, ensure_ascii=False)),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain_texts, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """YAML of a drawn value in drawn styles: block or flow, with comments, blanks, CRLF."""
    text = "\n".join(_block(draw, draw(values), ""))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text + "\n"


def _block(draw: st.DrawFn, value: object, indent: str) -> list[str]:
    extra = [f"{indent}# comment"] if draw(st.integers(0, 5)) == 0 else []
    if isinstance(value, list) and value and draw(st.booleans()):
        lines = [
            line for item in value for line in [f"{indent}-", *_block(draw, item, indent + "  ")]
        ]
        return extra + lines
    if isinstance(value, dict) and value and draw(st.booleans()):
        return extra + [
            line
            for key, item in value.items()
            for line in [f"{indent}{key}:", *_block(draw, item, indent + " ")]
        ]
    return [*extra, indent + _flow(draw, value)]


def _flow(draw: st.DrawFn, value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(draw, item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(draw, item)}" for key, item in value.items()) + "}"
    if isinstance(value, str) and not value.startswith('"') and draw(st.booleans()):
        return f"'{value}'"
    if value is None:
        return "~"
    return str(value).lower() if isinstance(value, bool) else str(value)


@settings(max_examples=examples(150))
@given(documents())
def test_the_readers_agree_on_yaml(text: str) -> None:
    first, *others = [read(PATH, text.encode("utf-8", "surrogatepass"), events=e) for e in READERS]
    assert all(other == first for other in others)


fragments = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\n",
        "\n  ",
        " ",
        '"',
        "'",
        " #x",
        "|\n  ",
        ">\n ",
        "?",
    ]
    + [
        "? ",
        ": ",
        "::",
        "~",
        "1",
        "3.10",
        "é",
        "---\n",
        "\r\n",
        "x: y\n",
        "- z\n",
        '"a": ',
        "&a ",
        "*a",
    ]
    + ["!t ", "%", "@", "`", "\\", "\t", "\ufeff", "\U0001f600", "...", "<<: "]
)


@settings(max_examples=examples(200))
@given(st.lists(fragments, max_size=25).map("".join))
def test_the_readers_agree_on_anything_that_both_accept(text: str) -> None:
    results = [read(PATH, text.encode(), events=events) for events in READERS]
    accepted = [
        plain(file.root)
        for file, problems in results
        if file.root is not None and not any(p.severity is Severity.ERROR for p in problems)
    ]
    assert all(value == accepted[0] for value in accepted)


@settings(max_examples=examples(200))
@given(st.lists(fragments, max_size=25).map("".join))
def test_every_problem_is_inside_the_text(text: str) -> None:
    for events in READERS:
        file, problems = read(PATH, text.encode(), events=events)
        lines = file.text.split("\n")
        for problem in problems:
            span = problem.place.span
            assert span is not None
            assert 1 <= span.line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)


@settings(max_examples=examples(100))
@given(st.binary(max_size=60))
def test_any_bytes_give_a_tree_or_a_problem(data: bytes) -> None:
    file, problems = read(PATH, data)
    assert file.root is not None or problems
