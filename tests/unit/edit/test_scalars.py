"""Values as YAML that means exactly them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from specgen.edit.scalars import flow, scalar
from specgen.source.model import Value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (1.5, "1.5"),
        ("cart.unit.a", "cart.unit.a"),
        ("No rig", "No rig"),
        ("2026-03-01", "2026-03-01"),
        ("No rig: yet", '"No rig: yet"'),
        ("@lead", '"@lead"'),
        ("yes", '"yes"'),
        ("NULL", '"NULL"'),
        ("", '""'),
        ("171", '"171"'),
        (" a", '" a"'),
        ("a\nb", '"a\\nb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("# a", '"# a"'),
    ],
)
def test_scalars(value: Value, written: str) -> None:
    assert scalar(value) == written


def test_a_mapping_on_one_line() -> None:
    assert flow({"for": "a", "issue": 7, "why": "x: y"}) == '{for: a, issue: 7, why: "x: y"}'
    assert flow({}) == "{}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back(text: str) -> None:
    read = YAML(typ="safe", pure=True).load(f"[{scalar(text)}]")
    assert [str(item) for item in read] == [text]
