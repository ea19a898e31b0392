"""The report of what ran and what did not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from coverage import CoverageData

from specgen.evidence.load import load
from specgen.runner.coverage_report import report_coverage
from specgen.runner.model import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "cart.py").write_text("import sys\nif sys.argv[1:]:\n    print(1)\nprint(2)\n")
    (tmp_path / "records/unit").mkdir(parents=True)
    return Site(root=tmp_path, folder=tmp_path / "records", python=sys.executable)


def measure(site: Site, *words: str, context: str) -> None:
    data = site.folder / "unit" / f"coverage.data.{context}"
    options = [f"--data-file={data}", f"--context={context}"]
    command = [sys.executable, "-m", "coverage", "run", *options, "cart.py", *words]
    subprocess.run(command, cwd=site.root, check=True, capture_output=True)


def test_what_all_jobs_ran_and_what_none_did(site: Site) -> None:
    measure(site, context="unit")
    assert report_coverage(site)
    found = json.loads((site.folder / "coverage.json").read_text())["files"]["cart.py"]
    assert (found["executed_lines"], found["missing_lines"]) == ([1, 2, 4], [3])
    assert "contexts" not in found  # the data has them, at a fraction of the size
    measure(site, "x", context="race")
    assert report_coverage(site)
    found = json.loads((site.folder / "coverage.json").read_text())["files"]["cart.py"]
    assert found["missing_lines"] == []
    assert sorted(path.name for path in site.folder.iterdir()) == ["coverage.json", "unit"]


@pytest.mark.parametrize("known", [False, True])
def test_combined_data_stays_where_combining_maps_paths(site: Site, *, known: bool) -> None:
    """Also where the data names the file that is mapped to: with `source`, all files below it."""
    (site.root / ".coveragerc").write_text("[paths]\nsource =\n  here\n  */installed\n")
    (site.root / "here").mkdir()
    (site.root / "here/shop.py").write_text("n = 1\n")
    data = CoverageData(basename=str(site.folder / "unit/coverage.data"))
    data.set_context("unit|t.py::test_a")
    data.add_lines({"/else/installed/shop.py": [1]})
    data.touch_files([str(site.root / "here/shop.py")] if known else [])
    data.write()
    data.close()
    assert report_coverage(site)
    (found,) = load([site.folder / "coverage.combined"], root=site.root).coverage.values()
    assert found.path == "here/shop.py"
    assert found.contexts == {"unit": {1}}


def test_what_processes_ran_is_known_elsewhere(site: Site) -> None:
    """They tell whole paths, also where coverage is to tell relative ones."""
    (site.root / ".coveragerc").write_text("[run]\nrelative_files = true\n")
    data = CoverageData(basename=str(site.folder / "unit/coverage.data"))
    data.set_context("unit")
    data.add_lines({str(site.root / "cart.py"): [1]})
    data.write()
    data.close()
    assert report_coverage(site)
    elsewhere = load([site.folder / "coverage.combined"], root=site.root / "elsewhere")
    assert elsewhere.coverage["cart.py"].contexts == {"unit": {1}}


def test_without_data_there_is_no_report(site: Site) -> None:
    (site.folder / "coverage.json").write_text("{}")
    assert not report_coverage(site)
    assert not (site.folder / "coverage.json").exists()


def test_data_that_is_none_gives_no_report(site: Site) -> None:
    (site.folder / "unit/coverage.data.odd").write_text("odd")
    assert not report_coverage(site)
    assert sorted(path.name for path in site.folder.iterdir()) == ["unit"]
