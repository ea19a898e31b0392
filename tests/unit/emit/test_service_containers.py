"""Services in containers, really run where there is no docker engine: skipped, and not excused.

No test here starts a container: that takes an engine, and is what benchmarks/containers.py does.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from testcontainers.core import container as made

from specgen.__main__ import main
from specgen.diagnostics import Place
from specgen.emit.model_machinery import NONE
from specgen.emit.service_containers import containers
from specgen.program.model import Program
from specgen.program.model_policy import Double, Service

PLACE = Place(PurePosixPath("specs/project.yaml"))
SPECS = """project: shop
source: {root: src, package: shop}
tiers: {all: {requires: []}}
runs: {pull_request: {types: [integration]}}
enforcement: [{from: 2020-01-01, stage: blocking}]
services: {store: {double: {unit: autospec, integration: {container: "postgres:16"}}}}
modules:
  - module: shop.store
    scenarios:
      - type: integration
        title: The store counts
        uses: [store]
        target: count
        cases: [{args: [apple], returns: 1}]
"""
WAIVER = """waivers:
  - {for: store.integration, allow: skip, reason: No engine in CI, issue: 7, approved_by: "@lead",
     expires: 2030-01-01}
"""
INI = """[pytest]
pythonpath = src
addopts = --import-mode=importlib --strict-markers
filterwarnings = error
asyncio_default_fixture_loop_scope = function
"""
SKIPPED = "service store: no docker engine; start one, or waive the skip"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a service in a container, built, where no engine answers."""
    (tmp_path / "src/shop").mkdir(parents=True)
    (tmp_path / "src/shop/__init__.py").touch()
    (tmp_path / "src/shop/store.py").write_text("def count(name: str) -> int:\n    return 1\n")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/project.yaml").write_text(SPECS)
    (tmp_path / "pytest.ini").write_text(INI)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no.sock")
    assert main(["build"]) == 0
    return tmp_path


def outcome_of(root: Path, *options: str) -> str:
    """What pytest prints of the project's tests."""
    command = [sys.executable, "-m", "pytest", "generated_tests", "-rs", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.stdout


def test_without_an_engine_the_skip_is_a_finding_until_waived(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = outcome_of(project, "--specgen-record", "evidence")
    assert "1 skipped" in out
    assert SKIPPED in out
    assert "warning" not in out

    capsys.readouterr()
    assert main(["gate", "--moment", "pull_request", "evidence"]) == 1
    said = capsys.readouterr().out
    assert "fails skipped-tests (1 finding, blocking)" in said
    assert f"is skipped: {SKIPPED}" in said.replace("\n", " ")

    specs = project / "specs/project.yaml"
    specs.write_text(specs.read_text() + WAIVER)  # of another tree from here on
    outcome_of(project, "--specgen-record", "waived")
    capsys.readouterr()
    assert main(["gate", "--moment", "pull_request", "--as-of", "2029-01-01", "waived"]) == 0
    assert "fails skipped-tests" not in capsys.readouterr().out
    assert main(["gate", "--moment", "pull_request", "--as-of", "2031-01-01", "waived"]) == 1
    assert "fails skipped-tests" in capsys.readouterr().out


def test_without_testcontainers_the_skip_says_so(project: Path) -> None:
    (project / "src/testcontainers.py").write_text("raise ModuleNotFoundError('testcontainers')")
    out = outcome_of(project)
    assert "1 skipped" in out
    assert "service store: testcontainers is not installed" in out


def test_what_the_emitted_code_starts_is_there() -> None:
    assert callable(made.DockerContainer.start)
    assert callable(made.DockerContainer.stop)


@pytest.mark.parametrize(("kind", "wanted"), [("container", True), ("live", False)])
def test_only_containers_need_machinery(
    kind: str, wanted: bool, program_of: Callable[..., Program]
) -> None:
    one = Service("store", "", (Double("e2e", kind, "redis:7"),), {}, "", PLACE)
    assert (containers(program_of(services=(one,))) != NONE) is wanted
