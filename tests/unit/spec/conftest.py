"""YAML texts as source files, for the tests of what is made of them."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic
from specgen.source.locate import locate
from specgen.source.model import SourceFile
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.model import Written
from specgen.spec.parse import parse

EXAMPLES = Path(__file__).parent / "examples"


def _source(path: str, text: str) -> SourceFile:
    return read(PurePosixPath(path), text.encode())[0]


@pytest.fixture
def source() -> Callable[[str, str], SourceFile]:
    """One file by path and text."""
    return _source


@pytest.fixture
def example() -> Callable[[str], str]:
    """The text of one of the examples."""
    return lambda name: (EXAMPLES / f"{name}.yaml").read_text("utf-8")


@pytest.fixture
def parsed() -> Callable[..., tuple[tuple[Written, ...], tuple[Diagnostic, ...]]]:
    """What parsing makes of texts by path (`a__b` stands for specs/a/b.yaml)."""

    def run(**texts: str) -> tuple[tuple[Written, ...], tuple[Diagnostic, ...]]:
        names = {name: f"specs/{name.replace('__', '/')}.yaml" for name in texts}
        return parse([_source(names[name], text) for name, text in texts.items()], plain)

    return run


@pytest.fixture
def said(
    parsed: Callable[..., tuple[tuple[Written, ...], tuple[Diagnostic, ...]]],
) -> Callable[[str], list[str]]:
    """All that parsing says of one text, as `line:column rule: message | tip`."""

    def run(text: str) -> list[str]:
        file = _source("specs/a.yaml", text)
        lines = []
        for found in parsed(a=text)[1]:
            span = locate(found.place, file)
            head = f"{span.line}:{span.column} {found.rule}"
            lines.append(f"{head}: {found.message} | {found.tip}")
        return lines

    return run
