"""What a spec lacks for a finished test is said, at the key that it is about."""

from collections.abc import Callable, Mapping

import pytest

from specgen.diagnostics import Diagnostic, Severity
from specgen.plan import PlannedFile
from specgen.program.model_policy import Project
from specgen.test_types.lacks import about
from specgen.test_types.model import NotComplete

Explain = Callable[..., tuple[list[PlannedFile], tuple[Diagnostic, ...]]]
Written = Mapping[str, object]
SOURCE = """
import json
from collections.abc import AsyncIterator
from contextlib import contextmanager, asynccontextmanager
from decimal import Decimal
from json import dumps as to_text
from unittest import mock as doubles

LIMIT = 3

class Cart:
    def __init__(self, owner: str) -> None:
        self.owner = owner
    def add(self, price: int) -> int:
        return price

class Counter:
    def add(self, amount: int) -> int:
        return amount

class Hidden(doubles.Mock):
    def run(self) -> None:
        pass

def total(prices: list[int], rate: float = 0.0) -> float:
    return sum(prices) * (1 + rate)

def untyped(value):
    return value

def nothing() -> None:
    pass

def listed(*, result: int) -> int:
    return result


@contextmanager
def locked(name: str):
    yield name

async def stream(number: int) -> AsyncIterator[int]:
    yield number

def plain(value=1) -> int:
    return value

async def fetch(text: str) -> str:
    return text

async def unfetch(text: str) -> str:
    return text

@vars(decorators)["odd"]
def odd(value):
    return value
"""


