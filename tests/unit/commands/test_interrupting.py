"""Whoever stops `specgen run`, and how often: readable records, exit code 3, nothing goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.terminal import INTERRUPT, PATIENCE, specgen

from specgen.evidence.load import load
from specgen.evidence.model import Evidence
from specgen.evidence.model_outcome import Outcome

FILES = {
    "specs/project.yaml": """\
project: shop
source: {root: src, package: shop, tests: [tests]}
runs:
  commit: {types: [unit, e2e]}
  nightly: {types: [unit, e2e], workers: 2}
""",
    "specs/cart.yaml": "module: shop.cart\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def add(a, b):\n    return a + b\n",
    "tests/unit/test_cart.py": """\
import os
import signal
import time
from pathlib import Path

from shop.cart import add


def test_add():
    assert add(1, 2) == 3


def test_hangs(record_property):
    record_property("specgen.checkpoint.connected", 0.1)
    if os.environ.get("DEAF"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    Path("pid").write_text(str(os.getpid()))
    time.sleep(300)
    assert add(1, 2) == 3
""",
    "tests/e2e/test_all.py": "from shop.cart import add\n\ndef test_all():\n    assert add(1, 1)\n",
    "pytest.ini": "[pytest]\npythonpath = src\nasyncio_default_fixture_loop_scope = function\n",
    ".gitignore": ".specgen/\n__pycache__/\npid\n",
}
HANGS = "tests/unit/test_cart.py::test_hangs"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def running(shop: Path) -> int:
    """The process that hangs, once it does and is known to (a worker is ahead of its reports)."""
    until = time.monotonic() + PATIENCE
    told, started = shop / "pid", f'"start","id":"{HANGS}"'
    while not (told.exists() and told.read_text()) or not any(
        started in path.read_text("utf-8") for path in (shop / ".specgen").rglob("*.jsonl")
    ):
        assert time.monotonic() < until
        time.sleep(0.02)
    return int(told.read_text())


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()


def left(shop: Path) -> Evidence:
    """The records, which can all be read."""
    evidence = load([shop / ".specgen/evidence"], root=shop)
    assert evidence.findings == ()
    assert evidence.outcomes()[HANGS] is Outcome.NOT_REPORTED
    assert not list(shop.rglob("*.live"))
    return evidence


@pytest.mark.parametrize("moment", ["commit", "nightly"])
@pytest.mark.parametrize("keys", [INTERRUPT, INTERRUPT * 7])
def test_by_keys(shop: Path, *, moment: str, keys: bytes) -> None:
    """Once, or as often as an impatient hand does it."""
    with specgen(shop, "run", "--moment", moment) as shown:
        hanging = running(shop)
        for key in keys:
            shown.press(bytes([key]))
            time.sleep(0.03)
        assert shown.end() == 3
    assert "unit: interrupted; 1 pass;" in shown.text
    assert "stopped after 1 of 2 tests" in shown.text
    assert "last checkpoint: connected" in shown.text
    assert "e2e: not started" in shown.text
    assert "records in .specgen/evidence/" in shown.text
    assert "Traceback" not in shown.text
    assert not is_alive(hanging)
    (session,) = left(shop).sessions
    assert session.stopped.startswith("interrupted; last started tests/unit/test_cart.py::")
    assert not session.complete


def test_what_is_deaf_is_ended_by_the_second_key(shop: Path) -> None:
    with specgen(shop, "run", "--moment", "commit", DEAF="1") as shown:
        hanging = running(shop)
        shown.press(INTERRUPT)
        time.sleep(0.5)
        assert is_alive(hanging)
        shown.press(INTERRUPT)
        assert shown.end() == 3
    assert not is_alive(hanging)
    (session,) = left(shop).sessions
    assert session.stopped == f"interrupted; last started {HANGS}; last checkpoint connected"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_by_a_machine_that_wants_us_gone(shop: Path, *, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "specgen", "run", "--moment", "commit"]
    report = ["--write", "json=verdict.json"]
    before = signal.signal(how, signal.SIG_DFL)  # nohup has children ignore SIGHUP
    with subprocess.Popen([*command, *report], cwd=shop, stdout=subprocess.PIPE) as process:
        signal.signal(how, before)
        hanging = running(shop)
        process.send_signal(how)
        out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert b"unit: interrupted; 1 pass;" in out
    assert not is_alive(hanging)
    left(shop)
    verdict = json.loads((shop / "verdict.json").read_text())
    assert verdict["passed"] is False
    assert {each["rule"] for each in verdict["findings"]} >= {"run-incomplete", "unreported-tests"}


def test_a_reader_that_leaves_ends_it(shop: Path) -> None:
    """As with `specgen run | head -1`: what nobody watches any more does not go on by itself."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "specgen", "run", "--moment", "commit"]
    done = subprocess.run(command, cwd=shop, stdout=writing, stderr=subprocess.PIPE, check=False,
                          timeout=PATIENCE)  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (3, b"")
    assert not (shop / "pid").exists() or not is_alive(running(shop))


def test_other_projects_are_not_begun(shop: Path) -> None:
    for name in ("front", "back"):
        folder = shop / "specs" / name
        folder.mkdir()
        (folder / "project.yaml").write_text(
            FILES["specs/project.yaml"].replace("project: shop", f"project: {name}")
        )
    (shop / "specs/project.yaml").unlink()
    (shop / "specs/cart.yaml").rename(shop / "specs/front/cart.yaml")
    with specgen(shop, "run", "--moment", "commit") as shown:
        running(shop)
        shown.press(INTERRUPT)
        assert shown.end() == 3
    assert shown.text.count("records in ") == 1
