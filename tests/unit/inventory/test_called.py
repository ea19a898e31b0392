"""Tests made by calls: read as their makers make them, or named; never hollow for being unread."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.inventory.called import generates
from specgen.inventory.features import python_name, read_feature
from specgen.inventory.index import Index
from specgen.inventory.model import How, Inventory
from specgen.inventory.scan import TestLayout, scan
from specgen.inventory.steps import Steps
from specgen.levels import Level
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

CASE = Path(__file__).parents[2] / "cases" / "tests-made-by-calls"
Scanner = Callable[..., Inventory]
Writer = Callable[..., Path]


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    surface = survey(SourceLayout("src"), Library(CASE, name="source", bodies=False))
    return scan(CASE, TestLayout(("tests",)), surface=surface, reader=Library(CASE))


@pytest.fixture(scope="module")
def collected() -> Counter[str]:
    """What the real pytest-bdd makes, by test function."""
    lines = (CASE / "collected.txt").read_text("utf-8").splitlines()
    return Counter(line.partition("[")[0] for line in lines)


def test_scenarios_are_the_tests_that_pytest_bdd_makes(
    inventory: Inventory, collected: Counter[str]
) -> None:
    path = "tests/unit/test_scenarios.py"
    found = {i.node_id: i.parameters for i in inventory.live if i.path == path}
    assert found == {name: n for name, n in collected.items() if name.startswith(path)}


def test_what_is_not_read_is_named(inventory: Inventory, collected: Counter[str]) -> None:
    missing = collected.keys() - {i.node_id for i in inventory.live}
    assert {name.rpartition("::")[2] for name in missing} == {
        "test_leer", "test_global_1", "test_global_2", "test_set_1", "test_set_2", "test_typed",
    }  # fmt: skip
    assert [(m.path.rpartition("/")[2], m.what) for m in inventory.made] == [
        ("test_german.py", "the tests of tests/unit/features/korb.feature are not read: it is "
         "written in another language (de)"),
        ("test_made.py", "`pytest_generate_tests` makes tests by a call; they are not read"),
        ("test_made.py", "`globals()[...] = ...` may make tests by a call; they are not read"),
        ("test_made.py", "`setattr(TestSet, ...)` may make tests by a call; they are not read"),
        ("test_made.py", "`TestTyped = type(...)` may make tests by a call; they are not read"),
        ("test_made.py", "`load_tests` makes tests by a call; they are not read"),
        ("test_scenarios.py", "test_has_a_step_that_nobody_defines "
         "(tests/unit/features/more.feature:6): its step `nobody defines this` has no definition "
         "that is read"),
    ]  # fmt: skip


def test_steps_are_the_body(inventory: Inventory) -> None:
    graded = {i.name: (i.level, i.weak) for i in inventory.live if "scenarios" in i.path}
    assert graded.pop("test_adds_one") == (Level.WRITTEN, True)
    assert set(graded.values()) == {(Level.WRITTEN, False)}
    adds = next(i for i in inventory.live if i.name == "test_adds")
    link = adds.link("shop.cart")
    assert link is not None
    assert (link.how, link.counts) == (How.HELPER, True)
    unknown = next(i for i in inventory.live if i.name.startswith("test_has_a_step"))
    assert unknown.why_level == "its step `nobody defines this` has no definition that is read"


def test_what_a_hook_parametrizes_has_an_unknown_number_of_sets(inventory: Inventory) -> None:
    counts = next(i for i in inventory.live if i.name == "test_counts")
    assert counts.parameters == 0
    machine = next(i for i in inventory.live if i.name == "runTest")
    assert (machine.level, machine.weak) == (Level.WRITTEN, False)
    assert machine.link("shop.tax")


def test_steps_that_look_at_nothing_of_the_module_are_hollow(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_x.py": "from pytest_bdd import given, scenario\n"
            "@scenario('x.feature', 'One')\ndef test_one(): ...\n"
            "@scenario('x.feature', 'Two')\ndef test_two(): ...\n"
            "@scenario('none.feature', 'One')\ndef test_none(): ...\n"
            "@given('a')\ndef a(): ...\n",
            "tests/x.feature": "Feature: X\n Scenario: One\n  Given a\n",
        }
    )
    one, two, none = found.items
    assert (one.level, one.why_level) == (Level.HOLLOW, "none of its steps asserts anything")
    assert (two.level, none.level) == (Level.WRITTEN, Level.WRITTEN)
    assert two.why_level == (
        "its scenario is not read: tests/x.feature holds no scenario of that name"
    )
    assert none.why_level == "its scenario is not read: tests/none.feature cannot be read"
    assert len(found.made) == 2


def test_a_feature_is_read_again_when_it_changes(write: Writer, tmp_path: Path) -> None:
    write(
        {
            "tests/test_x.py": "from pytest_bdd import scenarios\nscenarios('.')\n",
            "tests/a/x.feature": "Feature: X\n Scenario: One\n",
        }
    )
    surface = survey(SourceLayout("."), Library(tmp_path, name="source", bodies=False))

    def names() -> list[str]:
        from specgen.cache.model import Store

        store = Store(tmp_path / ".specgen")
        reader = Library(tmp_path, store)
        found = scan(tmp_path, TestLayout(), surface=surface, reader=reader, store=store)
        return [i.name for i in found.items]

    assert names() == ["test_one"]
    (tmp_path / "tests/a/x.feature").write_text("Feature: X\n Scenario: Two\n")
    assert names() == ["test_two"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Adds one", "adds_one"), ("3 Refuses", "refuses"), ("It's <n>!", "its_n"), ("É a", "é_a")],
)
def test_names_of_scenarios(name: str, wanted: str) -> None:
    assert python_name(name) == wanted


def test_a_feature_in_parts(tmp_path: Path) -> None:
    text = (
        "Feature: F\n Background:\n  Given a\n Scenario Outline: O <n>\n  When b <n>\n  And c\n"
        "  Examples:\n   | n |\n   | 1 |\n   | 2 |\n  Examples: more\n   | n |\n   | 3 |\n"
        " Rule: R\n  Background:\n   Given d\n  Example: E\n   Then e\n   | x |\n   But f\n"
    )
    (tmp_path / "f.feature").write_text(text)
    feature = read_feature(tmp_path, "f.feature")
    outline, example = feature.scenarios
    assert (feature.name, outline.rows, example.rows) == ("F", 3, 1)
    assert [(s.kind, s.text) for s in outline.steps] == [
        ("given", "a"), ("when", "b 1"), ("when", "c"),
    ]  # fmt: skip
    assert [(s.kind, s.text) for s in example.steps] == [
        ("given", "a"), ("given", "d"), ("then", "e"), ("then", "f"),
    ]  # fmt: skip
    (tmp_path / "b.feature").write_bytes(b"\xff")
    assert read_feature(tmp_path, "b.feature").problem == "cannot be read"


@pytest.mark.parametrize(
    ("decorator", "known"),
    [
        ("'I add 2 items'", True), ("'I add'", False), ("parsers.parse('I add {n:d} items')", True),
        ("parsers.cfparse('I {what} 2 {of}')", True), ("parsers.parse('I take {n} items')", False),
        ("parsers.re(r'I add (?P<n>.+) items')", True), ("parsers.re('^You add')", False),
        ("OwnParser('whatever')", True), ("WORDS", True),
    ],
)  # fmt: skip
def test_which_definition_a_step_means(scanned: Scanner, decorator: str, known: bool) -> None:
    (item,) = scanned(
        {
            "tests/test_x.py": "from pytest_bdd import parsers, scenarios, when\n"
            f"scenarios('x.feature')\n@when({decorator})\ndef a(): assert 1 < x\n",
            "tests/x.feature": "Feature: X\n Scenario: One\n  When I add 2 items\n",
        }
    ).items
    assert (item.why_level == "") is known


def test_hooks_are_seen_from_the_conftest(write: Writer) -> None:
    root = write(
        {"tests/conftest.py": "def pytest_generate_tests(m): ...\n", "tests/test_x.py": ""}
    )
    facts = Library(root).facts(["tests/conftest.py", "tests/test_x.py"])
    index = Index(facts)
    assert generates("tests/test_x.py", index)
    assert not Steps(root, index).used


def test_calls_that_say_nothing_a_reader_can_follow_are_named(scanned: Scanner) -> None:
    """A computed file, a file without scenarios, a hook of a conftest; names that come twice."""
    found = scanned(
        {
            "tests/conftest.py": "def pytest_generate_tests(metafunc): ...\n",
            "tests/test_x.py": "from pytest_bdd import scenarios\nFILE = 'x.feature'\n"
            "scenarios(FILE)\nscenarios('empty.feature')\nscenarios('x.feature', 'x.feature')\n",
            "tests/test_y.py": "from elsewhere import scenarios\nscenarios('x.feature')\n",
            "tests/x.feature": "Feature: X\n Scenario: One\n Scenario: One!\n",
            "tests/empty.feature": "Feature: nothing yet\n",
        }
    )
    assert [i.name for i in found.items if i.path == "tests/test_x.py"] == [
        "test_one",
        "test_one_1",
    ]
    assert not [i for i in found.items if i.path == "tests/test_y.py"]
    assert {(made.path, made.what) for made in found.made} == {
        ("tests/conftest.py", "`pytest_generate_tests` makes tests by a call; they are not read"),
        ("tests/test_x.py", "`scenarios(...)` does not spell its files out: not read"),
        ("tests/test_x.py", "the tests of tests/empty.feature are not read: it holds no scenario"),
    }
