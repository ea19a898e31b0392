"""What pytest collects, with pytest itself as the oracle on a tree of its odd corners."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from specgen.inventory.model import Dead, Inventory, Shadow

Scanner = Callable[..., Inventory]
ODD = {
    "pytest.ini": "[pytest]\ntestpaths = tests\nmarkers = slow\n",
    "tests/__init__.py": "",
    "tests/conftest.py": "collect_ignore = ['test_ignored.py']\ncollect_ignore_glob = ['old_*']\n",
    "tests/test_ignored.py": "def test_no(): ...",
    "tests/old_things/test_old.py": "def test_no(): ...",
    "tests/plain.py": "def test_no(): ...",
    "tests/build/test_never.py": "def test_no(): ...",
    "tests/mixins.py": """
        class Mixin:
            def test_mixed(self): ...
            def test_hidden(self): ...
        class TestShared:
            def test_shared(self): ...
        def test_imported(): ...
        def make(n):
            def test_inner(): ...
            return test_inner
        def plain(): return 3
    """,
    "tests/test_functions.py": """
        import functools, pytest
        from tests.mixins import make, plain
        from tests.mixins import test_imported
        def test_plain(): ...
        async def test_async(): ...
        @pytest.fixture
        def test_fixture(): ...
        @pytest.mark.slow
        @pytest.mark.parametrize("a", [1, 2])
        def test_many(a): ...
        def helper(): ...
        test_made = make(1)
        test_value = plain()
        test_list = [1, 2]
        test_alias = helper
        test_lambda = functools.wraps(helper)(plain)
        def test_off(): ...
        test_off.__test__ = False
        def test_gone(): ...
        test_gone = None
        def test_wrapped(): ...
        test_wrapped = (lambda f: f)(test_wrapped)
        if True:
            def test_conditional(): ...
    """,
    "tests/test_classes.py": """
        import unittest, enum, pytest
        from dataclasses import dataclass
        from tests import mixins
        from tests.mixins import Mixin, TestShared
        class TestOne(Mixin):
            test_hidden = None
            def test_own(self): ...
            def helper(self): ...
            @property
            def test_property(self): ...
            @pytest.mark.property
            def test_marked(self): ...
            @staticmethod
            def test_static(): ...
            @classmethod
            def test_class(cls): ...
            class TestInner:
                def test_deep(self): ...
            class Other:
                def test_no(self): ...
        class TestTwo(mixins.Mixin): ...
        class TestInit:
            def __init__(self): ...
            def test_no(self): ...
        class TestInitBase(TestInit): ...
        @dataclass
        class TestData:
            x: int = 1
            def test_no(self): ...
        class TestOff:
            __test__ = False
            def test_no(self): ...
        class TestOn(TestOff):
            __test__ = True
        class Unrelated:
            def test_no(self): ...
        class Case(unittest.TestCase):
            def test_case(self): ...
            def check_no(self): ...
        class MoreCases(Case):
            def test_more(self): ...
        class Runner(unittest.TestCase):
            def runTest(self): ...
        class Assigned:
            pass
        class TestAssigned:
            test_it = staticmethod(lambda: None)
            def helper(self): ...
            test_alias = helper
    """,
    "tests/test_off.py": "__test__ = False\ndef test_no(): ...",
    "tests/sub/test_star.py": "from tests.mixins import *\n",
}


def collected(root: Path) -> set[str]:
    """What pytest lists, without parameters."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider",
         "-p", "no:specgen", "-p", "no:asyncio", "-W", "ignore"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [x for x in done.stdout.splitlines() if x.startswith("tests/") and "::" in x]
    return {x.split("[")[0] for x in lines}


def named(inventory: Inventory) -> set[str]:
    return {i.node_id for i in inventory.items if i.collected}


def test_it_lists_what_pytest_lists(
    scanned: Scanner, write: Callable[[Mapping[str, str]], Path]
) -> None:
    found = named(scanned(ODD))
    expected = collected(write(ODD))
    assert len(expected) > 25
    assert sorted(found) == sorted(expected)


