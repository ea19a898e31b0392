"""Judge recorded evidence against budgets, waivers and the stage of the day.

Without evidence the gate fails: silence is not success.  Where a change loosens its own specs, the
specs at the base judge it, until `--approved` says that an owner of them has agreed.
"""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from specgen.commands import console

EXAMPLES = """\
examples:
  specgen gate --moment pull_request --base origin/main    what CI does
  specgen gate evidence/ --moment pull_request --needs "$NEEDS" --format github
  specgen gate records/ coverage.json --as-of 2027-01-04   what would fail on that day
  specgen gate --write report=summary.md --write comment=comment.md
  specgen gate --write json=baseline.json                  the baseline of later ratchets
  specgen gate evidence/ --ledger history/                 and by the runs that were
"""
FORMATS = (
    "text", "json", "github", "sarif", "codequality", "ctrf", "comment", "summary", "report",
)  # fmt: skip


def options(parser: ArgumentParser) -> None:
    """Declare the flags."""
    console.common(parser)
    parser.add_argument("evidence", nargs="*", type=Path, metavar="EVIDENCE",
                        help="what runs wrote (default: those of this tree)")  # fmt: skip
    parser.add_argument("--moment", default="", help="commit, pre_push, pull_request, ...")
    judged_by(parser)


def judged_by(parser: ArgumentParser) -> None:
    """Declare the flags that say by what to judge, and where to write the verdict."""
    parser.add_argument("--as-of", default="today", metavar="DAY",
                        help="today, commit (the day of HEAD) or 2026-03-01")  # fmt: skip
    parser.add_argument("--base", default="", metavar="REF",
                        help="revision whose specs judge what this one loosens")  # fmt: skip
    parser.add_argument("--approved", action="store_true",
                        help="an owner of the specs approved of what is loosened")  # fmt: skip
    parser.add_argument("--baseline", type=Path, metavar="FILE",
                        help="earlier verdict as JSON, for ratchets and falls")  # fmt: skip
    parser.add_argument("--needs", metavar="FILE_OR_JSON",
                        help="how the jobs before this one ended: toJSON(needs)")  # fmt: skip
    parser.add_argument("--one-machine", action="store_true",
                        help="expect no matrix: the evidence is of one machine (default where"
                        " no EVIDENCE is named)")  # fmt: skip
    parser.add_argument("--accept-tree", action="append", default=[], metavar="DIGEST",
                        type=_digest, help="judge by evidence of that other tree, too;"
                        " nothing that passed there counts as passing")  # fmt: skip
    remembered(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--write", action="append", default=[], metavar="FORMAT=FILE",
                        type=_target, help="write this too (may be repeated)")  # fmt: skip
    parser.add_argument("--report", dest="write", action="append", metavar="FILE",
                        type=_report, help="write the completion report")  # fmt: skip


def remembered(parser: ArgumentParser) -> None:
    """Declare the flags that say where the run is remembered."""
    parser.add_argument("--remember", action="store_true",
                        help="judge by the ledger that the specs name, and add this run to"
                        " it")  # fmt: skip
    parser.add_argument("--ledger", type=Path, metavar="FOLDER",
                        help="the same with the ledger in FOLDER")  # fmt: skip


def run(chosen: Namespace) -> int:
    """Judge each project; 1 where one fails, 4 where a run stalled, 2 on invalid specs."""
    from specgen.commands import compiling, judging  # deferred: start-up

    compilation = judging.compiled(chosen)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    try:
        asked = judging.asked(chosen, compilation)
    except judging.Unusable as error:
        print(f"specgen: {error}", file=sys.stderr)
        return 2
    verdicts = [judging.verdict_of(project, asked) for project in compilation.projects]
    return judging.told(compilation, verdicts, chosen=chosen)


def _digest(text: str) -> str:
    """As many digits as messages show of a tree, or more: no switch that accepts any tree."""
    if not re.fullmatch(r"[0-9a-f]{12,64}", text):
        raise ArgumentTypeError(f"`{text}` is not a digest: 12 hexadecimal digits or more")
    return text


def _target(text: str) -> tuple[str, Path]:
    """``FORMAT=FILE``; what is no such thing is argparse's to say."""
    name, mark, path = text.partition("=")
    if name not in FORMATS or not mark or not path:
        raise ValueError(text)
    return name, Path(path)


def _report(text: str) -> tuple[str, Path]:
    return "report", Path(text)
