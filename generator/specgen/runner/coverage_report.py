"""What ran and what did not, from the coverage data of all jobs: data files know only what ran."""

import subprocess

from specgen.runner.model import Site

NAME = "coverage.json"
DATA = "coverage.data"  # no hidden name: those are left out when artifacts are uploaded
_PATIENCE = 300  # seconds


def report_coverage(site: Site) -> bool:
    """Write ``coverage.json`` of all data below the folder of records; whether there is one.

    The data files stay.  Where coverage.py finds nothing to report, or fails, an older report is
    removed: it would speak of another run.
    """
    target, whole = site.folder / NAME, site.folder / ".combined"
    target.unlink(missing_ok=True)
    data = [str(path) for path in sorted(site.folder.rglob(f"{DATA}*")) if path.is_file()]
    if not data:
        return False
    tool = [site.python, "-m", "coverage"]
    combine = [*tool, "combine", "--keep", "-q", f"--data-file={whole}", *data]
    report = [*tool, "json", "-q", "--show-contexts", "--fail-under=0", "--ignore-errors",
              f"--data-file={whole}", "-o", str(target)]  # fmt: skip
    try:
        for words in (combine, report):
            subprocess.run(
                words, cwd=site.root, check=True, capture_output=True, timeout=_PATIENCE,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        target.unlink(missing_ok=True)
    finally:
        whole.unlink(missing_ok=True)
    return target.exists()
