"""What callers must pass: stated signatures are certain, everything else says why not."""

from collections.abc import Callable

import pytest

from specgen.surface.model import (
    Certain,
    Opaque,
    Parameter,
    ParameterKind,
    Surface,
    Symbol,
    SymbolKind,
)

Surveyor = Callable[..., Surface]
P = ParameterKind.POSITIONAL


def symbol(surveyed: Surveyor, text: str, name: str) -> Symbol:
    found = surveyed({"m.py": text}).modules["m"].symbol(name)
    assert found is not None
    return found


def names(found: Symbol) -> list[str]:
    assert isinstance(found.signature, Certain), found.signature
    return [p.name for p in found.signature.parameters]


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("def f(a, *, b=1): ...", "f", SymbolKind.FUNCTION, ["a", "b"]),
        ("class A:\n def m(self, a): ...", "A.m", SymbolKind.METHOD, ["a"]),
        ("class A:\n @classmethod\n def m(cls, a): ...", "A.m", SymbolKind.CLASSMETHOD, ["a"]),
        ("class A:\n @staticmethod\n def m(a): ...", "A.m", SymbolKind.STATICMETHOD, ["a"]),
        ("class A:\n def m(*args): ...", "A.m", SymbolKind.METHOD, ["args"]),
        ("class A: ...", "A", SymbolKind.CLASS, []),
        ("class A:\n def __init__(self, a, b): ...", "A", SymbolKind.CLASS, ["a", "b"]),
        ("class A:\n def __init__(self, a): ...\nclass B(A): ...", "B", SymbolKind.CLASS, ["a"]),
        ("class A(ABC):\n @abstractmethod\n def m(self, a): ...", "A.m", SymbolKind.METHOD, ["a"]),
        ("class A:\n class B:\n  def m(self, a): ...", "A.B.m", SymbolKind.METHOD, ["a"]),
        ("@functools.lru_cache(3)\ndef f(a): ...", "f", SymbolKind.FUNCTION, ["a"]),
        (
            "@dataclass(frozen=True)\nclass A:\n a: int\n b: ClassVar[int]\n"
            " c: int = field(init=False)",
            "A",
            SymbolKind.CLASS,
            ["a"],
        ),
    ],
)
def test_stated_signatures_are_certain(
    surveyed: Surveyor, text: str, name: str, kind: SymbolKind, expected: list[str]
) -> None:
    found = symbol(surveyed, text, name)
    assert (found.kind, names(found)) == (kind, expected)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("@wraps(g)\ndef f(a): ...", "f", "decorated with wraps"),
        ("@x[0]\ndef f(a): ...", "f", "decorated with an expression"),
        ("if x:\n def f(a): ...", "f", "defined under a condition"),
        ("class A:\n @property\n def p(self): ...", "A.p", "a property"),
        ("@attrs.define\nclass A: ...", "A", "decorated with attrs.define"),
        ("class A(metaclass=M): ...", "A", "a computed base class or class keywords"),
        ("class A(f()): ...", "A", "a computed base class or class keywords"),
        ("class A:\n def __new__(cls, a): ...", "A", "has its own __new__"),
        ("class A(other.Base): ...", "A", "inherits from other.Base"),
        ("@dataclass\nclass A(B): ...", "A", "a dataclass with bases or options"),
        ("@dataclass(kw_only=True)\nclass A: ...", "A", "a dataclass with bases or options"),
        (
            "@dataclass\nclass A:\n def __init__(self): ...",
            "A",
            "a dataclass with its own __init__",
        ),
        ("@dataclass\nclass A:\n _: KW_ONLY\n a: int", "A", "a dataclass with KW_ONLY or InitVar"),
        ("X = 3", "X", "a value, whose type reading cannot know"),
        ("X = partial(f, 1)", "X", "a value, whose type reading cannot know"),
    ],
)
def test_other_signatures_are_opaque_with_a_reason(
    surveyed: Surveyor, text: str, name: str, reason: str
) -> None:
    assert symbol(surveyed, text, name).signature == Opaque(reason)


def test_defaults_of_dataclass_fields(surveyed: Surveyor) -> None:
    found = symbol(
        surveyed,
        "@dataclass\nclass A:\n a: int\n b: int = 3\n c: list = field(default_factory=list)\n"
        " d: int = field(default=4)\n e: int = x.y\n f: int = field()",
        "A",
    )
    assert isinstance(found.signature, Certain)
    assert [p.default for p in found.signature.parameters] == ["", "3", "...", "4", "...", ""]


@pytest.mark.parametrize(
    ("parameter", "required"),
    [
        (Parameter("a", P), True),
        (Parameter("a", P, default="1"), False),
        (Parameter("a", ParameterKind.VAR_KEYWORD), False),
        (Parameter("a", ParameterKind.VAR_POSITIONAL), False),
        (Parameter("a", ParameterKind.KEYWORD_ONLY), True),
    ],
)
def test_what_a_call_must_give(parameter: Parameter, required: bool) -> None:
    assert parameter.required is required


@pytest.mark.parametrize(
    ("doc", "raises"),
    [
        (
            "Do.\n\n  Raises:\n    ValueError: when\n    shop.Error\n\n  More:\n    KeyError: x",
            ("ValueError", "shop.Error"),
        ),
        ("Do.\n\n    Raises\n    ------\n    OSError\n        text\n", ("OSError",)),
        ("Do.\n\n  :raises KeyError: when\n  :raise TypeError: when", ("KeyError", "TypeError")),
        ("Do.", ()),
    ],
)
def test_errors_that_docstrings_declare(
    surveyed: Surveyor, doc: str, raises: tuple[str, ...]
) -> None:
    found = symbol(surveyed, f'def f():\n    """{doc}\n    """', "f")
    assert found.raises == raises
    assert found.summary == "Do."


def test_errors_that_bodies_raise(surveyed: Surveyor) -> None:
    found = symbol(surveyed, "async def f():\n raise a.Error(1)\n raise\n raise B", "f")
    assert found.raises == ("a.Error", "B")
    assert found.is_async


def test_setters_and_later_definitions(surveyed: Surveyor) -> None:
    text = (
        "class A:\n @property\n def p(self): ...\n @p.setter\n def p(self, v): ...\n"
        " x: int = 1\n_hidden = 1\n__version__ = '1'\n__all__ = ['A']\n"
        "def __getattr__(name): ..."
    )
    module = surveyed({"m.py": text}).modules["m"]
    found = module.symbol("A.p")
    assert found is not None
    assert found.kind is SymbolKind.PROPERTY
    assert module.exports == ("A",)
    assert module.open
    public = {s.name for s in module.public}
    assert public == {"A", "A.p", "A.x", "__version__", "__all__", "__getattr__"}


def test_bases_are_resolved_through_imports(surveyed: Surveyor) -> None:
    found = symbol(surveyed, "from a.b import C as D\nclass E(D.F, G): ...", "E")
    assert found.bases == ("a.b.C.F", "G")
