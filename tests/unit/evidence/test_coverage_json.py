"""The JSON report of coverage.py."""

import json
from pathlib import Path

import pytest

from specgen.evidence.coverage_json import COVERAGE_JSON, load_coverage_json

REPORT = {
    "meta": {"show_contexts": True},
    "files": {
        "src\\shop\\cart.py": {
            "executed_lines": [1, 2, 4, 9],
            "excluded_lines": [9, 10],
            "missing_lines": [7],
            "summary": {"num_statements": 3, "num_branches": 4, "covered_branches": 3},
            "contexts": {"1": ["unit|test_a|run", "unit|test_b|run"], "2": ["race|t|run", ""],
                         "x": ["unit"]},
        },
        "odd.py": "no mapping",
    },
}  # fmt: skip


def test_what_ran_and_who_ran_it(tmp_path: Path) -> None:
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps(REPORT))
    cart, odd = load_coverage_json(path, "coverage.json").coverage
    assert cart.path == "src/shop/cart.py"
    assert cart.executed == {1, 2, 4}
    assert cart.statements == {1, 2, 4, 7}
    assert (cart.branches, cart.branches_taken) == (4, 3)
    assert (cart.covered, cart.total) == (2 + 3, 3 + 4)  # one line that ran is a docstring
    assert cart.contexts == {"": {2}, "race": {2}, "unit": {1}}
    assert (odd.executed, odd.statements, odd.contexts) == (frozenset(), frozenset(), {})


@pytest.mark.parametrize(
    ("text", "message"),
    [("{}", "`files` is missing"), ('{"files": 3}', "`files` is missing"), ("{", "not JSON")],
)
def test_what_is_no_report_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "coverage.json"
    path.write_text(text)
    (found,) = load_coverage_json(path, "coverage.json").findings
    assert message in found.message


def test_what_it_recognises() -> None:
    head = b'{"meta": {"format": 3, "show_contexts": false}'
    assert COVERAGE_JSON.recognises(head, "c.json")
    assert not COVERAGE_JSON.recognises(b'{"meta": 3}', "c.json")
    assert COVERAGE_JSON.recognises(head, "whatever.txt")
