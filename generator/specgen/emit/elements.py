"""One generated test: its decorators, signature, docstring and body as exact text."""

import ast
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from specgen.emit.literals import docstring
from specgen.emit.model_style import Style
from specgen.emit.printer import Line, doubtful, lay_out, lay_out_def
from specgen.plan import Element, Part, PartKind
from specgen.test_types.model import Import, Owed, Sketch, Subject
from specgen.test_types.model_code import Call, Node, Raw, Text

Polish = Callable[[str], str]
Render = Callable[[Sketch, Style], str]
PENDING = Import("specgen.testing", "pending")
PYTEST = Import("pytest")
_TABLES = ("parametrize", "given", "example", "settings")


@dataclass(frozen=True, slots=True)
class Bench:
    """What all elements of a build share: the style, black for doubtful text, the templates.

    ``own`` holds the names of the templates that the project brings.
    """

    style: Style
    polish: Polish
    render: Render
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """A test before layout: its name and marker, what it is about, what its type made of it."""

    name: str
    marker: str
    subject: Subject
    made: Sketch | Owed

    @property
    def imports(self) -> tuple[Import, ...]:
        """What the test needs imported."""
        services = tuple(f.annotation for f in self.subject.fixtures if f.annotation is not None)
        made = (PENDING,) if isinstance(self.made, Owed) else self.made.imports
        return (PYTEST, *services, *made)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The signature: what the sketch asks for, then the services' fixtures."""
        own = self.made.parameters if isinstance(self.made, Sketch) else ()
        named = dict(own)
        for fixture in self.subject.fixtures:
            known = fixture.annotation
            named.setdefault(fixture.name, known.bound if known is not None else "object")
        return tuple(f"{name}: {annotation}" for name, annotation in named.items())


def settled(draft: Draft, bench: Bench) -> tuple[Draft, Element]:
    """``draft`` and its element; one that does not hold together as Python becomes an owed test."""
    try:
        return draft, element(draft, bench)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        owed = replace(draft, made=Owed(getattr(draft.made, "todo", "")))
        return owed, element(owed, bench)


def element(draft: Draft, bench: Bench) -> Element:
    """``draft`` laid out, with each of its parts as the text that stands in it.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it is not one function of Python.
    """
    made, style = draft.made, bench.style
    sketch = made if isinstance(made, Sketch) else None
    parameters = draft.parameters
    parts = [
        Part(PartKind.MARKS, _marks(draft.marker, sketch.marks if sketch else (), style=style)),
        Part(PartKind.SPEC, lay_out(_spec_mark(draft.subject.id), Line(0, style.width, "@"))),
        Part(PartKind.TABLE, _decorators(sketch.table, style) if sketch else ""),
        Part(PartKind.NAME, draft.name),
        Part(PartKind.PARAMETERS, ", ".join(parameters)),
        Part(PartKind.DOCSTRING, docstring(_story(draft), indent=4, width=style.width)),
        Part(PartKind.BODY, _body(made, bench)),
    ]
    start = "async def " if sketch and sketch.is_async else "def "
    line = Line(0, style.width, "", ") -> None:")
    text = _assemble(parts, lay_out_def(start + draft.name, parameters, line=line))
    if not (style.plain and (sketch is None or sketch.exact)) or doubtful(text, style.width):
        text = bench.polish(text)
        parts = list(cut(text))
    kept = tuple([part for part in parts if part.text])
    return Element(draft.subject.id, kept, text, _renamed(draft))


def cut(text: str) -> tuple[Part, ...]:
    """The parts of one generated test, read back from its text (empty ones as empty text)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text)
    node = tree.body[0]
    if len(tree.body) > 1 or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        raise ValueError("a generated test is a function")
    groups: dict[PartKind, list[str]] = {}
    for mark in node.decorator_list:
        source = "@" + (ast.get_source_segment(text, mark) or "")
        groups.setdefault(_kind_of(source), []).append(source)
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    segments = [ast.get_source_segment(text, a) or "" for a in arguments]
    doc, first = node.body[0], node.body[1]
    return (
        *(
            Part(kind, "\n".join(groups.get(kind, ())))
            for kind in (PartKind.MARKS, PartKind.SPEC, PartKind.TABLE)
        ),
        Part(PartKind.NAME, node.name),
        Part(PartKind.PARAMETERS, ", ".join(segments)),
        Part(PartKind.DOCSTRING, ast.get_source_segment(text, doc) or ""),
        Part(PartKind.BODY, "\n".join(text.split("\n")[first.lineno - 1 :])),
    )


def _kind_of(decorator: str) -> PartKind:
    name = decorator.partition("(")[0].rpartition(".")[2].removeprefix("@")
    if name == "spec":
        return PartKind.SPEC
    return PartKind.TABLE if name in _TABLES else PartKind.MARKS


def _assemble(parts: list[Part], header: str) -> str:
    marks, spec, table, _, _, doc, body = [part.text for part in parts]
    decorators = f"{marks}\n{spec}\n{table}" if table else f"{marks}\n{spec}"
    return f"{decorators}\n{header}\n    {doc}\n{body}"


@lru_cache(maxsize=256)  # most tests of a type have the same
def _marks(marker: str, more: tuple[Node, ...], *, style: Style) -> str:
    return _decorators((Raw(f"pytest.mark.{marker}"), *more), style)


def _decorators(nodes: tuple[Node, ...], style: Style) -> str:
    return "\n".join(lay_out(node, Line(0, style.width, "@")) for node in nodes)


def _spec_mark(identity: str) -> Node:
    return Call("pytest.mark.spec", (Text(identity, wrap=False),))


def _body(made: Sketch | Owed, bench: Bench) -> str:
    if isinstance(made, Sketch):
        return bench.render(made, bench.style)
    return lay_out(Call("pending", (Text(made.todo),)), Line(4, bench.style.width)) + "\n"


def _story(draft: Draft) -> str:
    """The docstring: what is tested, why, and for workflows how."""
    scenario = draft.subject.scenario
    title = draft.subject.check or scenario.title or scenario.slug.replace("-", " ")
    written = scenario.written
    if not (written.story or written.steps or written.asserts):
        return f"{title}\n\n{scenario.why}" if scenario.why.strip() else title
    steps = [
        f"{number}. {step if isinstance(step, str) else step.do or step.call}"
        for number, step in enumerate(written.steps, 1)
    ]
    asserts = [f"- {text}" for text in written.asserts]
    blocks = [title, scenario.why, written.story, "\n".join(steps), "\n".join(asserts)]
    return "\n\n".join(block for block in blocks if block.strip())


def _renamed(draft: Draft) -> tuple[str, ...]:
    """Earlier ids of the scenario, as full ids of this very test."""
    scenario = draft.subject.scenario
    if not scenario.renamed_from:
        return ()
    tail = draft.subject.id.removeprefix(scenario.id)
    return tuple(f"{old}{tail}" for old in scenario.renamed_from)