def test_state_machines_are_unittest_cases(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_m.py": """
                from hypothesis.stateful import RuleBasedStateMachine
                class Machine(RuleBasedStateMachine): ...
                TestMachine = Machine.TestCase
                TestUnknown = nothing.TestCase
            """
        }
    )
    assert named(found) == {"tests/test_m.py::TestMachine::runTest"}


def test_a_class_with_a_constructor_is_kept_as_dead(scanned: Scanner) -> None:
    found = scanned(
        {"tests/test_m.py": "class TestA:\n def __init__(self): ...\n def test_x(self): ..."}
    )
    assert [(i.dead, i.why_dead) for i in found.items] == [
        (Dead.UNCOLLECTED, "class TestA has a constructor, so pytest does not collect it")
    ]


@pytest.mark.parametrize(
    ("ini", "expected"),
    [
        ("python_files = check_*.py", {"tests/check_a.py::test_a"}),
        ("python_files = tests/check_*.py sub/*.py", {"tests/check_a.py::test_a"}),
        ("python_functions = check_*", {"tests/test_b.py::check_b"}),
        ("python_functions = *_test", {"tests/test_b.py::b_test"}),
        ("python_classes = *Suite", {"tests/test_b.py::BSuite::test_c", "tests/test_b.py::test_b"}),
        ("addopts = --ignore=tests/test_b.py", set()),
        ("addopts = --ignore-glob 'tests/test_*'", set()),
        ("addopts = --deselect tests/test_b.py::test_b", set()),
        ("addopts = -k nothing", set()),
        ("addopts = -m 'not slow'", set()),
        ("norecursedirs = tests", set()),
    ],
)
def test_the_configuration_decides(scanned: Scanner, ini: str, expected: set[str]) -> None:
    files = {
        "pytest.ini": f"[pytest]\n{ini}\n",
        "tests/check_a.py": "def test_a(): ...",
        "tests/test_b.py": """
            import pytest
            @pytest.mark.slow
            def test_b(): ...
            def check_b(): ...
            def b_test(): ...
            class BSuite:
                def test_c(self): ...
        """,
    }
    assert named(scanned(files)) == expected


def test_shadowed_tests_are_named(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_m.py": """
                def test_a(): ...
                def test_a(): ...
                class TestB:
                    def test_c(self): ...
                    def test_c(self): ...
                if x:
                    def test_d(): ...
                else:
                    def test_d(): ...
            """
        }
    )
    assert found.shadows == (
        Shadow("tests/test_m.py", "test_a", 2, 3),
        Shadow("tests/test_m.py", "TestB.test_c", 5, 6),
    )
    assert len(found.items) == 3


def test_functions_made_at_class_level_are_tests(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_m.py": """
                from elsewhere import foreign
                def make():
                    def inner(): ...
                    return inner
                def plain(): ...
                class TestA:
                    test_made = make()
                    test_plain = plain
                    test_value = plain()
                    test_foreign = foreign()
                    test_deep = make()(1)
            """
        }
    )
    assert {i.name for i in found.items} == {"test_made", "test_plain", "test_deep"}


def test_circular_imports_and_bases_end(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/__init__.py": "",
            "tests/test_a.py": """
                from .test_b import *
                from .test_b import TestB, test_gone
                class TestA(TestB, Nowhere, test_gone.Inner): ...
            """,
            "tests/test_b.py": """
                from .test_a import *
                from .test_a import TestA
                class TestB(TestA):
                    def test_x(self): ...
                    class TestInner:
                        def test_y(self): ...
            """,
        }
    )
    assert "tests/test_b.py::TestB::test_x" in named(found)
    assert "tests/test_b.py::TestB::TestInner::test_y" in named(found)


def test_nested_classes_of_other_files_are_followed(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/__init__.py": "",
            "tests/bases.py": """
                class Outer:
                    class Inner:
                        def test_x(self): ...
                Alias = Outer.Inner
            """,
            "tests/test_a.py": """
                from tests import bases
                class TestA(bases.Outer.Inner): ...
                class TestB(bases.Alias): ...
                class TestC(bases.Nothing): ...
            """,
        }
    )
    assert named(found) == {"tests/test_a.py::TestA::test_x", "tests/test_a.py::TestB::test_x"}
