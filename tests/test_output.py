"""What is written is a function of the specs' meaning: not of order, place, time, or machine."""

import os
import random
import shutil
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from specgen import __version__
from specgen.__main__ import main

CASES = Path(__file__).parent / "cases"
SHUFFLED = sorted(
    path.name
    for path in CASES.iterdir()
    if path.name.startswith("seed-") or path.name in ("complete-scenarios", "several-projects")
)
UNORDERED = {
    *("modules", "tasks", "goals", "decisions", "waivers", "skips", "recorded", "claims"),
    *("references", "enforcement", "says", "needs", "blocks", "also", "uses", "tests", "covers"),
    *("requires", "types", "checks", "asserts", "documents", "dependencies", "os", "present"),
    *("exclude", "options", "rules", "at", "faults"),
}
ORDERED_MAPPINGS = {"tiers", "kwargs"}

Files = dict[str, bytes]


def shuffled(node: object, draw: random.Random, *, key: str = "") -> object:
    """The same meaning in another order: keys, and the lists whose order means nothing."""
    if isinstance(node, dict):
        keys = list(node)
        if key not in ORDERED_MAPPINGS:
            draw.shuffle(keys)
        return {k: shuffled(node[k], draw, key=str(k)) for k in keys}
    if not isinstance(node, list):
        return node
    items = [shuffled(item, draw) for item in node]
    if key in UNORDERED:
        draw.shuffle(items)
    return between_cells(items, draw) if key == "scenarios" else items


def between_cells(scenarios: list[object], draw: random.Random) -> list[object]:
    """Scenarios of one cell keep their order; those of several are mixed."""
    waiting: dict[object, list[object]] = defaultdict(list)
    for scenario in scenarios:
        waiting[scenario["type"] if isinstance(scenario, dict) else None].append(scenario)
    slots = [kind for kind, members in waiting.items() for _ in members]
    draw.shuffle(slots)
    return [waiting[kind].pop(0) for kind in slots]


def copied(case: str, where: Path) -> Path:
    """A copy of the inputs of one case."""
    skip = shutil.ignore_patterns("expected", "diagnostics.txt")
    return Path(shutil.copytree(CASES / case, where / case, ignore=skip))


def written(root: Path) -> Files:
    """Everything below `root` that is no spec and no cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix != ".yaml" and ".specgen" not in path.parts
    }


@pytest.fixture
def build(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Files]:
    """Build the tree at a path; what it holds then."""

    def run(root: Path) -> Files:
        assert main(["build", "--root", str(root)]) in (0, 1), capsys.readouterr().err
        return written(root)

    return run


@pytest.mark.parametrize("case", SHUFFLED)
def test_order_means_nothing(case: str, tmp_path: Path, *, build: Callable[[Path], Files]) -> None:
    plain = build(copied(case, tmp_path / "plain"))
    for seed in range(3):
        root = copied(case, tmp_path / str(seed))
        for path in sorted(root.glob("specs/**/*.yaml")):
            yaml = YAML()
            yaml.width = 10_000
            text = yaml.load(path.read_text("utf-8"))
            with path.open("w", encoding="utf-8") as stream:
                yaml.dump(shuffled(text, random.Random(seed)), stream)
        assert build(root) == plain


@pytest.mark.parametrize("case", SHUFFLED)
def test_nothing_of_this_machine_is_written(
    case: str, tmp_path: Path, *, build: Callable[[Path], Files]
) -> None:
    before = written(copied(case, tmp_path / "before"))
    now = datetime.now(UTC)
    telling = [str(tmp_path), sys.prefix, f"{now:%Y-%m-%d}", f"specgen {__version__}"]
    telling += [name for name in (socket.gethostname(), str(Path.home())) if len(name) > 7]
    for path, content in build(copied(case, tmp_path / "after")).items():
        if content != before.get(path):
            assert b"\r" not in content, path
            assert [word for word in telling if word.encode() in content] == [], path


def test_surroundings_change_nothing(tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, umask and working directory: equal bytes."""
    results = []
    for seed, zone, mask in (("0", "UTC", 0o022), ("4711", "Pacific/Auckland", 0o077)):
        root = copied("seed-wave-2", tmp_path / seed)
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "COLUMNS": seed}
        done = subprocess.run(
            [sys.executable, "-m", "specgen", "build", "--root", str(root)],
            cwd=tmp_path if seed == "0" else root / "specs",
            env=env,
            umask=mask,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        results.append(written(root))
    assert results[0] == results[1]
