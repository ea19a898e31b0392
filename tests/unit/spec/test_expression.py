"""The expression language is read, and every mistake in it has a column and a way out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.spec.expression import PATTERN, ExpressionError, expression
from specgen.spec.expression_model import FACTS, Fact, Filter, Operator
from specgen.spec.units import QuantityError

VALID = [
    "gaps == 0",
    "gaps(priority=high) == 16",
    "gaps(module=cart type='unit', waived=no) <= 2",
    "skipped( waived=no )==0",
    "effort == ~57h",
    "effort(tier=critical) <= 2h..4h",
    "coverage(tier=critical) >= 90%",
    "tests(type=integration) >= 20",
    "document(policy)",
    "runs(nightly os=windows-2025) >= 3",
    "environment(SHOP_ENV)",
    "findings(happy-path-only) < 1",
    "modules(planned=yes) > 0",
    "types != 7",
]


@pytest.mark.parametrize("text", VALID)
def test_reads_and_matches_the_pattern(text: str) -> None:
    assert expression(text).text == text
    assert re.search(PATTERN, text)


def test_parts() -> None:
    found = expression("runs(nightly os=windows-2025, python='3.12') >= 3")
    assert found.fact == Fact(
        "runs", "nightly", (Filter("os", "windows-2025"), Filter("python", "3.12"))
    )
    assert found.fact.only("os") == "windows-2025"
    assert found.fact.only("type") == ""
    assert str(found.fact) == "runs(nightly os=windows-2025 python=3.12)"
    assert found.operator is Operator.AT_LEAST
    assert str(found.stated) == "3"
    assert str(expression("effort == ~57h").stated) == "~57h"


@pytest.mark.parametrize(
    ("text", "column", "message", "tip"),
    [
        ("gasp == 0", 0, "no fact is called `gasp`", "did you mean `gaps`?"),
        ("gaps(prio=high) == 1", 5, "`gaps` has no filter `prio`", "did you mean `priority`?"),
        ("gaps(priority=hi) == 1", 14, "`hi` is no priority", "did you mean `high`?"),
        ("gaps(waived=maybe)", 12, "`maybe` is no waived", "one of: yes, no"),
        ("types(color=red)", 6, "`types` has no filter `color`", "filters: tier"),
        (
            "document(x color=red)",
            11,
            "`document` has no filter `color`",
            "`document` takes no filters",
        ),
        ("gaps = 0", 5, "`=` is no comparison", "write `==`"),
        ("gaps ?? 0", 5, "`??` is no comparison", "write one of == != < <= > >="),
        ("gaps ==", 7, "the value is missing", "write a number after the comparison"),
        ("gaps(high)", 5, "`high` has no value", "filters: module, type, tier"),
        ("gaps(type=) == 0", 10, "a value is missing before `)`", "write name=value"),
        ("gaps(type=unit", 14, "the bracket is not closed", "write `)`"),
        ("document", 0, "`document` needs a name", "write `document(name)`"),
        ("document()", 0, "`document` needs a name", "write `document(name)`"),
        ("coverage >= 90", 12, "`90` is no share", "did you mean `90%`?"),
        ("gaps == 90%", 8, "`90%` is no number", "write digits only, as in `== 39`"),
        ("effort == ~~5h", 0, "this cannot be read", "write it like `effort`"),
        ("gaps == 3 4", 10, "`4` comes after the end", "write two expressions, one per item"),
        ("gaps == 'a", 8, "this cannot be read", "quote the value"),
        ("runs(os=x nightly)", 0, "this cannot be read", "write it like `runs(nightly os=x)`"),
    ],
)
def test_explains(text: str, column: int, message: str, tip: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        expression(text)
    error = caught.value
    assert (error.column, error.message, error.rule) == (column, message, "bad-expression")
    assert error.tip.startswith(tip)


def test_only_text_is_an_expression() -> None:
    with pytest.raises(QuantityError, match="`3` is no expression"):
        expression(3)


WORDS = st.sampled_from(
    [*FACTS, "(", ")", "=", "==", "<=", "~", ",", " ", "type", "unit", "waived", "no", "'x'",
     "3", "90%", "2h", "priority=high", "\n", "'", "nightly"]
)  # fmt: skip


def refusal(text: str) -> ExpressionError | None:
    try:
        expression(text)
    except ExpressionError as error:
        return error
    return None


@given(st.lists(WORDS, max_size=9).map("".join))
def test_the_pattern_says_what_the_parser_does(text: str) -> None:
    error = refusal(text)
    assert (error is None) == bool(re.search(PATTERN.replace("$", r"\Z"), text))
    assert error is None or 0 <= error.column <= len(text)
