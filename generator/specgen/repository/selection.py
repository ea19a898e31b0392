"""How CI calls pytest, where reading can tell all of it: what no call selects never runs.

A file that calls anything else which may run tests (a make target, a script, another workflow)
makes everything unknown: a test is not called dead on a guess.
"""

import re
import shlex
from collections.abc import Iterable

from specgen.repository.model import TestCommand

_OPAQUE = re.compile(
    r"(?:^|[\s\"'`|&;(])(?:specgen|make|just|task|invoke|inv|tox|nox|hatch|pdm|poe|rye|bash|sh"
    r"|docker|podman|earthly|bazel|pants|trial|stestr|unittest|manage\.py|runtests?(?:\.\w+)?"
    r"|run_?tests?(?:\.\w+)?|\.{0,2}/[\w./-]+|python3? [\w./-]+\.py)(?=$|[\s\"'`|&;)])"
)
_STARTS = (
    ("pytest",), ("py.test",), ("python", "-m", "pytest"), ("python3", "-m", "pytest"),
    ("coverage", "run", "-m", "pytest"), ("python", "-m", "coverage", "run", "-m", "pytest"),
)  # fmt: skip
_BEFORE = (("uv", "run"), ("poetry", "run"), ("pipenv", "run"))
_VARIABLE = re.compile(r"[A-Za-z_]\w*=\S*")


def selections(
    commands: Iterable[TestCommand], texts: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """The arguments of each pytest call of the CI files ``texts``; none where not all are known."""
    lines = (line for text in texts for line in text.splitlines())
    if any(_OPAQUE.search(line.partition(" #")[0]) for line in lines if _says(line)):
        return ()
    found = [_arguments(command.text) for command in commands]
    known = [arguments for arguments in found if arguments is not None]
    return tuple(known) if len(known) == len(found) else ()


def _says(line: str) -> bool:
    """Whether a line may hold a command or call another workflow: no comment, key or shell."""
    bare = line.strip().removeprefix("- ")
    if bare.startswith("uses:"):
        return "./" in bare
    return not bare.startswith(("#", "shell:", "path:", "paths:", "name:", "working-directory:"))


def _arguments(command: str) -> tuple[str, ...] | None:
    """What follows ``pytest``, or nothing where the line is not one plain call of it."""
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    while words and _VARIABLE.fullmatch(words[0]):
        words = words[1:]
    for before in _BEFORE:
        if tuple(words[: len(before)]) == before:
            words = words[len(before) :]
    for start in _STARTS:
        if tuple(words[: len(start)]) == start:
            rest = words[len(start) :]
            plain = not any(c in word for word in rest for c in "$|&;<>`")
            return tuple(rest) if plain else None
    return None
