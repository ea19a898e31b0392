"""How true the static inventory is, measured against ``pytest --collect-only``.

    python benchmarks/inventory/accuracy.py [--work DIR] [NAME ...]

Downloads the pinned sdists of projects.toml, installs each project with what its tests import
into one virtual environment, collects with pytest, scans with specgen, and compares test
functions (parameter sets not multiplied out).  Exits 1 where recall < 99.5 % or precision < 99 %.
Nothing is compared that the tests' own environment decides: where pytest reports a file as
skipped or broken, that is said in its own column.
"""

import argparse
import collections
import json
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import venv
from dataclasses import dataclass, field
from pathlib import Path

# outside of this repository, whose own pytest configuration must not be found from there
WORK = Path(tempfile.gettempdir()) / "specgen-benchmarks"
HERE = Path(__file__).parent
RECALL, PRECISION = 0.995, 0.99


@dataclass(frozen=True)
class Project:
    """One pinned project."""

    name: str
    version: str
    root: str
    package: str = ""
    needs: list[str] = field(default_factory=list)
    beyond: str = ""  # what reading the repository cannot see; then the bars are not asked

    @property
    def imported(self) -> str:
        """The name that the package is imported by."""
        return self.package or self.name

    @property
    def pin(self) -> str:
        """The requirement that pip takes."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True)
class Result:
    """One comparison; ``deviations`` counts causes."""

    project: Project
    pytest: set[str]
    specgen: set[str]
    excused: set[str]  # found by reading, and said to depend on a condition or an optional import
    pytest_seconds: float
    cold: float
    warm: float

    @property
    def both(self) -> int:
        """Tests that both name."""
        return len(self.pytest & self.specgen)

    @property
    def recall(self) -> float:
        """The share of what pytest collects that reading finds."""
        return self.both / len(self.pytest) if self.pytest else 0.0

    @property
    def precision(self) -> float:
        """The share of what reading finds that pytest collects, excused tests left out."""
        claimed = len(self.specgen - (self.excused - self.pytest))
        return self.both / claimed if claimed else 0.0

    @property
    def good(self) -> bool:
        """Whether both bars are reached."""
        return self.recall >= RECALL and self.precision >= PRECISION


def main() -> int:
    """Compare every project asked for; print one line each and the deviations."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--work", type=Path, default=WORK)
    given = parser.parse_args()
    work = given.work.resolve()
    table = tomllib.loads((HERE / "projects.toml").read_text())
    projects = [Project(**p) for p in table["project"]]
    chosen = [p for p in projects if not given.names or p.name in given.names]
    python = environment(work, table["runner"]["needs"])
    print(f"{'project':<22}{'pytest':>8}{'found':>8}{'excused':>9}{'recall':>9}{'precision':>11}"
          f"{'collect':>9}{'cold':>7}{'warm':>7}{'faster':>16}")  # fmt: skip
    results = [measure(p, work, python) for p in chosen]
    fast = [r.project.name for r in results if r.pytest_seconds >= 30 * r.warm]
    print(f"30 times as fast as collection once the tree is known: {len(fast)} of {len(results)}")
    return 0 if all(r.good or r.project.beyond for r in results) else 1


def environment(work: Path, needs: list[str]) -> Path:
    """The virtual environment that collection runs in."""
    folder = work / "venv"
    python = folder / "bin" / "python"
    if not python.exists():
        work.mkdir(parents=True, exist_ok=True)
        venv.create(folder, with_pip=True)
    install(python, needs)
    return python


def install(python: Path, needs: list[str]) -> None:
    """Install requirements that are not there yet."""
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *needs],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def unpack(project: Project, work: Path) -> Path:
    """Download and unpack the sdist; the unpacked folder."""
    folder = work / "src" / f"{project.name}-{project.version}"
    if folder.is_dir():
        return folder
    archives = work / "sdists"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps",
         "-d", archives, project.pin],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    archive = next(a for a in archives.glob("*.tar.gz") if a.name.lower().startswith(project.name))
    with tarfile.open(archive) as tar:
        tar.extractall(work / "src", filter="data")
    return next(f for f in (work / "src").iterdir() if f.name.lower() == folder.name.lower())


def measure(project: Project, work: Path, python: Path) -> Result:
    """Collect and scan one project, print its line and deviations."""
    folder = unpack(project, work)
    install(python, [project.pin, *project.needs])
    collect(folder, python)  # byte-compiles, so that pytest is timed warm as well
    collected, seconds, environmental = collect(folder, python)
    subprocess.run(["rm", "-rf", folder / ".specgen"], check=True)
    found, excused, cold = scanned(folder)
    scanned(folder)  # the first run makes `.specgen/`
    warm = statistics.median(scanned(folder)[2] for _ in range(5))
    found = {i for i in found if i.split("::")[0] not in environmental}
    result = Result(project, collected, found, excused, seconds, cold, warm)
    report(result, environmental)
    return result


def collect(folder: Path, python: Path) -> tuple[set[str], float, set[str]]:
    """What pytest collects, how long it takes, and the files that this environment breaks."""
    begin = time.perf_counter()
    run = subprocess.run(
        [python, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    ids = {line.split("[", 1)[0] for line in run.stdout.splitlines() if "::" in line[:300]}
    ids = {i for i in ids if "." not in i.rpartition("::")[2] and " " not in i}
    ids = {i for i in ids if i.partition("::")[0].endswith(".py")}  # no examples in documents
    broken = {line.split()[-1] for line in run.stdout.splitlines() if line.startswith("ERROR ")}
    return ids, seconds, broken


def scanned(folder: Path) -> tuple[set[str], set[str], float]:
    """What ``specgen scan`` finds, as people run it, and how long the whole process takes."""
    begin = time.perf_counter()
    run = subprocess.run(
        [Path(sys.executable).parent / "specgen", "scan", "--root", folder, "--format", "json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    tests = [test for test in json.loads(run.stdout)["tests"] if test["collected"]]
    excused = {t["id"] for t in tests if any(e["scope"] == "module" for e in t["excuses"])}
    return {test["id"] for test in tests}, excused, seconds


def report(result: Result, broken: set[str]) -> None:
    """One line, then the deviations by cause."""
    r = result
    print(
        f"{r.project.pin:<22}{len(r.pytest):>8}{len(r.specgen):>8}{len(r.excused - r.pytest):>9}"
        f"{r.recall:>9.2%}{r.precision:>11.2%}{r.pytest_seconds:>8.2f}s{r.cold:>6.2f}s"
        f"{r.warm:>6.2f}s{r.pytest_seconds / r.cold:>7.1f}x/{r.pytest_seconds / r.warm:.1f}x",
        flush=True,
    )
    if r.project.beyond:
        print(f"    beyond reading: {r.project.beyond}")
    for what, ids in (
        ("not found", r.pytest - r.specgen),
        ("not collected", r.specgen - r.pytest - r.excused),
    ):
        files = collections.Counter(i.split("::")[0] for i in ids)
        for file, count in sorted(files.items()):
            first = min(i for i in ids if i.startswith(file))
            print(f"    {what}: {count} in {file}, first {first}")
    for file in sorted(broken):
        print(f"    this environment cannot import: {file}")


if __name__ == "__main__":
    raise SystemExit(main())
