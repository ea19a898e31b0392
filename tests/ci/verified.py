"""Verify emitted configuration with the tools that the code hosts and the hooks are made of.

Run it from the repository's root as ``python -m tests.ci.verified``.  It compiles every row of
``variations.yaml``, takes what this repository's own specs emit, and demands no finding from any
of ``tools.TOOLS``; first each tool must refuse a file that is wrong.  Every file must mean the
same to readers of YAML 1.1 and 1.2.  Exit code 1: somebody found something.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from tests.ci.readings import misread
from tests.ci.tools import BIN, MODULES, NODE, TOOLS, complaints, kinds, toothless
from tests.ci.variations import variations, write

from specgen.diagnostics import Severity
from specgen.pipeline import compile_tree, write_tree

HERE = Path(__file__).parent.parent.parent
LONGEST = 4000  # characters of what one tool says


def prepare() -> None:
    """Install what is read by node, at the versions of ``node/package-lock.json``."""
    if not (MODULES / ".package-lock.json").exists():
        path = {"PATH": f"{BIN}:/usr/local/bin:/usr/bin:/bin"}
        command = [str(BIN / "npm"), "ci", "--silent", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=NODE, env=os.environ | path, check=True)
        # GitHub's parser cannot be loaded unbundled: it imports JSON in a way that node took back
        bundle = [str(MODULES / ".bin/esbuild"), "parse.mjs", "--bundle", "--platform=node"]
        bundle += ["--format=cjs", f"--outfile={MODULES / 'parse.cjs'}", "--log-level=warning"]
        subprocess.run(bundle, cwd=NODE, env=os.environ | path, check=True)


def build(root: Path) -> None:
    """Compile and write the specs below ``root``; a mistake in them ends all."""
    compilation = compile_tree(root)
    wrong = [d for d in compilation.diagnostics if d.severity is Severity.ERROR]
    if wrong:
        raise SystemExit("\n".join(f"{root.name}: {d.place}: {d.message}" for d in wrong))
    stopped = [d for d in write_tree(compilation) if d.severity is not Severity.NOTE]
    if stopped:
        raise SystemExit(f"{root.name}: {stopped[0].place}: {stopped[0].message}")


def collected(roots: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """Each emitted configuration file with its kind."""
    for root in roots.values():
        for path in sorted(root.rglob("*")):
            inside = PurePosixPath(path.relative_to(root).as_posix())
            if path.is_file() and not {"specs", "node_modules", ".git"} & set(inside.parts):
                for kind in kinds(inside):
                    yield kind, path


def ours(where: Path) -> Path:
    """What this repository's own specs emit: its checked-in files, which `check` compares."""
    root = where / "ours"
    listed = subprocess.run(["git", "ls-files"], cwd=HERE, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        if list(kinds(PurePosixPath(name))) and not name.startswith(("tests/", "benchmarks/")):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, root / name)
    return root


def main() -> int:
    """Build, verify, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="build here, and leave it")
    given = parser.parse_args()
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        where = given.keep or Path(folder)
        roots = {"ours": ours(where)}
        for number, variation in enumerate(variations()):
            root = write(variation, where / f"{number:02d}")
            build(root)
            for words in (["init", "-q"], ["add", "-A"]):  # includes are looked up in the index
                subprocess.run(["git", *words], cwd=root, check=True)
            roots[variation.title] = root
        return report(where, list(collected(roots)))


def report(where: Path, found: list[tuple[str, Path]]) -> int:
    """Print what each tool says; how many of them found something."""
    bad = 0
    for line in toothless(where / "controls"):
        print(line)
        bad += 1
    print("| tool | files | findings | s |\n|---|---:|---|---:|")
    said = []
    for tool in TOOLS:
        files = [path for kind, path in found if kind == tool.kind]
        began = time.monotonic()
        text = complaints(tool, files)
        verdict = "FINDINGS" if text else "none" if files else "no such file"
        seconds = time.monotonic() - began
        print(f"| {tool.name} | {len(files)} | {verdict} | {seconds:.1f} |")
        said += [f"== {tool.name}\n{text[:LONGEST]}"] if text else []
    yaml = [path for kind, path in found if kind == "yaml"]
    wrong = [line for path in yaml for line in misread(path)]
    print(f"| YAML 1.1 and 1.2 read alike | {len(yaml)} | {'FINDINGS' if wrong else 'none'} | |")
    for text in [*said, *wrong]:
        print(text)
    return 1 if bad or said or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
