"""The expression language of workflows, on what GitHub documents."""

import pytest
from tests.ci.expressions import ExpressionError, State, evaluated, filled, holds

CONTEXTS = {
    "github": {"event_name": "pull_request", "event": {"number": 7.0, "labels": [{"name": "a"}]}},
    "matrix": {"os": "ubuntu-24.04", "python": "3.10"},
    "needs": {"unit": {"result": "success"}, "drift": {"result": "failure"}},
    "secrets": {},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("github.event_name == 'Pull_Request'", True),
        ("matrix.python", "3.10"),
        ("matrix['python'] == 3.1", True),
        ("secrets.MISSING || 'none'", "none"),
        ("secrets.MISSING != ''", False),
        ("github.event.number >= 7 && !false", True),
        ("needs.*.result", ["success", "failure"]),
        ("contains(needs.*.result, 'failure')", True),
        ("contains(github.event.labels.*.name, 'b')", False),
        ("startsWith(matrix.os, 'UBUNTU')", True),
        ("format('{0}-{1}', matrix.os, github.event.number)", "ubuntu-24.04-7"),
        ("join(needs.*.result, ' ')", "success failure"),
        ("fromJSON('[1]')[0]", 1),
        ("'it''s'", "it's"),
        ("(true || false) && null", None),
        ("0x10", 16),
    ],
)
def test_values(text: str, value: object) -> None:
    assert evaluated(text, CONTEXTS) == value


@pytest.mark.parametrize("text", ["unknown.x", "hashFiles('x')", "a b", "'open", "1 +", "(1"])
def test_what_it_does_not_know_is_an_error(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluated(text, CONTEXTS)


@pytest.mark.parametrize(
    ("condition", "fine", "failed", "cancelled"),
    [
        (None, True, False, False),
        ("github.event_name == 'pull_request'", True, False, False),
        ("${{ always() }}", True, True, True),
        ("${{ !cancelled() }}", True, True, False),
        ("failure()", False, True, False),
        ("always() && needs.unit.result == 'failure'", False, False, False),
        (False, False, False, False),
    ],
)
def test_conditions(condition: object, fine: bool, failed: bool, cancelled: bool) -> None:
    assert holds(condition, CONTEXTS, State()) is fine
    assert holds(condition, CONTEXTS, State(failed=True)) is failed
    assert holds(condition, CONTEXTS, State(cancelled=True)) is cancelled


def test_texts_are_filled() -> None:
    given = {"a": ["${{ matrix.os }}-x", "${{ github.event.number }}", 3, "plain"]}
    assert filled(given, CONTEXTS) == {"a": ["ubuntu-24.04-x", 7.0, 3, "plain"]}
    two = "${{ matrix.os }} ${{ matrix.python }}"
    assert filled(two, CONTEXTS) == "ubuntu-24.04 3.10"
