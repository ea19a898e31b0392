"""Who ran which lines, from data that coverage itself wrote."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from coverage import CoverageData

from specgen.evidence.model_traces import Traces
from specgen.evidence.traces import traced

CART, LOG = "src/shop/cart.py", "src/shop/log.py"
A, B = "tests/test_x.py::test_a", "tests/test_x.py::TestB::test_b"
WANTED = {A: [CART], B: [CART, LOG]}
Ran = Mapping[str, Mapping[str, list[int]]]
RAN: Ran = {
    "unit": {CART: [1], "src/shop/other.py": [4]},
    f"unit|{A}": {CART: [3], LOG: [8]},
    f"unit|{B}": {LOG: [9]},
    "unit|tests::shop|fixture": {CART: [5], LOG: [6]},
    "race": {LOG: [7]},
    "unit|tests/other.py::test_c": {CART: [2]},
}


def data(path: Path, ran: Ran, *, root: str = "", arcs: bool = True) -> Path:
    """A data file of coverage with these lines; each line that ran was entered, with branches."""
    written = CoverageData(basename=str(path))
    for context, files in ran.items():
        written.set_context(context)
        named = {f"{root}{name}": lines for name, lines in files.items()}
        if arcs:
            written.add_arcs({f: [(-n, n) for n in lines] for f, lines in named.items()})
        else:
            written.add_lines(named)
    written.write()
    written.close()
    return path


def report(path: Path, ran: Ran) -> Path:
    """A JSON report that says the same."""
    files: dict[str, dict[str, list[str]]] = {}
    for context, measured in ran.items():
        for name, lines in measured.items():
            for line in lines:
                files.setdefault(name, {}).setdefault(str(line), []).append(context)
    said = {name: {"contexts": contexts} for name, contexts in files.items()}
    path.write_text(json.dumps({"meta": {"show_contexts": True}, "files": said}))
    return path


def lines(*numbers: int, arcs: bool) -> frozenset[int]:
    entered = (-n for n in numbers if arcs and n > 1)
    return frozenset((*numbers, *entered))


@pytest.mark.parametrize("form", ["arcs", "lines", "json"])
def test_each_test_and_the_files_that_matter(tmp_path: Path, form: str) -> None:
    arcs = form == "arcs"
    if form == "json":
        report(tmp_path / "coverage.json", RAN)
    else:
        data(tmp_path / "coverage.data", RAN, arcs=arcs, root=f"{tmp_path.resolve()}/")
    found = traced([tmp_path], root=tmp_path, wanted=WANTED)
    assert found == Traces(
        tests={A: {CART: lines(3, arcs=arcs)}, B: {LOG: lines(9, arcs=arcs)}},
        fixtures={"tests::shop": {CART: lines(5, arcs=arcs), LOG: lines(6, arcs=arcs)}},
        nobody={"unit": {CART: lines(1, arcs=arcs)}, "race": {LOG: lines(7, arcs=arcs)}},
        branches=arcs,
    )


def test_set_up_that_pytest_cov_tells_apart(tmp_path: Path) -> None:
    ran = {f"{A}|setup": {CART: [3]}, f"{A}[1]|run": {CART: [4]}, f"{B}|run": {"x.py": [4]}}
    data(tmp_path / ".coverage", ran)
    found = traced([tmp_path], root=Path.cwd(), wanted=WANTED)
    assert found.tests[A] == {CART: {3, -3, 4, -4}}
    assert found.setups == {CART: {3, -3}}
    assert found.phased == {A, B}


def test_names_that_coverage_gives_to_test_functions(tmp_path: Path) -> None:
    ran = {
        "unit|test_x.test_a": {CART: [3]},
        "unit|tests.test_x.TestB.test_b": {LOG: [9]},
        "unit|other.test_a": {CART: [7]},
    }
    data(tmp_path / ".coverage", ran)
    found = traced([tmp_path], root=Path.cwd(), wanted=WANTED)
    assert found.tests == {A: {CART: {3, -3}}, B: {LOG: {9, -9}}}
    assert found.phased == frozenset()


def test_a_name_that_two_tests_have_is_neithers(tmp_path: Path) -> None:
    data(tmp_path / ".coverage", {"test_x.test_a": {CART: [3]}})
    wanted = {A: [CART], "more/test_x.py::test_a": [CART]}
    assert traced([tmp_path], root=Path.cwd(), wanted=wanted).tests == {}


def test_several_files_are_one(tmp_path: Path) -> None:
    data(tmp_path / "coverage.data.1", {f"unit|{A}": {CART: [3]}})
    data(tmp_path / "coverage.data.2", {f"unit|{A}[2]": {CART: [4]}})
    found = traced([tmp_path], root=Path.cwd(), wanted=WANTED)
    assert found.tests == {A: {CART: {3, -3, 4, -4}}}


@pytest.mark.parametrize(
    "content",
    [
        b"SQLite format 3\0 and no more",
        b'{"meta": {"show_contexts": true}, "files": 7}',
        b'{"meta": {"show_contexts": true}, "files": {"a.py": {"contexts": {"x": [7]}}}}',
        b'{"meta": {"show_contexts": true}, [[[',
        b"",
    ],
)
def test_what_cannot_be_read_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    data(tmp_path / "coverage.data", {f"unit|{A}": {CART: [3]}})
    missing = tmp_path / "missing"
    found = traced([missing, tmp_path], root=Path.cwd(), wanted=WANTED)
    assert found.tests == {A: {CART: {3, -3}}}
