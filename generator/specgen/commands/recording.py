"""What ``specgen record`` does: evidence in, the checked-in baseline or the ledger out."""

import sys
from argparse import Namespace
from pathlib import Path

from specgen.commands import compiling, ledger
from specgen.commands.kept import evidence_folder, history_folder
from specgen.compilation import Compiled
from specgen.evidence.baseline import as_text, baseline
from specgen.evidence.load import load
from specgen.evidence.model_baseline import BASELINE


def record(chosen: Namespace) -> int:
    """Write the baseline of each project; 1 where evidence cannot be read or holds nothing."""
    compilation = compiling.compiled(chosen)
    said = compiling.errors(compilation)
    if said:
        sys.stderr.write(compiling.rendered(said, "text", error=True))
        return compiling.exit_code(said)
    remember = chosen.remember or chosen.ledger is not None
    codes = []
    for project in compilation.projects:
        folder = history_folder(compilation.root, project, named=chosen.ledger)
        codes.append(
            _record(
                compilation.root,
                project,
                paths=chosen.evidence,
                folder=folder if remember else None,
            )
        )
    return max(codes, default=0)


def _record(root: Path, project: Compiled, *, paths: list[Path], folder: Path | None) -> int:
    """One project's baseline, or its run into the ledger in ``folder``."""
    evidence = load(paths or [evidence_folder(root, project)], root=root)
    for finding in evidence.findings:
        print(f"{finding.place.path}: {finding.message}; {finding.tip}", file=sys.stderr)
    if not evidence.records and not evidence.coverage:
        print("no evidence of this tree: `specgen run` records it", file=sys.stderr)
        return 1
    if folder is not None:
        ledger.with_run(folder, evidence, root=root)
        return 1 if evidence.findings else 0
    target = root / project.program.project.folder / BASELINE
    target.write_bytes(as_text(baseline(evidence)).encode())
    print(f"{target.relative_to(root)}: {len(evidence.outcomes())} tests")
    return 1 if evidence.findings else 0
