"""What a merge yields: the file as it should be, what the lock says of it, and what was noticed."""

from dataclasses import dataclass
from typing import Protocol

from specgen.diagnostics import Diagnostic
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.plan import PlannedFile


@dataclass(frozen=True, slots=True)
class Merged:
    """A shared file after its merge.

    ``data`` equals what stood there where nothing is to be done.  ``record`` says, for the lock,
    which parts now stand as builds wrote them.  ``vacant``: nothing is planned for the file and
    nothing in it is a person's, so that it may go.
    """

    data: bytes
    record: Record
    findings: tuple[Diagnostic, ...] = ()
    vacant: bool = False


class Merge(Protocol):
    """A planned file, the bytes that stand at its path, and the lock make a ``Merged``."""

    def __call__(self, planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged: ...
