"""What a loader of evidence is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from specgen.evidence.model import Loaded


@dataclass(frozen=True, slots=True)
class Loader:
    """One form of evidence.

    ``claims`` says from the path and the first bytes whether a file has this form; ``load`` reads
    it (path on disk, name for findings).  It never raises for what is in the file.
    """

    name: str
    claims: Callable[[Path, bytes], bool]
    load: Callable[[Path, str], Loaded]
