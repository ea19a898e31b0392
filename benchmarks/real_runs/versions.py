"""The recorder and the truth tables under other versions of pytest than the newest.

    python benchmarks/real_runs/versions.py [--work DIR] [VERSION ...]

Each version in an environment of its own, with the plugins that run tests again, on workers and in
parts; runs the tests of the plugin, of what it records, and of docs/outcomes.md there.
"""

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
VERSIONS = ("8.2.2", "8.4.2", "9.0.1")
PLUGINS = [
    "pytest-xdist", "pytest-rerunfailures", "pytest-repeat", "pytest-flakefinder",
    "pytest-random-order", "pytest-asyncio", "pytest-benchmark", "hypothesis", "coverage", "anyio",
]  # fmt: skip
TESTS = ["test_truth.py", "test_plugin.py", "test_plugin_record.py", "test_plugin_words.py",
         "test_plugin_select.py"]  # fmt: skip


def main() -> int:
    """Print how each version did; 1 where any test failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="*", default=VERSIONS)
    parser.add_argument("--work", type=Path,
                        default=Path(tempfile.gettempdir()) / "specgen-versions")  # fmt: skip
    chosen = parser.parse_args()
    bad = 0
    for version in chosen.versions:
        folder = chosen.work / version
        python = folder / "bin/python"
        if not python.exists():
            venv.create(folder, with_pip=True)
        own = [] if version.startswith("9") else ["pytest-subtests"]
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        subprocess.run([*pip, f"pytest=={version}", *PLUGINS, *own, "-e", str(ROOT)], check=True)
        tests = [str(ROOT / "tests/unit/evidence" / name) for name in TESTS]
        words = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
        bad += bool(done.returncode)
        print(f"pytest {version}: {done.stdout.strip().splitlines()[-1]}", flush=True)
        if done.returncode:
            print(done.stdout[-6000:])
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
