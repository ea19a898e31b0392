"""init, and what gaps and scan do where there are no specs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bare(repository: Path) -> Path:
    """The repository without specs."""
    shutil.rmtree(repository / "specs")
    return repository


def files_of(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def test_init_then_build_then_check(run: Run, bare: Path) -> None:
    code, out, err = run("init")
    assert (code, err) == (0, "")
    assert "created specs/project.yaml\ncreated specs/modules/shop.yaml\n" in out
    assert "next: `specgen build`" in out
    assert run("build")[0] == 0
    assert run("check")[0] == 0
    assert "log" in run("gaps")[1]


def test_init_again_changes_nothing(run: Run, bare: Path) -> None:
    run("init")
    before = {p: (bare / p).read_bytes() for p in files_of(bare) if ".specgen" not in p}
    code, out, _ = run("init")
    assert (code, out) == (0, "nothing new: every module with anything in it has a spec\n")
    assert {p: (bare / p).read_bytes() for p in files_of(bare) if ".specgen" not in p} == before


def test_dry_run_prints_and_writes_nothing(run: Run, bare: Path) -> None:
    before = files_of(bare)
    code, out, _ = run("init", "--dry-run")
    assert code == 0
    assert "# --- specs/project.yaml\n" in out
    assert "would be created specs/project.yaml" in out
    assert "next:" not in out
    assert files_of(bare) == before


def test_init_beside_specs_adds_what_they_lack(run: Run, repository: Path) -> None:
    (repository / "src/shop/new.py").write_text("def new() -> None: ...\n")
    code, out, _ = run("init")
    assert code == 0
    assert "created specs/modules/new.yaml" in out
    assert "1 new module\n" in out


def test_init_refuses_invalid_specs(run: Run, repository: Path) -> None:
    (repository / "specs/bad.yaml").write_text("modul: x\n")
    code, out, err = run("init")
    assert (code, out) == (2, "")
    assert "modul" in err


def test_nothing_to_draft(run: Run, bare: Path) -> None:
    shutil.rmtree(bare / "src")
    shutil.rmtree(bare / "tests")
    for command in ("init", "gaps"):
        code, out, err = run(command)
        assert (code, out) == (2, "")
        assert "found no Python code" in err


def test_a_root_that_is_not_there(run: Run) -> None:
    code, _, err = run("init", "--root", "nowhere")
    assert code == 2
    assert "no folder nowhere" in err


def test_the_repository_is_found_from_within(
    run: Run, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / "pyproject.toml").write_text("")
    monkeypatch.chdir(bare / "src/shop")
    run("init")
    assert (bare / "specs/project.yaml").is_file()


def test_gaps_without_specs_writes_nothing_and_says_so(run: Run, bare: Path) -> None:
    before = files_of(bare)
    code, out, err = run("gaps", "--format", "json")
    assert code == 0
    assert "no specs here" in err
    assert [row["id"] for row in json.loads(out)["gaps"]] == ["log.unit.baseline"]
    assert files_of(bare) == before


def test_a_gap_without_specs_is_explained(run: Run, bare: Path) -> None:
    code, out, err = run("explain", "log.unit")
    assert code == 0
    assert out.startswith("log.unit: missing, a gap\n")
    assert "no specs here" in err


def test_the_first_report_names_what_it_could_not_read(run: Run, bare: Path) -> None:
    (bare / "tests/test_bad.py").write_text("def test_a(:\n")
    code, _, err = run("gaps")
    assert code == 0
    assert "tests/test_bad.py:1:12 finding[unreadable-python]" in err


def test_scan_as_text(run: Run) -> None:
    code, out, _ = run("scan")
    assert code == 0
    assert out.startswith("1 live test in 1 file, 1 that can prove nothing\n")
    assert "tests/test_cart.py      2  shop.cart" in out
    assert "test_two dead: " in out


def test_scan_as_json_into_a_file(run: Run, repository: Path) -> None:
    code, out, _ = run("scan", "--format", "json", "--output", "tests.json")
    assert (code, out) == (0, "")
    first, second = json.loads((repository / "tests.json").read_text())["tests"]
    assert first["id"] == "tests/test_cart.py::test_total"
    assert first["links"][0]["module"] == "shop.cart"
    assert (first["live"], second["live"]) == (True, False)


def test_the_snapshot_is_what_recorded_accepts(run: Run, repository: Path) -> None:
    code, out, _ = run("scan", "--recorded", "--as-of", "2026-11-21", "--source", 'a "b"')
    assert code == 0
    (repository / "specs/recorded.yaml").write_text(out)
    shutil.rmtree(repository / "tests")
    code, gaps, _ = run("gaps", "--format", "json")
    assert code == 0
    assert not [r for r in json.loads(gaps)["gaps"] if r["id"] == "cart.unit.baseline"]


@pytest.mark.parametrize("words", [(), ("--as-of", "today")])
def test_a_snapshot_needs_a_day(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("scan", "--recorded", *words)
    assert (code, out) == (2, "")
    assert "--as-of" in err


def test_scan_of_invalid_specs(run: Run, repository: Path) -> None:
    (repository / "specs/bad.yaml").write_text("modul: x\n")
    assert run("scan")[0] == 2
