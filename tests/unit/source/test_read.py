"""Every mistake that can be seen in one file: reported once, at its place, with the way out."""

from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic, Severity
from specgen.source.events import HAS_C, Reader, c_events, pure_events
from specgen.source.plain import plain
from specgen.source.read import read

PATH = PurePosixPath("specs/x.yaml")
READERS = [c_events, pure_events] if HAS_C else [pure_events]


def said(data: bytes, events: Reader) -> list[str]:
    """Each problem as ``line:column rule tip``, related places in brackets."""
    return [_line(problem) for problem in read(PATH, data, events=events)[1]]


def _line(problem: Diagnostic) -> str:
    assert problem.place.path == PATH
    assert problem.place.span is not None
    spans = [other.place.span for other in problem.related]
    related = "".join(f" [{span.line}:{span.column}]" for span in spans if span)
    return f"{problem.place.span.line}:{problem.place.span.column} {problem.rule}{related}"


# what was written, where and what it is, and what the tip must hold
MISTAKES: list[tuple[str, str, str]] = [
    ("a: 1\nb: 2\na: 3\n", "3:1 duplicate-key [1:1]", "keep one"),
    ("{a: 1, b: 2, a: 3}", "1:14 duplicate-key [1:2]", "keep one"),
    ("{1: a, 0x1: b}", "1:8 duplicate-key [1:2]", "keep one"),
    ("x:\n  - y: 1\n    y: 2\n", "3:5 duplicate-key [2:5]", "keep one"),
    ("a: !secret b\n", "1:4 yaml-tag", 'a: "!secret b"'),
    ("a: !!python/object:os.system b\n", "1:4 yaml-tag", "delete the tag"),
    ("a: !x [b]\n", "1:4 yaml-tag", "delete the tag"),
    ("tests: *foo\n", "1:8 yaml-alias", 'tests: "*foo"'),
    ("a: &x [*x]\n", "1:8 yaml-alias", "repeat the value"),
    ("why: &co is down\n", "1:6 unused-anchor", 'why: "&co is down"'),
    ("[a]: b\n", "1:1 complex-key", "as text"),
    ("? {a: b}\n: c\n", "1:3 complex-key", "as text"),
    ("a: 1e999\n", "1:4 number-too-large", 'a: "1e999"'),
    (f"a: {'9' * 101}\n", "1:4 number-too-large", "quotes"),
    ("a: b\n---\nc: d\n", "2:1 several-documents", "file of its own"),
    ("%YAML 1.1\n---\na: b\n", "1:1 yaml-directive", "delete the line"),
    ("# c\n\n%TAG ! tag:x\n---\na: b\n", "3:1 yaml-directive", "delete the line"),
    ("a:\n\tb: c\n", "2:1 tab-indentation", "spaces"),
    ("a:\n  \tb: c\n", "2:3 tab-indentation", "spaces"),
    ("-\ta\n", "1:2 yaml-syntax", "spaces"),
    ("a: b\rc: d\n", "1:5 forbidden-character", "LF"),
    ("a: b\x1b[31m\n", "1:5 forbidden-character", "escape"),
    ("a: b\x85c\n", "1:5 forbidden-character", "escape"),
    ("a: b\u2028c\n", "1:5 forbidden-character", "escape"),
    ("a: b\nc: \ufeffd\n", "2:4 forbidden-character", "escape"),
    ("a: \uffff\n", "1:4 forbidden-character", "escape"),
    ("title: Foo: bar\n", "1:11 needs-quotes", 'title: "Foo: bar"'),
    ("- id: a\n  title: A: B: C\n", "2:11 needs-quotes", 'title: "A: B: C"'),
    ("{id: a, title: It: works, b: c}\n", "1:18 needs-quotes", '{id: a, title: "It: works", b: c}'),
    ("title: @api, @web\n", "1:8 needs-quotes", 'title: "@api, @web"'),
    ("title: `x` fails\n", "1:8 needs-quotes", 'title: "`x` fails"'),
    ("title: %s is bad\n", "1:8 needs-quotes", 'title: "%s is bad"'),
    ("tests: [x.py::t[1]]\n", "1:16 needs-quotes", 'tests: ["x.py::t[1]"]'),
    ("tests: [a, x.py::t[1-b]]  # c\n", "1:19 needs-quotes", 'tests: [a, "x.py::t[1-b]"]  # c'),
    ("done: >= 3\n", "1:7 needs-quotes", 'done: ">= 3"'),
    ("title: {name} is wrong\n", "1:15 needs-quotes", 'title: "{name} is wrong"'),
    ("title: [WIP] do it\n", "1:14 needs-quotes", 'title: "[WIP] do it"'),
    ('title: "Foo" bar\n', "1:14 needs-quotes", "title: '\"Foo\" bar'"),
    ("title: 'it's'\n", "1:12 needs-quotes", 'title: "it\'s"'),
    ("why: & y\n", "1:6 needs-quotes", 'why: "& y"'),
    ("why: - y\n", "1:6 needs-quotes", 'why: "- y"'),
    ("why: ? y\n", "1:6 needs-quotes", 'why: "? y"'),
    ("- {id: a, title: Fix #12 now}\n- b\n", "1:22 needs-quotes", '"Fix #12 now"'),
    ("title: Fix #12 now\n", "1:12 needs-quotes", 'title: "Fix #12 now"'),
    ("title: #12 is open\n", "1:8 needs-quotes", 'title: "#12 is open"'),
    ("why: two\n  lines #3\n", "2:9 needs-quotes", "the whole text"),
    ("a: [1, 2\nb: 3\n", "2:2 yaml-syntax [1:4]", "close the list"),
    ("a: {b: 1\n\n\n", "1:4 yaml-syntax", "close the mapping"),
    ("a: [b, , c]\n", "1:8 yaml-syntax", "write the value"),
    ("a: ]\n", "1:4 yaml-syntax", "punctuation"),
    ('a: "b\nc: d\n', "1:4 yaml-syntax", "closing quote"),
    ('a: "b\n---\nc: d\n', "1:4 yaml-syntax", "closing quote"),
    ("a: b\nfoo\nc: d\n", "2:1 yaml-syntax", "key: value"),
    ("title: a\n   why: b\n", "2:7 yaml-syntax", "align"),
    ("x:\n  a: b\n c: d\n", "3:2 yaml-syntax [1:1]", "align"),
    ("- a: b\n c: d\n", "2:2 yaml-syntax [1:1]", "align"),
    ("  a: b\n c: d\n", "2:2 yaml-syntax", "align"),
    ('a: ["\\q"]\n', "1:6 needs-quotes", "'\\q'"),
    ("[", "1:1 yaml-syntax", ""),
    ("", "1:1 empty-file", "module:"),
    ("\n# nothing\n", "1:1 empty-file", "module:"),
    ("---\n...\n", "1:1 empty-file", "module:"),
    ("~\n", "1:1 empty-file", "module:"),
]


