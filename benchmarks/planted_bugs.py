"""Generated tests against planted bugs: right code must stay green, every bug must be killed.

Run it as ``python benchmarks/planted_bugs.py [--runs 10] [--copies 5] [--types unit race]``.  It
compiles one project that holds each sample of ``benchmarks/planted`` as it is (several copies) and
once per bug, runs the generated tests ``--runs`` times, and prints the kill table.  Exit code 1: a
bug survived more than one run in ten, or right code failed once.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from specgen.pipeline import compile_tree, write_tree
from specgen.quantities import SECONDS

PLANTED = Path(__file__).parent / "planted"
TYPES = tuple(sorted(path.name for path in PLANTED.iterdir() if path.is_dir()))
PYTEST = """[pytest]
pythonpath = src
addopts = --import-mode=importlib --strict-markers -q -p no:cacheprovider
filterwarnings = error
asyncio_default_fixture_loop_scope = function
"""


@dataclass(frozen=True)
class Variant:
    """A sample as it is (``bug`` is empty) or with one bug; its package holds ``sample.py``."""

    type: str
    bug: str
    package: str


def variants(kind: str, copies: int) -> list[tuple[Variant, str]]:
    """The variants of one type with their source."""
    right = (PLANTED / kind / "sample.py").read_text("utf-8")
    found = [(Variant(kind, "", f"{kind}_right_{n}"), right) for n in range(copies)]
    for name, bug in tomllib.loads((PLANTED / kind / "bugs.toml").read_text("utf-8")).items():
        if right.count(bug["old"]) != 1:
            raise SystemExit(f"{kind}: {name} does not fit the sample")
        package = f"{kind}_{name.replace('-', '_')}"
        found.append((Variant(kind, name, package), right.replace(bug["old"], bug["new"])))
    return found


def build(root: Path, kinds: list[str], copies: int) -> list[Variant]:
    """Write and compile the project that holds all variants."""
    modules, services = list[str](), ["services:"]
    made: list[Variant] = []
    for kind in kinds:
        spec = (PLANTED / kind / "spec.yaml").read_text("utf-8")
        given = PLANTED / kind / "services.yaml"
        for variant, source in variants(kind, copies):
            package = root / "src" / variant.package
            package.mkdir(parents=True)
            (package / "__init__.py").touch()
            (package / "sample.py").write_text(source, "utf-8")
            names = {"PACKAGE": variant.package, "SERVICE": f"store_{len(made)}"}
            modules.append(filled(MODULE + indented(spec), names))
            if given.exists():
                services.append(filled(indented(given.read_text("utf-8"), 2), names))
            made.append(variant)
    (root / "specs").mkdir()
    head = "project: planted\nsource: {root: src}\nskeletons: scenarios\ntiers: {all: {}}\n"
    text = head + ("\n".join(services) if len(services) > 1 else "")
    (root / "specs/project.yaml").write_text(text + "\nmodules:\n" + "".join(modules), "utf-8")
    (root / "pytest.ini").write_text(PYTEST, "utf-8")
    compilation = compile_tree(root)
    failed = [d for d in compilation.diagnostics if d.severity == "error"]
    if failed:
        raise SystemExit("\n".join(f"{d.place}: {d.message}" for d in failed))
    write_tree(compilation)
    return made


MODULE = "  - module: PACKAGE.sample\n    tier: all\n    scenarios:\n"


def indented(text: str, columns: int = 6) -> str:
    """``text`` with every line moved to the right."""
    return "".join(f"{' ' * columns}{line}\n" for line in text.splitlines())


def filled(text: str, names: dict[str, str]) -> str:
    """``text`` with the placeholders replaced."""
    for name, value in names.items():
        text = text.replace(name, value)
    return text


def run(root: Path, made: list[Variant]) -> Counter[tuple[str, str]]:
    """One run of all generated tests: outcomes by package.

    Right code runs in a process of its own: what a bug leaves behind (a coroutine that nobody
    awaited, say) must not be told of its neighbours.
    """
    found: Counter[tuple[str, str]] = Counter()
    for wrong in (False, True):
        chosen = [v for v in made if bool(v.bug) is wrong]
        run_some(root, chosen, found=found)
    return found


def run_some(root: Path, chosen: list[Variant], *, found: Counter[tuple[str, str]]) -> None:
    """Run the tests of ``chosen``, and count their outcomes."""
    command = [sys.executable, "-m", "pytest", "--junitxml=out.xml"]
    command += [f"generated_tests/{v.type}/{v.package}" for v in chosen]
    (root / "rounds.json").unlink(missing_ok=True)
    if any(v.type == "performance" for v in chosen):
        command.append("--benchmark-json=rounds.json")
    subprocess.run(command, cwd=root, capture_output=True, check=False)
    for case in ElementTree.parse(root / "out.xml").getroot().iter("testcase"):
        package = str(case.get("classname")).split(".")[2]
        tags = {child.tag for child in case}
        found[package, "idle" if tags & {"error", "skipped"} else "good"] += "failure" not in tags
        found[package, "bad"] += "failure" in tags
    judge(root, found)


def judge(root: Path, found: Counter[tuple[str, str]]) -> None:
    """What the gate does with raw rounds: a benchmark beyond its limit is bad."""
    path = root / "rounds.json"
    text = path.read_text("utf-8") if path.exists() else ""
    for one in json.loads(text)["benchmarks"] if text else ():
        package, _, _, slug = one["extra_info"]["specgen.scenario"].split(".")
        rounds = sorted(one["stats"]["data"])
        measure, limit = limits()[slug]
        value = math.fsum(rounds) / len(rounds)
        if measure != "mean":
            value = rounds[len(rounds) * int(measure[1:]) // 100]
        if value > limit:
            found[package, "bad"] += 1


def limits() -> dict[str, tuple[str, float]]:
    """The limit of each performance scenario in seconds, read from the sample's spec."""
    found = {}
    for line in (PLANTED / "performance/spec.yaml").read_text("utf-8").splitlines():
        slug = line.partition("id: ")[2].partition(",")[0]
        measure, _, text = line.rpartition("budget: {")[2].strip("} ").partition(": ")
        found[slug] = (measure, float(text.removesuffix("ms")) * float(SECONDS["ms"]))
    return found