@pytest.mark.parametrize(
    ("written", "why", "route"),
    [
        ({"type": "unit", "cases": [{}]}, "`target` is not given", ()),
        ({"type": "property", "cases": [{}]}, "`target` and `holds` are not given", ()),
        ({"type": "unit", "target": "Cart.add", "cases": [{"args": [1]}]},
         "the constructor of `Cart` needs `owner`", ("target",)),
        ({"type": "unit", "target": "LIMIT", "cases": [{}]}, "`LIMIT` cannot be called",
         ("target",)),
        ({"type": "unit", "target": "total", "cases": [{"args": [[]]}, {}]},
         "`total` needs `prices`", ("cases", 1)),
        ({"type": "unit", "target": "total", "cases": [{"args": [1, 2, 3]}]},
         "`total` takes at most 2 arguments by place", ("cases", 0)),
        ({"type": "unit", "target": "total", "cases": [{"args": [1], "kwargs": {"rat": 2}}]},
         "`rat` of `total` given twice or unknown", ("cases", 0)),
        ({"type": "unit", "target": "total", "cases": [{"args": [1], "kwargs": {"prices": 2}}]},
         "`prices` of `total` given twice or unknown", ("cases", 0)),
        ({"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "basket"}]}]},
         "nothing is known of the name `basket`", ("cases", 0)),
        ({"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "expected"}]}]},
         "the test itself uses the name `expected`", ("cases", 0)),
        ({"type": "property", "target": "Counter.add",
          "holds": ["no-crash", {"always": "cart.value == amount"}]},
         "`always` uses `cart`, which is not bound", ("holds", 1)),
        ({"type": "property", "target": "total", "holds": [{"always": "json and subject"}]},
         "`always` uses `subject`, which is not bound", ("holds", 0)),
        ({"type": "property", "target": "locked", "holds": ["idempotent"]},
         "the law calls `locked`, which is no plain function", ("holds", 0)),
        ({"type": "property", "target": "odd", "holds": ["no-crash"]},
         "reading does not show the parameters of `odd`", ("target",)),
        ({"type": "property", "target": "plain", "holds": ["idempotent"]},
         "`idempotent` needs an argument", ("holds", 0)),
        ({"type": "property", "target": "plain", "holds": [{"round_trip": "untyped"}]},
         "`round_trip` needs an argument", ("holds", 0)),
        ({"type": "property", "target": "untyped", "holds": ["commutative"],
          "given": {"value": "integers()"}}, "`commutative` needs two arguments", ("holds", 0)),
        ({"type": "property", "target": "untyped", "holds": ["no-crash"]},
         "`value` has neither an annotation nor a strategy", ()),
        ({"type": "property", "target": "untyped", "holds": ["no-crash"],
          "given": {"value": "x("}}, "`x(` is no Python expression", ("given", "value")),
        ({"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "1 +" * 99}]}]},
         "`1 +1 +1 +1 +1 +1 +1 +1 +1 +1 +1 +1 +1 +1…` is no Python expression", ("cases", 0)),
        ({"type": "property", "target": "total", "holds": ["no-crash"], "given": {"price": "x"}},
         "`total` has no parameter `price`", ("given",)),
        ({"type": "property", "target": "nothing", "holds": ["no-crash"]},
         "`nothing` has no argument to draw", ("target",)),
        ({"type": "property", "target": "listed", "holds": ["no-crash"]},
         "the test itself uses the name `result`", ()),
        ({"type": "property", "target": "untyped", "given": {"value": "text()"},
          "holds": [{"round_trip": "fetch"}]}, "`fetch` is async and `untyped` is not",
         ("holds", 0)),
        ({"type": "race", "target": "total", "args": [[1]], "race": {"threads": 2},
          "holds": [{"always": "result == 1"}]}, "`always` uses `result`, which is not bound",
         ("holds", 0)),
        ({"type": "race", "target": "total", "args": [[1]], "race": {"threads": 2},
          "holds": ["idempotent"]}, "a race is judged by `always` or `no-crash` only",
         ("holds", 0)),
        ({"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "x = 1"}]}]},
         "`x = 1` is no Python expression", ("cases", 0)),
        ({"type": "unit", "target": "Cart.add", "subject": {}, "cases": [{"args": [1]}]},
         "the constructor of `Cart` needs `owner`", ("subject",)),
        ({"type": "unit", "target": "Cart.add", "subject": {"args": [1], "kwargs": {"ower": 2}},
          "cases": [{"args": [1]}]},
         "`ower` of the constructor of `Cart` given twice or unknown", ("subject",)),
        ({"type": "unit", "target": "Cart.add", "subject": {"args": [{"expr": "a b"}]},
          "cases": [{"args": [1]}]}, "`a b` is no Python expression", ("subject",)),
        ({"type": "unit", "target": "total", "subject": {"args": [1]},
          "cases": [{"args": [[1]]}]}, "`total` needs no object", ("subject",)),
        ({"type": "stress", "target": "total", "args": [[1]], "load": {"concurrency": 3}},
         "the load has no bound", ()),
        ({"type": "performance", "target": "total", "args": [[1]], "budget": {"memory": "1MB"}},
         "no limit that a benchmark measures", ()),
        ({"type": "chaos", "target": "total", "args": [[1]], "faults": [{"at": "nothing"}]},
         "`survives` is not given", ()),
        ({"type": "chaos", "target": "total", "args": [[1]], "faults": [{"at": "json:if"}],
          "survives": {}}, "`json:if` is no name", ("faults", 0)),
        ({"type": "chaos", "target": "total", "args": [[1]], "faults": [{"at": "nothing"}],
          "survives": {"raises": "Unknown"}}, "nothing is known of the name", ("survives",)),
        ({"type": "e2e", "command": "echo 'a"}, "the command has an open quote", ("command",)),
        ({"type": "e2e", "command": "echo", "asserts": ["It works"]},
         "assertions in prose are for people", ("asserts",)),
        ({"type": "e2e", "steps": [{"call": "nothing"}, "Look"]},
         "a step in prose is for people", ("steps", 1)),
        ({"type": "e2e", "steps": [{"call": "Cart.add", "args": [1]}]},
         "the constructor of `Cart` needs arguments", ("steps", 0)),
        ({"type": "e2e", "steps": [{"call": "Hidden.run"}]},
         "reading does not show how to make the object of the step", ("steps", 0)),
        ({"type": "unit", "target": "Hidden.run", "cases": [{}]},
         "reading does not show how to make a `Hidden`", ("target",)),
        ({"type": "integration", "target": "total", "uses": ["cart"], "cases": [{"args": [1] * 3}]},
         "`total` takes at most 2", ("cases", 0)),
    ],
)  # fmt: skip
def test_the_reason_is_said_where_it_lies(
    written: Written, why: str, route: tuple[str | int, ...], explained: Explain
) -> None:
    _, (found,) = explained(SOURCE, written)
    assert why in found.message
    assert found.rule == "incomplete-scenario"
    unsound = "no Python expression" in why or why.endswith("is no name")
    assert found.severity is (Severity.FINDING if unsound else Severity.NOTE)
    assert found.place.route[-len(route) :] == route if route else not found.place.route


@pytest.mark.parametrize(
    "written",
    [
        {"type": "unit", "target": "total"},
        {"type": "performance", "target": "total"},
        {"type": "e2e", "steps": ["Open it", {"do": "Look at it"}]},
        {"type": "property", "target": "total", "cases": [], "holds": []},
        {"type": "unit", "target": "total", "cases": [{"args": [[1]], "returns": 1}]},
    ],
)
def test_who_asks_for_no_finished_test_is_told_nothing(
    written: Written, explained: Explain
) -> None:
    assert explained(SOURCE, written)[1] == ()


def test_a_group_is_told_once(explained: Explain) -> None:
    case = {"args": [[1]], "returns": 1}
    written = {"type": "unit", "target": "total", "cases": [case], "checks": ["One", "Two"]}
    (found,) = explained(SOURCE, written)[1]
    assert "a group of tests is written by people" in found.message


def test_what_is_no_python_together_is_said(explained: Explain) -> None:
    written = {"type": "unit", "target": "untyped", "cases": [{"args": [{"expr": "f'{1!x}'"}]}]}
    (found,) = explained(SOURCE, written)[1]
    assert "is no Python expression" in found.message


def test_code_that_is_elsewhere_is_no_reason(explained: Explain, elsewhere: Project) -> None:
    written = {"type": "unit", "cases": [{}]}
    files, said = explained(SOURCE, written, project=elsewhere)
    assert any("pending(" in file.text for file in files)
    assert said == ()


@pytest.mark.parametrize(
    ("template", "line", "why"),
    [
        ("\n{{ missing }}", 2, "'missing' is undefined"),
        ("{{ 1 + 'a' }}", 1, "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        ("    assert (\n", 1, "what it makes of `cart.unit.s0` is not the body of a function"),
    ],
)
def test_a_template_that_fails_is_a_finding(
    template: str, line: int, why: str, explained: Explain
) -> None:
    written = {"type": "unit", "target": "total", "cases": [{"args": [[1]], "returns": 1}]}
    files, (found,) = explained(SOURCE, written, own={"unit.py.jinja": template})
    assert "pending(" in files[0].text
    assert (found.rule, found.severity) == ("template-error", Severity.FINDING)
    assert str(found.place.path) == "specs/templates/unit.py.jinja"
    assert found.place.span is not None
    assert found.place.span.line == line
    assert found.message == why


def test_a_template_that_works_is_none(explained: Explain) -> None:
    written = {"type": "unit", "target": "total", "cases": [{"args": [[1]], "returns": 1}]}
    own = {"unit.py.jinja": "    assert {{ laid(node) }}\n"}
    files, said = explained(SOURCE, written, own=own)
    assert "    assert total(prices)\n" in files[0].text
    assert said == ()


def test_laws_await_what_is_async(explained: Explain) -> None:
    laws = [{"round_trip": "unfetch"}, {"equivalent": "unfetch"}]
    files, said = explained(SOURCE, {"type": "property", "target": "fetch", "holds": laws})
    assert "    assert await unfetch(result) == text\n" in files[0].text
    assert "    assert result == await unfetch(text)\n" in files[0].text
    assert said == ()


def test_names_that_the_module_imports_are_known(explained: Explain) -> None:
    values = ("json.dumps(1)", "to_text(1)", "Decimal(1)", "doubles.ANY", "float('nan')", "math.pi")
    cases = [{"args": [{"expr": value}]} for value in values]
    files, said = explained(SOURCE, {"type": "unit", "target": "untyped", "cases": cases})
    assert said == ()
    for line in ("import json\n", "from decimal import Decimal\n", "import math\n"):
        assert line in files[0].text


def test_an_argument_with_the_name_of_the_target_is_no_column(explained: Explain) -> None:
    source = "def total(total: int) -> int:\n    return total\n"
    one = {"type": "unit", "target": "total", "cases": [{"args": [1], "returns": 1}]}
    assert '("args", "kwargs", "expected")' in explained(source, one)[0][0].text


def test_a_service_with_the_name_of_an_argument_is_no_column(explained: Explain) -> None:
    source = "class Cart:\n    def add(self, cart: int) -> int:\n        return cart\n"
    one = {"type": "integration", "target": "Cart.add", "uses": ["cart"], "cases": [{"args": [1]}]}
    text = explained(source, one)[0][0].text
    assert '("args", "kwargs")' in text
    assert "cart.add(*args, **kwargs)" in text


@pytest.mark.parametrize(
    ("cases", "ids"),
    [
        ([[-1], [1]], ["minus-1", "1"]),
        ([[-1.5], ["-"], ["a - b"]], ["minus-1.5", "none", "a-b"]),
        ([[[1, -2]], ["2024-01-02"], ["1e-6"]], ["1-minus-2", "2024-01-02", "1e-6"]),
        ([[1], [1]], ["1", "1-2"]),
    ],
)
def test_ids_tell_cases_apart(
    cases: list[list[object]], ids: list[str], explained: Explain
) -> None:
    written = {"type": "unit", "target": "untyped", "cases": [{"args": args} for args in cases]}
    text = explained(SOURCE, written)[0][0].text
    for one in ids:
        assert f'id="{one}"' in text


RETURNS: dict[str, object] = {"args": [[1]], "returns": 1}
FAILS: dict[str, object] = {"args": [[1]], "raises": "ValueError"}
MATCHES: dict[str, object] = {"args": [[1]], "raises": {"error": "ValueError", "match": "no"}}


@pytest.mark.parametrize(
    ("cases", "signature", "body"),
    [
        ([RETURNS], "prices: list[int], expected: object", "result = total(prices)"),
        ([FAILS], "prices: list[int], error: type[BaseException]", "pytest.raises(error):"),
        ([MATCHES], "prices: list[int], error: type[BaseException], match: str",
         "pytest.raises(error, match=match):"),
        ([FAILS, MATCHES], "error: type[BaseException], match: str | None", "match=match"),
        ([RETURNS, FAILS], "error: type[BaseException] | None", "if error is not None:"),
        ([RETURNS, MATCHES], "match: str | None", "if error is not None:"),
    ],
)  # fmt: skip
def test_only_what_a_case_may_lack_is_optional(
    cases: list[Written], signature: str, body: str, explained: Explain
) -> None:
    text = explained(SOURCE, {"type": "unit", "target": "total", "cases": cases})[0][0].text
    head = " ".join(text.partition("def test_")[2].partition("->")[0].split())
    assert signature in head
    assert body in text
    assert ("| None" in head) == ("| None" in signature)


def test_the_inner_place_wins() -> None:
    with pytest.raises(NotComplete) as caught, about("holds", 1), about("given", "x"):
        raise NotComplete("no", "tip")
    assert caught.value.lack.route == ("given", "x")
    assert (caught.value.lack.why, caught.value.lack.tip) == ("no", "tip")
