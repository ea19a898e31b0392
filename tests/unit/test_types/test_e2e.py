"""Workflow tests tell of each checkpoint as they pass it, also where they never come to an end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from specgen.pipeline import compile_tree, write_tree

SPEC = """
project: shop
source: {root: src, package: shop}
tiers: {all: {requires: []}}
documents: []
modules:
  - module: shop.app
    scenarios:
      - id: starts
        type: e2e
        title: It starts
        command: [python, -m, shop.app]
        checkpoints: [{name: config, log: config read}, {name: ready, log: "ready on"}]
        budget: {each: 5s}
"""
STARTS = "import sys\nprint('config read')\nprint('ready on 80', file=sys.stderr)\n"
HANGS = "import time\nprint('config read')\ntime.sleep(600)\n"
TURNED = "print('ready on 80')\nprint('config read')\n"
FAILS = STARTS + "sys.exit(1)\n"


@pytest.mark.parametrize(
    ("code", "passes", "reached"),
    [
        pytest.param(STARTS, True, ["config", "ready"], id="starts"),
        pytest.param(HANGS, False, ["config"], id="hangs"),
        pytest.param(TURNED, False, ["config"], id="in the wrong order"),
        pytest.param(FAILS, False, ["config", "ready"], id="fails in the end"),
    ],
)
def test_checkpoints_are_noted_as_they_are_passed(
    tmp_path: Path, code: str, passes: bool, reached: list[str]
) -> None:
    for name, text in (("specs/project.yaml", SPEC), ("src/shop/__init__.py", ""),
                       ("src/shop/app.py", code)):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert not write_tree(compile_tree(tmp_path))
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=.",
             "--specgen-record", "records", "generated_tests"]  # fmt: skip
    surroundings = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(words, cwd=tmp_path, env=surroundings, capture_output=True, check=False)
    assert done.returncode == (0 if passes else 1), done.stdout.decode()
    (records,) = (tmp_path / "records").glob("*.jsonl")
    told = map(json.loads, records.read_text().splitlines())
    assert [line["name"] for line in told if line["kind"] == "checkpoint"] == reached
