"""What a merge yields: the file as it should be, what the lock says of it, and what was noticed."""

from collections.abc import Callable
from dataclasses import dataclass

from specgen.diagnostics import Diagnostic
from specgen.lock.model import Lock, Record
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


Merge = Callable[[PlannedFile, bytes, Lock], Merged]
"""A planned file, the bytes that stand at its path, and the lock as read make a ``Merged``."""
