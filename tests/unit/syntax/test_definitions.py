"""Functions, classes and assignments of a module, wherever they stand."""

from collections.abc import Callable

import pytest

from specgen.diagnostics import Span
from specgen.syntax.facts import facts_of
from specgen.syntax.model import Argument, Expression, FileFacts, Import

Facts = Callable[[str], FileFacts]


def test_definitions_under_conditions_are_found(facts: Facts) -> None:
    found = facts(
        """
        if a:
            def one(): ...
        else:
            def two(): ...
        try:
            def three(): ...
        except ImportError:
            def four(): ...
        with x:
            class Five: ...
        for y in z:
            six = 1
        """
    )
    assert [f.name for f in found.functions] == ["one", "two", "three", "four"]
    assert all(f.conditional for f in found.functions)
    assert [c.name for c in found.classes] == ["Five"]
    assert [a.name for a in found.assignments] == ["six"]


def test_a_function_keeps_its_signature(facts: Facts) -> None:
    found = facts("async def f(a, /, b: int = 1, *c, d: str, e='x', **g) -> list[int]: ...")
    function = found.functions[0]
    assert function.is_async
    assert function.returns == "list[int]"
    assert function.arguments == (
        Argument("a", "positional-only"),
        Argument("b", "positional", "int", "1"),
        Argument("c", "var-positional"),
        Argument("d", "keyword-only", "str"),
        Argument("e", "keyword-only", "", "'x'"),
        Argument("g", "var-keyword"),
    )


def test_spans_count_characters(facts: Facts) -> None:
    found = facts("class Ä:\n    def ö(self): return 'ü'\n")
    assert found.classes[0].functions[0].span == Span(2, 5, 2, 28)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("'a', [1, 2, 3]", 3),
        ("'a', (1, 2)", 2),
        ("'a', argvalues=[1]", 1),
        ("'a', [*x, 1]", 0),
        ("'a', {1: 2}", 1),
        ("'a', {**x}", 0),
        ("'a', range(3)", 3),
        ("'a', range(1, 9, 2)", 4),
        ("'a', range(0, 9, 0)", 0),
        ("'a', range(n)", 0),
        ("'a', CASES", 0),
        ("'a'", 0),
    ],
)
def test_parameter_sets_are_counted_where_literal(facts: Facts, text: str, count: int) -> None:
    found = facts(f"@pytest.mark.parametrize({text})\ndef test_x(a): ...")
    assert found.functions[0].decorators[0].count == count


def test_a_decorator_keeps_its_arguments(facts: Facts) -> None:
    found = facts("@mark.skipif(a > 1, 'b',\n   reason='c', **d)\n@plain\n@x[0]\ndef f(): ...")
    first, plain, other = found.functions[0].decorators
    assert first == Expression(
        "mark.skipif", 1, called=True, arguments=("a > 1", "'b'"), literals=("b",),
        keywords=(("reason", "'c'"), ("**", "d")),
    )  # fmt: skip
    assert first.keyword("reason") == "'c'"
    assert first.keyword("none") == ""
    assert (plain.chain, other.chain) == ("plain", "")


def test_long_arguments_are_cut(facts: Facts) -> None:
    rows = "\n".join(f"    {n}," for n in range(500))
    found = facts(f"@f([\n{rows}\n])\ndef g(): ...")
    assert found.functions[0].decorators[0].arguments[0].startswith("[ 0, 1, 2,")
    assert len(found.functions[0].decorators[0].arguments[0]) <= 200


def test_classes_keep_bases_keywords_and_members(facts: Facts) -> None:
    found = facts(
        """
        class A(b.C, D[int], f(), metaclass=M, **more):
            x: int = 1
            y: str
            class Inner: ...
            def m(self): ...
        """
    )
    klass = found.classes[0]
    assert klass.bases == ("b.C", "D")
    assert klass.opaque_bases
    assert klass.keywords == (("metaclass", "M"), ("**", "more"))
    assert [(a.name, a.annotation, a.text, a.has_value) for a in klass.assignments] == [
        ("x", "int", "1", True),
        ("y", "str", "", False),
    ]
    assert [c.name for c in klass.classes] == ["Inner"]


def test_assignments_name_every_target(facts: Facts) -> None:
    found = facts(
        "a = b = c.d\n(e, f), g = 1, 2\nf.__test__ = False\nh[0] = 1\n__all__ = ['x', 'y']"
    )
    assert [(a.name, a.value.chain) for a in found.assignments] == [
        ("a", "c.d"), ("b", "c.d"), ("g", ""), ("f.__test__", ""), ("__all__", ""),
    ]  # fmt: skip
    assert found.assignments[-1].strings == ("x", "y")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("pytestmark = pytest.mark.slow", ["pytest.mark.slow"]),
        ("pytestmark = [mark.a, mark.b('x')]", ["mark.a", "mark.b"]),
    ],
)
def test_module_marks(facts: Facts, text: str, marks: list[str]) -> None:
    assert [m.chain for m in facts(text).assignments[0].marks] == marks


@pytest.mark.parametrize(
    ("decorator", "fixture"),
    [("@pytest.fixture", True), ("@fixture(autouse=True)", True), ("@a.mark.slow", False)],
)
def test_fixtures_are_told(facts: Facts, decorator: str, fixture: bool) -> None:
    assert facts(f"{decorator}\ndef f(): ...").functions[0].is_fixture is fixture


def test_imports_are_kept_with_what_guards_them(facts: Facts) -> None:
    found = facts(
        """
        import a.b
        import a.c as d
        from .e import f as g
        from .. import h
        from i import *
        try:
            import j
        except ImportError:
            j = None
        """
    )
    assert found.imports == (
        Import("a", "a.b", 2, plain=True),
        Import("d", "a.c", 3),
        Import("g", ".e.f", 4),
        Import("h", "..h", 5),
        Import("*", "i", 6),
        Import("j", "j", 8, plain=True, guarded=True),
    )


def test_module_level_skips(facts: Facts) -> None:
    found = facts(
        "import pytest, sys\nnp = pytest.importorskip('numpy')\n"
        "if sys.platform == 'x':\n    pytest.importorskip('y', reason='new')\n"
        "    pytest.skip('no', allow_module_level=True)\n    pytest.skip('never got to')\n"
    )
    assert [(s.name, s.condition, s.reason) for s in found.skips] == [
        ("importorskip", "cannot import numpy", ""),
        ("importorskip", "sys.platform == 'x' and cannot import y", "new"),
        ("skip", "sys.platform == 'x'", "no"),
    ]


def test_without_bodies_only_what_raises_and_the_docstring_are_read() -> None:
    text = b'def f():\n    """Doc."""\n    g()\n    raise x.Error(1)\n'
    function = facts_of("a.py", text, bodies=False).functions[0]
    assert (function.doc, function.body.raises, function.body.uses) == ("Doc.", ("x.Error",), ())


def test_a_broken_file_is_a_complaint_with_a_span() -> None:
    complaint = facts_of("a.py", b"x = (", bodies=True).complaint
    assert complaint is not None
    assert complaint.place.span == Span(1, 5, 1, 5)
    assert facts_of("a.py", b"x = 1", bodies=True).complaint is None
