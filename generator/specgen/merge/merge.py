"""Merge one planned file with the file as it stands."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.merge.model import Merged
from specgen.plan import PlannedFile

NOWHERE: Mapping[str, PurePosixPath] = {}


def merge(
    planned: PlannedFile,
    existing: bytes,
    *,
    lock: Lock,
    found: Mapping[str, PurePosixPath] = NOWHERE,
) -> Merged:
    """Leave ``existing`` alone and say so.

    ``found`` maps the ids that spec marks carry, in any test file, to the file that carries them:
    what stands in another file is not generated again.  Bind it with ``functools.partial``.
    """
    message = "was changed by hand, and is not what the specs compile to"
    left_alone = Diagnostic("drift-edited", Severity.FINDING, Place(planned.path), message)
    return Merged(existing  , Record.kept(planned, lock), (left_alone,))
