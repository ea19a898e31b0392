"""The templates of finished tests: they order statements, the printer owns every bracket.

A project may bring its own in ``specs/templates/<type>.py.jinja``; one of a built-in's name takes
its place, and ``{% extends "builtin/stress.py.jinja" %}`` builds on it.  Theirs run in a sandbox.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from traceback import walk_tb

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.emit.model_failure import TemplateFailure
from specgen.emit.model_style import Style
from specgen.emit.printer import Line, lay_out
from specgen.test_types.model import Sketch
from specgen.test_types.model_code import Call, Node

_FAILURES = (
    *(jinja2.TemplateError, ArithmeticError, LookupError),
    *(AttributeError, RecursionError, TypeError, ValueError),
)
Renderer = Callable[[Sketch, Style], str]


def renderer(own: Mapping[str, str] | None = None) -> Renderer:
    """A function that renders the body of a finished test, indented by four columns.

    ``own`` maps the names of the project's templates to their texts.  The function raises
    ValueError where a template cannot be rendered, TemplateFailure where one of the project's own.
    """
    theirs = own or {}
    environment = _environment(theirs)

    def render(sketch: Sketch, style: Style) -> str:
        def laid(node: Node, before: str = "", *, behind: str = "", indent: int = 4) -> str:
            return lay_out(node, Line(indent, style.width, before, behind)).lstrip(" ")

        try:
            template = environment.get_template(sketch.template)
            text = template.render(**sketch.values, laid=laid, listed=_listed)
        except _FAILURES as error:
            frames = (f for f in walk_tb(error.__traceback__) if f[0].f_code.co_filename in theirs)
            for frame, line in frames:
                raise TemplateFailure(frame.f_code.co_filename, _short(error), line=line) from error
            raise ValueError(f"{sketch.template}: {error}") from error
        return text.rstrip("\n") + "\n"

    return render


def template_findings(own: Mapping[PurePosixPath, str]) -> Iterator[Diagnostic]:
    """What is wrong with the project's templates, read by path relative to the repository."""
    environment = _environment({path.name: text for path, text in own.items()})
    for path, text in sorted(own.items()):
        try:
            environment.parse(text, name=path.name)
            environment.compile(text, name=path.name)
        except jinja2.TemplateSyntaxError as error:
            yield Diagnostic(
                "template-error",
                Severity.ERROR,
                Place(path, span=Span(error.lineno, 1, error.lineno, 2)),
                (error.message or "cannot be read").lower().rstrip("."),
                "templates are written in Jinja: https://jinja.palletsprojects.com/templates/",
            )


def _environment(own: Mapping[str, str]) -> jinja2.Environment:
    built_in = jinja2.PackageLoader("specgen.test_types", "templates")
    kind = ImmutableSandboxedEnvironment if own else jinja2.Environment
    return kind(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.FunctionLoader(lambda name: _found(own, name)),
                built_in,
                jinja2.PrefixLoader({"builtin": built_in}),
            ]
        ),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )


def _found(own: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """A template and the name that stands in tracebacks."""
    return (own[name], name, None) if name in own else None


def _short(error: Exception) -> str:
    """What went wrong, in one line."""
    text = " ".join(str(error).split()).rstrip(".")
    return text if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {text}"


def _listed(node: Node) -> Node:
    return Call("list", (node,))
