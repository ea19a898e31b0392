"""The commands of CI files that run tests, and what makes their failure harmless."""

import re
from collections.abc import Iterator

from specgen.repository.model import TestCommand
from specgen.source.model import Mapping, Node, Scalar, Sequence

_RUNS_TESTS = re.compile(
    r"(?<![\w./-])(?:py\.?test|tox|nox|(?:coverage|trial|green|stestr) run|-m unittest"
    r"|-m pytest|hatch (?:run )?test|make (?:check|tests?)|manage\.py test)(?![\w-])"
)
_NO_TESTS = re.compile(
    r"\b(?:pip|uv|apt|apt-get|conda|pipx|brew) (?:\w+ )*(?:install|add|sync)\b"
    r"|\b(?:tox|nox)\b.*\b(?:docs?|docset|mypy|pyright|typing|lint|pre-commit|changelog|build)\b"
)
_HARMLESS = re.compile(r"\|\|\s*(?:true|:|exit 0|echo\b[^|&;]*)\s*(?:$|[;#)])|;\s*(?:true|exit 0)$")
_SETTINGS = {"continue-on-error": "continue-on-error", "allow_failure": "allow_failure",
             "continueOnError": "continueOnError"}  # fmt: skip
_COMMANDS = frozenset({"run", "script", "before_script", "after_script", "command", "bash"})


def test_commands(path: str, root: Node | None) -> Iterator[TestCommand]:
    """The test commands of one CI file, in the order of the file."""
    if root is not None:
        yield from _below(path, root, excuse=("", 0))


def _below(path: str, node: Node, *, excuse: tuple[str, int]) -> Iterator[TestCommand]:
    """``excuse`` is the setting above that tolerates failure, and its line."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _below(path, item, excuse=excuse)
    elif isinstance(node, Mapping):
        inner = _tolerates(node) or excuse
        for key, value in node.entries:
            if key.text in _COMMANDS:
                yield from _of_script(path, value, excuse=inner)
            elif not isinstance(value, Scalar):
                yield from _below(path, value, excuse=inner)


def _tolerates(node: Mapping) -> tuple[str, int] | None:
    """The setting of this step or job that makes its failure harmless, always or by expression."""
    for key, value in node.entries:
        if key.text in _SETTINGS and isinstance(value, Scalar) and value.value is True:
            return f"{key.text}: true", key.span.line
    return None


def _of_script(path: str, node: Node, *, excuse: tuple[str, int]) -> Iterator[TestCommand]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _of_script(path, item, excuse=excuse)
    elif isinstance(node, Mapping):
        yield from _below(path, node, excuse=excuse)
    else:
        first = node.span.line + (node.style in ("|", ">"))
        for number, text in _logical_lines(node.text):
            if _RUNS_TESTS.search(text) and not _NO_TESTS.search(text):
                yield _command(path, first + number, text=text, excuse=excuse)


def _command(path: str, line: int, *, text: str, excuse: tuple[str, int]) -> TestCommand:
    shell = _HARMLESS.search(text)
    said, where = (shell.group().strip().rstrip(";#) "), line) if shell else excuse
    return TestCommand(path, line, " ".join(text.split()), said, where)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a script with continued ones joined, each with its number from 0; comments
    left out."""
    held, start = "", 0
    for number, line in enumerate(text.split("\n")):
        start = start if held else number
        held += line.rstrip().removesuffix("\\") + " "
        if line.rstrip().endswith("\\"):
            continue
        if not held.lstrip().startswith("#"):
            yield start, held.strip()
        held = ""