def table(made: list[Variant], runs: list[Counter[tuple[str, str]]]) -> tuple[str, bool]:
    """The kill table, and whether all is as it must be."""
    lines = ["| type | bug | killed |", "|---|---|---|"]
    sound = True
    for variant in made:
        bad = sum(run[variant.package, "bad"] > 0 for run in runs)
        idle = any(idle_in(run, variant) for run in runs)
        if variant.bug:
            lines.append(f"| {variant.type} | {variant.bug} | {bad} of {len(runs)} |")
        sound = sound and not idle and (bad * 10 >= len(runs) * 9 if variant.bug else not bad)
        if idle:
            lines.append(f"| {variant.type} | {variant.bug or 'right code'} | not run |")
    for kind in dict.fromkeys(variant.type for variant in made):
        right = [variant for variant in made if variant.type == kind and not variant.bug]
        green = sum(not run[v.package, "bad"] and seen(run, v) for run in runs for v in right)
        lines.append(f"| {kind} | right code | green {green} of {len(runs) * len(right)} |")
    return "\n".join(lines), sound


def idle_in(run: Counter[tuple[str, str]], variant: Variant) -> bool:
    """Whether a test of ``variant`` did not run.

    A killed bug is not asked: a coroutine that a neighbouring bug never awaited may be collected,
    and complained of, in its tests.
    """
    killed = variant.bug and run[variant.package, "bad"]
    return not seen(run, variant) or bool(run[variant.package, "idle"] and not killed)


def seen(run: Counter[tuple[str, str]], variant: Variant) -> bool:
    """Whether any test of ``variant`` ran."""
    return any(run[variant.package, outcome] for outcome in ("good", "bad"))


def main() -> int:
    """Build, run, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--copies", type=int, default=5, help="copies of right code in each run")
    parser.add_argument("--types", nargs="*", default=list(TYPES), choices=TYPES)
    parser.add_argument("--keep", type=Path, help="build here, and leave it")
    chosen = parser.parse_args()
    root = chosen.keep or Path(tempfile.mkdtemp(prefix="planted-"))
    root.mkdir(parents=True, exist_ok=True)
    try:
        made = build(root, chosen.types, chosen.copies)
        text, sound = table(made, [run(root, made) for _ in range(chosen.runs)])
    finally:
        if not chosen.keep:
            shutil.rmtree(root)
    print(text)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
