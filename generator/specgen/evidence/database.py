"""Opens databases of SQLite that others wrote, so that none can exhaust the machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from specgen.evidence.reading import cut_off

_EVERY = 1_000_000  # instructions of SQLite between two looks at how many it has taken
_INSTRUCTIONS = 300_000_000  # tens of seconds; a million rows take a tenth of it
_VALUE = 16 << 20  # bytes of one value


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads.

    Raises ``sqlite3.Error`` for what is no whole database, and where a query takes far more than
    the data of any tool: views and doubled keys of a hostile one could run for ever.
    """
    if cut_off(path):
        raise sqlite3.DatabaseError("it was cut off")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE)
        connection.set_progress_handler(_Patience(), _EVERY)
        yield connection


class _Patience:
    """Says after how much work to give up."""

    def __init__(self) -> None:
        self._left = _INSTRUCTIONS // _EVERY

    def __call__(self) -> int:
        self._left -= 1
        return self._left < 0
