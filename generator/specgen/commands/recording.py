"""What ``specgen record`` does: evidence in, the checked-in baseline out."""

import sys
from argparse import Namespace
from pathlib import Path

from specgen.commands import compiling
from specgen.commands.kept import evidence_folder
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
    codes = [
        _record(compilation.root, project, paths=chosen.evidence)
        for project in compilation.projects
    ]
    return max(codes, default=0)


def _record(root: Path, project: Compiled, *, paths: list[Path]) -> int:
    """One project's baseline."""
    evidence = load(paths or [evidence_folder(root, project)], root=root)
    for finding in evidence.findings:
        print(f"{finding.place.path}: {finding.message}; {finding.tip}", file=sys.stderr)
    if not evidence.records and not evidence.coverage:
        print("no evidence of this tree: `specgen run` records it", file=sys.stderr)
        return 1
    target = root / project.program.project.folder / BASELINE
    target.write_bytes(as_text(baseline(evidence)).encode())
    print(f"{target.relative_to(root)}: {len(evidence.outcomes())} tests")
    return 1 if evidence.findings else 0
