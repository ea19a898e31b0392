"""What a reader of evidence is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from specgen.evidence.model import Loaded


@dataclass(frozen=True, slots=True)
class Loader:
    """One form of evidence.

    ``recognises`` tells from the first bytes, in UTF-8, and the name of a file whether its content
    has this form.  ``names`` are patterns of names that promise it: where no form recognises the
    content, the form that the name promises reads the file, and says what is wrong with it.
    ``load`` reads it (path on disk, name for findings).  It never raises for what is in the file.
    """

    name: str
    recognises: Callable[[bytes, str], bool]
    load: Callable[[Path, str], Loaded]
    names: tuple[str, ...] = ()

    def promised_by(self, name: str) -> bool:
        """Whether a file of this name promises to have this form."""
        return any(PurePath(name).match(pattern) for pattern in self.names)
