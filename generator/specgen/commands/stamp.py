"""Say of evidence that other tools wrote which tree it was made from.

JUnit, coverage, benchmark and mutation files do not say.  A stamp beside them names the commit, the
digest of code, tests, specs, settings and dependencies, and that of each file, and the gate checks
all of it.  Call it in the job that made them, before the tree changes.  Records of our own, and the
folders that `specgen run` writes, need none.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

EXAMPLES = """\
examples:
  pytest --junitxml=reports/junit.xml && specgen stamp reports
  coverage json -o evidence/coverage.json && specgen stamp evidence
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the evidence")
    parser.add_argument("--root", type=Path, help="the repository (default: the nearest folder"
                        " above that has specs/)")  # fmt: skip


def run(chosen: Namespace) -> int:
    """Write the stamp; 1 where there is nothing to stamp, 2 where there is no such folder."""
    from specgen.commands import stamping  # deferred: start-up

    return stamping.stamp(chosen)
