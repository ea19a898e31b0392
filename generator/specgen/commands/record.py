"""Write the baseline that later runs are compared with, for review and check-in.

It holds coverage per file, seconds per test (which balance shards) and benchmark figures with
facts of their machine, from the evidence of the tree as it stands or from the files named.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen record                        from the last `specgen run` on this tree
  specgen record evidence/ coverage.json
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("evidence", nargs="*", type=Path, help="files or folders of evidence")


def run(chosen: Namespace) -> int:
    """Write the baseline of each project."""
    from specgen.commands import recording  # deferred: start-up

    return recording.record(chosen)
