"""Moderate versions of the long checks under benchmarks/, so that they cannot rot."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def test_hostile_specs_never_break_out() -> None:
    command = [
        sys.executable,
        str(BENCHMARKS / "hostile_specs.py"),
        "--count",
        "400",
        "--seed",
        "7",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("400 compiled and parsed")


def test_planted_bugs_are_killed_and_right_code_is_green() -> None:
    kinds = ("unit", "property", "integration", "e2e", "chaos")
    command = [sys.executable, str(BENCHMARKS / "planted_bugs.py"), "--runs", "1", "--copies", "1"]
    done = subprocess.run([*command, "--types", *kinds], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" killed |") == 1
    assert done.stdout.count("| 1 of 1 |") >= 6 * len(kinds)


def test_a_build_stopped_at_any_call_or_met_by_another_command_tears_nothing() -> None:
    command = [sys.executable, str(BENCHMARKS / "torn_builds.py"), "--stride", "13"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(", all right\n") == 9
