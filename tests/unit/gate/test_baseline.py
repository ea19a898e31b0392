"""An earlier verdict read back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.gate.baseline import read_baseline
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_status import ScenarioStatus, Shares

FINDINGS = [
    {"rule": "gap", "subject": "a", "status": "fails"},
    {"rule": "coverage-total", "subject": "total", "status": "known", "measured": 0.5},
    {"rule": "gap", "subject": "b", "status": "waived"},
    "odd",
]

SHARES: dict[str, int] = {status.value: 2 for status in ScenarioStatus}


def test_what_was_broken_and_covered() -> None:
    text = json.dumps({"form": 1, "findings": FINDINGS, "coverage": {"total": 0.5, "odd": "x"}})
    assert read_baseline(text, "shop") == Baseline(
        {"total": 0.5}, {("gap", "a"): None, ("coverage-total", "total"): 0.5}
    )


def test_of_several_projects_it_reads_its_own() -> None:
    verdicts = [
        {"form": 2, "project": name, "findings": [], "coverage": {"total": share},
         "shares": {**SHARES, "met": n, "required": 13}}
        for n, (name, share) in enumerate((("bank", 0.1), ("shop", 0.2)))
    ]  # fmt: skip
    text = json.dumps(verdicts)
    assert read_baseline(text, "shop") == Baseline({"total": 0.2}, {}, Shares(1, 2, 2, 2, 2, 2, 2))
    assert read_baseline(text, "other") == Baseline({}, {})
    assert read_baseline(json.dumps(verdicts[0]), "shop") == Baseline({}, {})


@pytest.mark.parametrize(
    "shares",
    [None, {}, {"met": 1}, {**SHARES, "met": -1},
     {"ok": 1, "waived": 1, "gap": 1}],
)  # fmt: skip
def test_shares_that_are_none(shares: object) -> None:
    text = json.dumps({"form": 1, "findings": [], "coverage": {}, "shares": shares})
    assert read_baseline(text, "shop") == Baseline({}, {}, None)


def test_the_first_form_is_read_without_its_shares() -> None:
    """It counted as ok what had not run, so its shares are no measure for today's."""
    old = {"form": 1, "project": "shop", "findings": FINDINGS, "coverage": {"total": 0.5},
           "shares": {"owed": 5, "ok": 5, "waived": 0, "gap": 0}}  # fmt: skip
    found = read_baseline(json.dumps(old), "shop")
    assert found is not None
    assert found.shares is None
    assert found.coverage == {"total": 0.5}
    assert ("gap", "a") in found.broken


@pytest.mark.parametrize(
    "text",
    ["null", '[{"form": 1, "findings": [], "coverage": {}}, 3]',
     "", "[]", "{}", '{"form": 3}', '{"form": 1, "findings": {}, "coverage": {}}',
     '{"form": 1, "findings": [], "coverage": []}', "[" * 100_000],
)  # fmt: skip
def test_what_is_something_else(text: str) -> None:
    assert read_baseline(text, "shop") is None


@given(st.text())
@settings(max_examples=examples(50))
def test_any_text_is_answered(text: str) -> None:
    found = read_baseline(text, "shop")
    assert found is None or isinstance(found, Baseline)
