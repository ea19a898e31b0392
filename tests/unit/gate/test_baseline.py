"""An earlier verdict read back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specgen.gate.baseline import read_baseline
from specgen.gate.model import Baseline

FINDINGS = [
    {"rule": "gap", "subject": "a", "status": "fails"},
    {"rule": "coverage-total", "subject": "total", "status": "known", "measured": 0.5},
    {"rule": "gap", "subject": "b", "status": "waived"},
    "odd",
]


def test_what_was_broken_and_covered() -> None:
    text = json.dumps({"form": 1, "findings": FINDINGS, "coverage": {"total": 0.5, "odd": "x"}})
    assert read_baseline(text) == Baseline(
        {"total": 0.5}, {("gap", "a"): None, ("coverage-total", "total"): 0.5}
    )


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"form": 2}', '{"form": 1, "findings": {}, "coverage": {}}',
     '{"form": 1, "findings": [], "coverage": []}', "[" * 100_000],
)  # fmt: skip
def test_what_is_something_else(text: str) -> None:
    assert read_baseline(text) is None


@given(st.text())
@settings(max_examples=50)
def test_any_text_is_answered(text: str) -> None:
    found = read_baseline(text)
    assert found is None or isinstance(found, Baseline)
