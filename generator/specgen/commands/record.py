"""Write the baseline that later runs are compared with, or remember a run in the ledger.

The baseline is for review and check-in: coverage per file, seconds per test (which balance
shards) and benchmark figures with facts of their machine, from the evidence of the tree as it
stands or from the files named.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen record                        from the last `specgen run` on this tree
  specgen record evidence/ coverage.json
  specgen record evidence/ --ledger history/   add the run to a ledger; no baseline is written
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("evidence", nargs="*", type=Path, help="files or folders of evidence")
    parser.add_argument("--remember", action="store_true",
                        help="add the run to the ledger that the specs name, and no"
                        " more")  # fmt: skip
    parser.add_argument("--ledger", type=Path, metavar="FOLDER",
                        help="the same with the ledger in FOLDER")  # fmt: skip


def run(chosen: Namespace) -> int:
    """Write the baseline of each project, or add its run to the ledger."""
    from specgen.commands import recording  # deferred: start-up

    return recording.record(chosen)
