"""The tests that exist: for machines, for people, and as a snapshot for other specs."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.gaps.compare import compare
from specgen.inventory.model import Dead, Excuse, ExcuseKind, How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program
from specgen.report.inventory_as_json import inventory_as_json
from specgen.report.inventory_as_text import inventory_as_text
from specgen.report.recorded_as_yaml import recorded_as_yaml
from specgen.source.plain import plain
from specgen.source.read import read

LINK = Link("shop.cart", How.CALLED, 0.987, 3, "calls total", "total")


def item(node_id: str, **changes: object) -> TestItem:
    path, _, name = node_id.partition("::")
    plain_item = TestItem(
        node_id, path, name.rpartition("::")[2], Span(3, 1, 4, 1), path, "unit", Level.WRITTEN
    )
    return replace(plain_item, **changes)  # type: ignore[arg-type]  # a keyword is any field


GOOD = item("tests/test_a.py::TestA::test_good", links=(LINK,), classes=("TestA",))
HOLLOW = item("tests/test_a.py::test_hollow", level=Level.HOLLOW, why_level="asserts nothing")
FAILING = item("tests/test_c.py::test_bug", level=Level.EXPECTED_FAILURE, weak=True,
               why_level="expected to fail")  # fmt: skip
WEAK = item("tests/test_c.py::test_accepts", weak=True, why_level="only an exception fails it")
GONE = item("tests/test_b.py::test_gone", dead=Dead.SKIPPED, why_dead="skipped: later",
            excuses=(Excuse(ExcuseKind.SKIP, 2, reason="later", scope="function"),))  # fmt: skip
UNREAD = Diagnostic(
    "unreadable", Severity.FINDING, Place(PurePosixPath("tests/bad.py")), "does not parse"
)
INVENTORY = Inventory((GOOD, HOLLOW, GONE), (UNREAD,))


def test_for_machines() -> None:
    found = json.loads(inventory_as_json(INVENTORY))
    assert found["version"] == 1
    assert found["unread"] == [
        {"path": "tests/bad.py", "rule": "unreadable", "message": "does not parse"}
    ]
    good, hollow, gone = found["tests"]
    assert (good["id"], good["line"], good["level"]) == (GOOD.node_id, 3, "written")
    assert good["links"] == [
        {"module": "shop.cart", "how": str(How.CALLED), "weight": 0.99, "counts": LINK.counts,
         "why": "calls total"}
    ]  # fmt: skip
    assert (hollow["level"], hollow["why_level"]) == ("hollow", "asserts nothing")
    assert (gone["live"], gone["why_dead"]) == (False, "skipped: later")
    assert gone["excuses"][0]["reason"] == "later"


def test_for_people() -> None:
    lines = inventory_as_text(INVENTORY).splitlines()
    assert lines[0] == "2 live tests in 2 files, 1 that can prove nothing"
    assert lines[1].split() == ["unit", "2", "written", "1,", "hollow", "1"]
    assert "tests/test_a.py      2  shop.cart" in lines
    assert "tests/test_b.py      1  no module of the project" in lines
    assert "tests/test_a.py:3 test_hollow hollow: asserts nothing" in lines
    assert "tests/test_b.py:3 test_gone dead: skipped: later" in lines
    assert not [line for line in lines if "test_good" in line]


def test_weak_tests_and_expected_failures_are_counted_and_named() -> None:
    inventory = Inventory((GOOD, FAILING, WEAK))
    lines = inventory_as_text(inventory).splitlines()
    assert lines[1].split(maxsplit=2)[2] == ("written 2, expected-failure 1; weak 1 of the written")
    assert lines[-2:] == [
        "tests/test_c.py:3 test_bug expected-failure: expected to fail",
        "tests/test_c.py:3 test_accepts weak: only an exception fails it",
    ]
    tests = json.loads(inventory_as_json(inventory))["tests"]
    assert [(t["level"], t["weak"]) for t in tests] == [
        ("written", False), ("expected-failure", True), ("written", True),
    ]  # fmt: skip


def test_of_nothing() -> None:
    assert inventory_as_text(Inventory()).startswith("0 live tests in 0 files\n")
    assert json.loads(inventory_as_json(Inventory()))["tests"] == []


def test_as_a_snapshot(
    module_of: Callable[..., Module], program_of: Callable[..., Program]
) -> None:
    program = program_of([module_of("cart"), module_of("tax")])
    report = compare(program, INVENTORY, generated={})
    text = recorded_as_yaml(report, INVENTORY, as_of=date(2026, 3, 1), source='a "b"')
    file, said = read(PurePosixPath("specs/recorded.yaml"), text.encode())
    assert not said
    assert file.root is not None
    assert plain(file.root) == {
        "recorded": [
            {
                "as_of": "2026-03-01",
                "source": 'a "b"',
                "present": {"cart": ["unit"]},
                "tests": {"tests/test_a.py": {"classes": 1, "count": 2}},
            }
        ]
    }
