"""Run the tests of a moment, type by type, record what happens, and judge it.

Each type is a pytest process of its own, with the environment, limits and workers that `runs`
declares.  Records stay in .specgen/evidence, one folder per state of the tree; a type that passed
on exactly this tree is not run again.  The verdict is that of `specgen gate`; of some tests only
(--type, --shard, --changed-since) it says what some tests can tell.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from specgen.commands import console
from specgen.commands.gate import judged_by

EXAMPLES = """\
examples:
  specgen run --moment pre_push                 what `runs: pre_push` declares
  specgen run --moment commit --changed-since main
  specgen run --moment pull_request --type unit --shard 2/4 --no-gate --evidence evidence
                                                one cell of CI; `specgen gate evidence` judges all
exit codes: 0 the gate passed (with --no-gate: all tests did), 1 it failed, or time was up,
            3 could not run, 4 stalled
"""


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("--moment", required=True, metavar="NAME", help="commit, pre_push, ...")
    parser.add_argument("--type", action="append", default=[], help="only this type (repeatable)")
    parser.add_argument("--shard", type=_shard, default=(1, 1), metavar="I/N",
                        help="only shard I of N; every test is in exactly one")  # fmt: skip
    parser.add_argument("--changed-since", default="", metavar="REF",
                        help="only tests that what changed since REF can affect")  # fmt: skip
    parser.add_argument("--evidence", dest="into", type=Path, metavar="DIR",
                        help="where records go (default: .specgen/evidence/<tree>)")  # fmt: skip
    parser.add_argument("--no-gate", dest="gate", action="store_false",
                        help="record only; judge it later with `specgen gate`")  # fmt: skip
    parser.add_argument("--stall", type=float, default=300.0, metavar="SECONDS",
                        help="a run without progress for so long is stalled (300)")  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="use no evidence of earlier runs")
    judged_by(parser)
    parser.set_defaults(evidence=[])


def run(chosen: Namespace) -> int:
    """Run, and return the worst that happened."""
    from specgen.commands import running  # deferred: start-up

    return running.run_moment(chosen)


def _shard(written: str) -> tuple[int, int]:
    """``2/4`` as two numbers."""
    index, _, count = written.partition("/")
    if index.isdecimal() and count.isdecimal() and 1 <= int(index) <= int(count):
        return int(index), int(count)
    raise ArgumentTypeError(f"`{written}` is no shard; write one as 2/4")
