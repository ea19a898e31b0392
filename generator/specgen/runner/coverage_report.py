"""What ran and what did not, from the coverage data of all jobs: data files know only what ran."""

import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from specgen.runner.model import Site

NAME = "coverage.json"
DATA = "coverage.data"  # no hidden name: those are left out when artifacts are uploaded
COMBINED = "coverage.combined"
_PATIENCE = 300  # seconds


def report_coverage(site: Site) -> bool:
    """Write ``coverage.json`` of all data below the folder of records; whether there is one.

    It does not say who ran what: with a context for each test that would be many times as much as
    the data, which stays and says so.  Where combining it calls files something else (by
    ``[tool.coverage.paths]``; below ``relative_files`` those that processes ran), a gate elsewhere
    would not know them, and the combined data stays, too.  Where coverage.py finds
    nothing to report, or fails, an older report is removed: it would speak of another run.
    """
    target, whole = site.folder / NAME, site.folder / COMBINED
    for old in (target, whole):
        old.unlink(missing_ok=True)
    data = [str(path) for path in sorted(site.folder.rglob(f"{DATA}*")) if path.is_file()]
    if not data:
        return False
    tool = [site.python, "-m", "coverage"]
    combine = [*tool, "combine", "--keep", "-q", f"--data-file={whole}", *data]
    report = [*tool, "json", "-q", "--fail-under=0", "--ignore-errors",
              f"--data-file={whole}", "-o", str(target)]  # fmt: skip
    try:
        for words in (combine, report):
            subprocess.run(
                words, cwd=site.root, check=True, capture_output=True, timeout=_PATIENCE,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        target.unlink(missing_ok=True)
    if not target.exists() or not _renamed(whole, map(Path, data)):
        whole.unlink(missing_ok=True)
    return target.exists()


def _renamed(whole: Path, data: Iterable[Path]) -> set[str]:
    """The files of ``data`` that are called something else in ``whole``."""
    return _measured(data) - _measured([whole])


def _measured(data: Iterable[Path]) -> set[str]:
    """The files that were measured, as the data calls them."""
    found: set[str] = set()
    for path in data:
        with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
            found.update(name for (name,) in connection.execute("select path from file"))
    return found
