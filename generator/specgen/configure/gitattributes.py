"""The block of .gitattributes: what is generated, and that lines end as builds write them.

Diffs of generated files are folded by code hosts; with other line ends they would drift.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specgen.configure.model import Configuration, Ground
from specgen.configure.stages import moment_of
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

PATH = PurePosixPath(".gitattributes")
_GENERATED, _SHARED = "linguist-generated text eol=lf", "text eol=lf"


def emit(ground: Ground) -> Iterator[PlannedFile]:
    """One line per output; later lines of the file win, so ours stand at its end."""
    outputs = ground.program.project.outputs
    lines = [
        f"{pattern(outputs.lock)} {_GENERATED}",
        f"{pattern(outputs.documents)}/** {_GENERATED}",
        f"{pattern(outputs.tests)}/** {_SHARED}",
    ]
    if "hooks" in ground.program.project.ci and moment_of(ground.program, "pre-push"):
        lines.append(f"/.githooks/* {_SHARED}")
    yield PlannedFile(PATH, Ownership.BLOCK, "\n".join(lines) + "\n")


def pattern(path: PurePosixPath) -> str:
    """A pattern that means ``path`` alone, in the quotes that git wants where it has spaces."""
    literal = re.sub(r"([*?\[\]\\])", r"\\\1", f"/{path}")
    if re.search(r'[\s"\\]', literal):
        return '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return literal


def _paths(_: Program) -> Iterable[PurePosixPath]:
    return (PATH,)


GITATTRIBUTES = Configuration("gitattributes", "configuration", _paths, emit)
