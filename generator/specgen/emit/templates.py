"""The templates of finished tests: they order statements, the printer owns every bracket."""

from collections.abc import Callable

import jinja2

from specgen.emit.model_style import Style
from specgen.emit.printer import Line, lay_out
from specgen.test_types.model import Sketch
from specgen.test_types.model_code import Call, Node


def renderer() -> Callable[[Sketch, Style], str]:
    """A function that renders the body of a finished test, indented by four columns."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("specgen.test_types", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )

    def render(sketch: Sketch, style: Style) -> str:
        def laid(node: Node, before: str = "", *, behind: str = "", indent: int = 4) -> str:
            return lay_out(node, Line(indent, style.width, before, behind)).lstrip(" ")

        template = environment.get_template(sketch.template)
        return template.render(**sketch.values, laid=laid, listed=_listed).rstrip("\n") + "\n"

    return render


def _listed(node: Node) -> Node:
    return Call("list", (node,))
