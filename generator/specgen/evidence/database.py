"""Opens databases of SQLite that others wrote, so that none can exhaust the machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from specgen.evidence.reading import cut_off

MAGIC = b"SQLite format 3"  # how each begins
_EVERY = 1_000_000  # instructions of SQLite between two looks at how many it has taken
_INSTRUCTIONS = 100_000_000  # some ten seconds
_PER_BYTE = 5  # more of them: reading every row of a real one several times takes less than two
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
        connection.set_progress_handler(_Patience(path.stat().st_size), _EVERY)
        yield connection


class _Patience:
    """Says after how much work, on a file of so many bytes, to give up."""

    def __init__(self, size: int) -> None:
        self._left = (_INSTRUCTIONS + _PER_BYTE * size) // _EVERY

    def __call__(self) -> int:
        self._left -= 1
        return self._left < 0
