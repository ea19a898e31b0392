"""Compare the benchmarks of this tree with those of its base, in turns on this machine.

The base is checked out beside the repository, at the commit where this branch left it.  Base and
head run alternately with this interpreter, so that a busy machine slows both.  The pairs are
written as evidence; `specgen gate` judges them (`performance-regression`, `benchmark-gone`).
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen compare origin/main
  specgen compare origin/main --rounds 12 --evidence evidence/   in CI, beside `specgen run`
exit codes: 0 compared, 2 there is no such base, 3 a side could not run, 4 one stalled
"""
ROUNDS, LEAST = 8, 6


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("base", metavar="BASE", help="revision to compare with, as origin/main")
    parser.add_argument("--rounds", type=_rounds, default=ROUNDS, metavar="N",
                        help=f"how often each side runs (default {ROUNDS}, at least"
                        f" {LEAST})")  # fmt: skip
    parser.add_argument("--evidence", dest="into", type=Path, metavar="DIR",
                        help="where it is written (default: .specgen/evidence/<tree>)")  # fmt: skip
    parser.add_argument("--stall", type=float, default=300.0, metavar="SECONDS",
                        help="a side without progress for so long is stalled (300)")  # fmt: skip


def run(chosen: Namespace) -> int:
    """Compare, print the ratios, and return the worst that happened."""
    from specgen.commands import comparing  # deferred: start-up

    return comparing.compare(chosen)


def _rounds(written: str) -> int:
    if written.isdecimal() and int(written) >= LEAST:
        return int(written)
    raise ArgumentTypeError(f"of `{written}` rounds nothing is sure; {LEAST} are the fewest")
