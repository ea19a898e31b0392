"""Fixtures, set-up and helpers that do what hygiene rules watch, and the tests they act for."""

from collections.abc import Callable

import pytest

from specgen.inventory.behind import joined
from specgen.inventory.model import Act, Inventory, Support

Scanner = Callable[..., Inventory]
HEAD = "import pytest, time, unittest\n"
NAP = "time.sleep(1)"


def reached(inventory: Inventory) -> dict[str, list[str]]:
    """Support -> names of the tests that reach it."""
    return {h.name: [t.rpartition("::")[2] for t in h.tests] for h in inventory.supports}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"@pytest.fixture\ndef a(): {NAP}\ndef test_x(a): ...\ndef test_y(): ...",
         {"a": ["test_x"]}),
        (f"@pytest.fixture\ndef a(): {NAP}\n@pytest.fixture\ndef b(a): ...\ndef test_x(b): ...",
         {"a": ["test_x"]}),
        (f"@pytest.fixture\ndef a(): {NAP}\n@pytest.mark.usefixtures('a')\ndef test_x(): ...",
         {"a": ["test_x"]}),
        (f"@pytest.fixture(autouse=True)\ndef a(): {NAP}\ndef test_x(): ...\ndef test_y(): ...",
         {"a": ["test_x", "test_y"]}),
        (f"def nap(): {NAP}\ndef go(): nap()\ndef test_x(): go()", {"nap": ["test_x"]}),
        (f"def nap(): {NAP}\n@pytest.fixture\ndef a(): nap()\ndef test_x(a): ...",
         {"nap": ["test_x"]}),
        (f"class TestA:\n    def setup_method(self): {NAP}\n    def test_x(self): ...",
         {"setup_method": ["test_x"]}),
        (f"def setup_module(): {NAP}\ndef test_x(): ...", {"setup_module": ["test_x"]}),
        (f"class Base:\n    def pause(self): {NAP}\n"
         "class TestA(Base):\n    def test_x(self): self.pause()\n    def test_y(self): ...",
         {"pause": ["test_x"]}),
        (f"class Double:\n    def get(self): {NAP}\ndef test_x(): Double()", {"get": ["test_x"]}),
        (f"def nap(): {NAP}\ndef test_x(): ...", {}),
        (f"def test_x(): {NAP}", {}),
        (f"@pytest.fixture\ndef a(): {NAP}\n@pytest.mark.skip\ndef test_x(a): ...", {}),
    ],
)  # fmt: skip
def test_what_tests_reach(scanned: Scanner, text: str, expected: dict[str, list[str]]) -> None:
    assert reached(scanned({"tests/test_a.py": HEAD + text})) == expected


def test_a_fixture_that_asks_for_its_own_name_gets_the_one_above(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/conftest.py": HEAD + f"@pytest.fixture\ndef a(): {NAP}\n",
            "tests/test_a.py": HEAD + f"@pytest.fixture\ndef a(a): {NAP}\ndef test_x(a): ...\n",
        }
    )
    assert [(h.home, h.line, h.is_fixture) for h in found.supports] == [
        ("tests/conftest.py", 3, True),
        ("tests/test_a.py", 3, True),
    ]


def test_mentions_of_one_helper_are_joined() -> None:
    act = (Act("time.sleep", 3),)
    one = Support("tests/a.py", "nap", 2, False, act, ("x",))
    other = Support("tests/a.py", "nap", 2, False, act, ("y", "z"))
    before = Support("tests/a.py", "first", 1, False, act, ("x",))
    together = Support("tests/a.py", "nap", 2, False, act, ("x", "y", "z"))
    assert joined([one, before, other]) == (before, together)