@pytest.mark.parametrize("events", READERS, ids=lambda events: events.__name__)
@pytest.mark.parametrize(("text", "where", "tip"), MISTAKES, ids=[repr(m[0]) for m in MISTAKES])
def test_mistake(text: str, where: str, tip: str, events: Reader) -> None:
    (problem,) = read(PATH, text.encode(), events=events)[1]
    assert _line(problem) == _expected(text, where, events)
    assert tip in problem.tip
    assert problem.message
    assert problem.message[0] == problem.message[0].lower()


def _expected(text: str, where: str, events: Reader) -> str:
    """The readers differ by one column on escapes."""
    is_late = text.startswith('a: ["\\q') and events is pure_events
    return where.replace("1:6", "1:7") if is_late else where


UNREADABLE: list[tuple[bytes, str]] = [
    (b"a: caf\xe9\n", "1:7 not-utf-8"),
    (b"\xef\xbb\xbfa: b\nc: \xff\n", "2:4 not-utf-8"),
    ("a: b\n".encode("utf-16"), "1:1 not-utf-8"),
    ("a: b\n".encode("utf-32-be"), "1:1 binary-file"),
    (b"a: b\n\x00\x01\x02", "2:1 binary-file"),
    (b"\x89PNG\r\n\x1a\n\0\0", "3:1 binary-file"),
    (b"a: " + b"x" * 5_000_000, "1:1 file-too-large"),
    (b"\xed\xa0\x80", "1:1 not-utf-8"),
]


@pytest.mark.parametrize(("data", "where"), UNREADABLE)
def test_unreadable(data: bytes, where: str) -> None:
    file, problems = read(PATH, data)
    assert [_line(problem) for problem in problems] == [where]
    assert problems[0].tip
    assert file.root is None


def test_byte_order_mark_and_crlf_are_no_mistakes() -> None:
    file, problems = read(PATH, b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n")
    assert problems == ()
    assert file.root is not None
    assert plain(file.root) == {"a": "b", "c": ["d"]}
    assert file.root.span.column == 1


def test_all_problems_of_a_file_that_parses() -> None:
    text = "a: !x 1\na: *b\nc: 1e999\nd: &e f #g\n"
    assert said(text.encode(), pure_events) == [
        "1:4 yaml-tag",
        "2:4 yaml-alias",
        "2:1 duplicate-key [1:1]",
        "3:4 number-too-large",
        "4:4 unused-anchor",
        "4:9 needs-quotes",
    ]


def test_tree_stands_beside_problems() -> None:
    file, _ = read(PATH, b"a: 1\na: 2\nb: !x 3\n")
    assert file.root is not None
    assert plain(file.root) == {"a": 1, "b": 3}


def test_misread_text_does_not_invalidate() -> None:
    (problem,) = read(PATH, b"title: Fix #12 now\n")[1]
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "title: a  # comment\n",
        "title: a # comment\n",
        "title: a#b\n",
        "title: 'a' #b\n",
        "a: [1.50, 3.10]\n",
        "python: ['3.10', 3.9]\n",
        "a: &x b\nc: *x\n",
        "---\na: b\n...\n",
        "a: |\n  x: y #z\n  @ `\n",
        "tests: [x.py::T, why?, http://y/z]\n",
        "on: no\nyes: 012\n",
    ],
)
@pytest.mark.parametrize("events", READERS, ids=lambda events: events.__name__)
def test_no_mistake(text: str, events: Reader) -> None:
    file, problems = read(PATH, text.encode(), events=events)
    assert problems == ()
    assert file.root is not None


def test_what_only_yaml_1_2_allows_is_read_alike() -> None:
    text = b"tests: [x.py::T, why?]\n"
    first, *others = [read(PATH, text, events=events) for events in READERS]
    assert first[0].root is not None
    assert plain(first[0].root) == {"tests": ["x.py::T", "why?"]}
    assert all(other == first for other in others)
