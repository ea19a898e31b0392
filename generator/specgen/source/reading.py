"""What is being read: the text of one file, and by which reader."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from specgen.source.events import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """One text on its way to a tree; ``path`` is relative to the repository root."""

    path: PurePosixPath
    text: str
    events: Reader
