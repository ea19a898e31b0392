"""The project's own templates take the place of built-in ones, in a sandbox."""

from pathlib import PurePosixPath

import pytest

from specgen.emit.model_failure import TemplateFailure
from specgen.emit.model_style import Style
from specgen.emit.templates import renderer, template_findings
from specgen.test_types.model import Sketch
from specgen.test_types.model_code import Call, Raw

STEPS = Sketch("steps.py.jinja", {"lines": ["first()", "second()"]})


def test_a_built_in_template() -> None:
    assert renderer()(STEPS, Style()) == "    first()\n    second()\n"


def test_an_own_template_takes_its_place_and_may_build_on_it() -> None:
    own = {"steps.py.jinja": '    before()\n{% include "builtin/steps.py.jinja" %}'}
    assert renderer(own)(STEPS, Style()) == "    before()\n    first()\n    second()\n"


def test_brackets_are_the_printers() -> None:
    call = Call("work", tuple(Raw("argument" * 3) for _ in range(4)))
    own = {"x.jinja": "    {{ laid(call) }}\n    {{ laid(listed(call)) }}"}
    text = renderer(own)(Sketch("x.jinja", {"call": call}), Style(60))
    assert text.startswith("    work(\n        argumentargumentargument,\n")
    assert "    list(\n        work(\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ lines.append(1) }}",
        "{{ 1 // 0 }}",
        "{% include 'nothing' %}",
        "{% if %}",
        "{{ range(10 ** 9) | list }}",
    ],
)
def test_what_cannot_be_rendered_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"steps\.py\.jinja"):
        renderer({"steps.py.jinja": text})(STEPS, Style())


def test_a_syntax_error_is_told_with_its_line() -> None:
    path = PurePosixPath("specs/templates/smoke.py.jinja")
    (found,) = template_findings({path: "fine\n{% if %}\n"})
    assert found.rule == "template-error"
    assert found.place.path == path
    assert found.place.span is not None
    assert found.place.span.line == 2


def test_a_sound_template_is_no_finding() -> None:
    path = PurePosixPath("specs/templates/smoke.py.jinja")
    assert list(template_findings({path: "{{ anything }}"})) == []


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("fine\n{{ missing }}", 2, "'missing' is undefined"),
        ("{{ 1 // 0 }}", 1, "ZeroDivisionError: "),
        ("\n\n{{ lines + 1 }}", 3, "TypeError: can only concatenate list"),
        ("{{ laid(3) }}", 1, "TypeError: int"),
        ("{% include 'nothing' %}", 1, "nothing"),
    ],
)
def test_a_failure_is_at_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(TemplateFailure, match=why) as caught:
        renderer({"steps.py.jinja": text})(STEPS, Style())
    assert (caught.value.name, caught.value.line) == ("steps.py.jinja", line)


def test_a_failure_of_a_built_in_is_at_no_line() -> None:
    with pytest.raises(ValueError, match=r"steps\.py\.jinja") as caught:
        renderer()(Sketch("steps.py.jinja"), Style())
    assert not isinstance(caught.value, TemplateFailure)
