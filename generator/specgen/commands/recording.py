"""What ``specgen record`` does: evidence in, the checked-in baseline or the ledger out."""

import errno
import sys
from argparse import Namespace
from pathlib import Path, PurePosixPath

from specgen.commands import compiling, holding, ledger
from specgen.commands.kept import evidence_folder, history_folder
from specgen.commands.placing import sources_of
from specgen.compilation import Compiled
from specgen.disk.model import Action, Cause, Operation
from specgen.disk.write import write
from specgen.evidence.baseline import as_text, baseline
from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_baseline import BASELINE
from specgen.evidence.model_outcome import Outcome
from specgen.evidence.placing import Sources, placed
from specgen.report.visible import visible

_FAILED = frozenset({Outcome.FAIL, Outcome.ERROR, Outcome.NOT_REPORTED})


@holding.alone
def record(chosen: Namespace) -> int:
    """Write the baseline of each project; 1 where evidence is unreadable, failed or is missing."""
    compilation = compiling.compiled(chosen)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    remember = chosen.remember or chosen.ledger is not None
    codes, sources = [], sources_of(compilation)
    for project in compilation.projects:
        folder = history_folder(compilation.root, project, named=chosen.ledger)
        codes.append(
            _record(
                compilation.root,
                project,
                paths=chosen.evidence,
                folder=folder if remember else None,
                sources=sources,
            )
        )
    return max(codes, default=0)


def _record(
    root: Path, project: Compiled, *, paths: list[Path], folder: Path | None, sources: Sources
) -> int:
    """One project's baseline, or its run into the ledger in ``folder``."""
    evidence = placed(load(paths or [evidence_folder(root, project)], root=root), sources)
    for finding in evidence.findings:
        print(f"{finding.place.path}: {finding.message}; {finding.tip}", file=sys.stderr)
    if not evidence.records and not evidence.coverage:
        print("no evidence of this tree: `specgen run` records it", file=sys.stderr)
        return 1
    if folder is not None:
        ledger.with_run(folder, evidence, root=root)
        return 1 if evidence.findings else 0
    wrong = _unfit(evidence)
    if wrong:
        print(f"no baseline is written: {wrong}", file=sys.stderr)
        return 1
    target = root / project.program.project.folder / BASELINE
    _put(root, target.relative_to(root), data=as_text(baseline(evidence)).encode())
    print(f"{target.relative_to(root)}: {len(evidence.outcomes())} tests")
    return 0


def _unfit(evidence: Evidence) -> str:
    """Why later runs must not be compared with this one; empty where nothing speaks against it."""
    outcomes = evidence.outcomes()
    failed = [test for test, outcome in outcomes.items() if outcome in _FAILED]
    cut = [session for session in evidence.sessions if not session.complete]
    if evidence.findings:
        return "a part of the evidence cannot be read"
    if cut:
        count = f"{len(cut)} of {len(evidence.sessions)} sessions"
        return f"{count} did not end; run again, and record a run that ended"
    if failed:
        more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
        return f"{visible(failed[0])}{more} did not pass; record a run that passed"
    if Outcome.PASS not in outcomes.values():
        return f"of {len(outcomes)} tests none passed; record a run that passed"
    return ""


def _put(root: Path, path: Path, *, data: bytes) -> None:
    """Write ``path`` whole or not at all."""
    target, name = root / path, PurePosixPath(path.as_posix())
    before = target.read_bytes() if target.is_file() else None
    action = Action.CREATE if before is None else Action.UPDATE
    operation = Operation(action, name, Cause.STALE, data, before)
    refused = write(root, (operation,), roots=(name.parent,))
    if refused:
        raise OSError(errno.EBUSY, refused[0].message, str(target))
