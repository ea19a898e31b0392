"""Marks, types, excuses, parameter sets, deadness: what each test carries."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.cache.model import Store
from specgen.inventory.model import Dead, Excuse, ExcuseKind, Inventory, TestItem
from specgen.inventory.scan import TestLayout, scan
from specgen.surface.model import Surface
from specgen.syntax.load import Library

Scanner = Callable[..., Inventory]


def only(found: Inventory) -> TestItem:
    assert len(found.items) == 1, [i.node_id for i in found.items]
    return found.items[0]


def one(scanned: Scanner, text: str, path: str = "tests/test_x.py") -> TestItem:
    return only(scanned({path: "import pytest, sys, unittest\n" + text}))


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("tests/test_x.py", "def test_a(): ...", "unit"),
        ("tests/stress/test_x.py", "def test_a(): ...", "stress"),
        ("tests/api/stress/deep/test_x.py", "def test_a(): ...", "stress"),
        ("tests/stress/test_x.py", "@pytest.mark.race\ndef test_a(): ...", "race"),
        (
            "tests/stress/test_x.py",
            "@pytest.mark.stress\n@pytest.mark.race\ndef test_a(): ...",
            "race",
        ),
        (
            "tests/unit/test_x.py",
            "pytestmark = pytest.mark.chaos\n@pytest.mark.stress\ndef test_a(): ...",
            "stress",
        ),
        ("tests/unit/test_x.py", "pytestmark = [pytest.mark.chaos]\ndef test_a(): ...", "chaos"),
        ("tests/e2e/test_x.py", "def test_a(): ...", "e2e"),
        ("tests/e2e/runtime/test_x.py", "def test_a(): ...", "smoke"),
        ("tests/test_x_perf.py", "def test_a(): ...", "performance"),
        ("tests/perf/test_x.py", "def test_a(): ...", "performance"),
        ("tests/test_x.py", "@pytest.mark.havoc\ndef test_a(): ...", "chaos"),
        ("tests/test_x.py", "slow = pytest.mark.race\n@slow\ndef test_a(): ...", "race"),
        (
            "tests/test_x.py",
            "@pytest.mark.race\nclass TestA:\n def test_a(self): ...",
            "race",
        ),
    ],
)
def test_marks_then_folders_then_aliases_decide_the_type(
    scanned: Scanner, path: str, text: str, kind: str
) -> None:
    item = one(scanned, text, path)
    assert item.type == kind
    assert item.why_type


SKIP, IF, XFAIL = ExcuseKind.SKIP, ExcuseKind.SKIPIF, ExcuseKind.XFAIL


@pytest.mark.parametrize(
    ("text", "excuse", "dead"),
    [
        ("@pytest.mark.skip\ndef test_a(): f()", Excuse(SKIP, 2), Dead.SKIPPED),
        ("@pytest.mark.skip('r')\ndef test_a(): f()", Excuse(SKIP, 2, "r"), Dead.SKIPPED),
        (
            "@pytest.mark.skip(reason='r')\ndef test_a(): f()",
            Excuse(SKIP, 2, "r"),
            Dead.SKIPPED,
        ),
        (
            "@pytest.mark.skipif(sys.x, reason='r')\ndef test_a(): f()",
            Excuse(IF, 2, "r", "sys.x"),
            Dead.NO,
        ),
        (
            "@pytest.mark.skipif(True, reason='r')\ndef test_a(): f()",
            Excuse(SKIP, 2, "r"),
            Dead.SKIPPED,
        ),
        (
            "@pytest.mark.skipif(condition=sys.x, reason=R)\ndef test_a(): f()",
            Excuse(IF, 2, "R", "sys.x"),
            Dead.NO,
        ),
        ("@pytest.mark.xfail(reason='r')\ndef test_a(): f()", Excuse(XFAIL, 2, "r"), Dead.NO),
        (
            "@pytest.mark.xfail(sys.x, reason='r')\ndef test_a(): f()",
            Excuse(XFAIL, 2, "r", "sys.x"),
            Dead.NO,
        ),
        ("@unittest.skip('r')\ndef test_a(): f()", Excuse(SKIP, 2, "r"), Dead.SKIPPED),
        (
            "@unittest.skipUnless(sys.x, 'r')\ndef test_a(): f()",
            Excuse(IF, 2, "r", "not (sys.x)"),
            Dead.NO,
        ),
        ("@unittest.expectedFailure\ndef test_a(): f()", Excuse(XFAIL, 2), Dead.NO),
        (
            "later = pytest.mark.skipif(sys.x, reason='r')\n@later\ndef test_a(): f()",
            Excuse(IF, 2, "r", "sys.x"),
            Dead.NO,
        ),
        (
            "@pytest.mark.skip('r')\nclass TestA:\n def test_a(self): f()",
            Excuse(SKIP, 2, "r", "", "class"),
            Dead.SKIPPED,
        ),
        (
            "pytestmark = pytest.mark.skip('r')\ndef test_a(): f()",
            Excuse(SKIP, 2, "r", "", "module"),
            Dead.SKIPPED,
        ),
        ("def test_a():\n pytest.skip('r')", Excuse(SKIP, 3, "r", "", "body"), Dead.SKIPPED),
        (
            "def test_a():\n if x(): pytest.skip('r')",
            Excuse(SKIP, 3, "r", "x()", "body"),
            Dead.NO,
        ),
        (
            "pytest.importorskip('numpy')\ndef test_a(): f()",
            Excuse(ExcuseKind.IMPORTORSKIP, 2, "", "cannot import numpy", "module"),
            Dead.NO,
        ),
        (
            "pytest.skip('r', allow_module_level=True)\ndef test_a(): f()",
            Excuse(SKIP, 2, "r", "", "module"),
            Dead.SKIPPED,
        ),
    ],
)
def test_excuses_and_whether_they_kill(
    scanned: Scanner, text: str, excuse: Excuse, dead: Dead
) -> None:
    item = one(scanned, text)
    assert item.excuses == (excuse,)
    assert item.dead is dead
    assert item.live is (dead is Dead.NO)


def test_a_condition_that_never_holds_excuses_nothing(scanned: Scanner) -> None:
    item = one(scanned, "@pytest.mark.skipif(False, reason='r')\ndef test_a(): f()")
    assert item.excuses == ()


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ("", 1),
        ("@pytest.mark.parametrize('a', [1, 2])\n", 2),
        ("@pytest.mark.parametrize('a', [1, 2])\n@pytest.mark.parametrize('b', range(3))\n", 6),
        ("@pytest.mark.parametrize('a', [1, 2])\n@pytest.mark.parametrize('b', ALL)\n", 0),
    ],
)
def test_parameter_sets_multiply(scanned: Scanner, marks: str, count: int) -> None:
    assert one(scanned, f"{marks}def test_a(a, b): ...").parameters == count


def test_spec_marks_carry_their_ids(scanned: Scanner) -> None:
    item = one(
        scanned, "m = pytest.mark\n@m.spec('cart.unit.a', 'cart.unit.b')\ndef test_a(x, y=1): ..."
    )
    assert item.spec_ids == ("cart.unit.a", "cart.unit.b")
    assert item.fixtures == ("x",)


@pytest.mark.parametrize(
    ("line", "dead"),
    [
        ("from shop.cart import Cart", Dead.NO),
        ("from shop.cart import Gone", Dead.UNIMPORTABLE),
        ("from shop.gone import x", Dead.UNIMPORTABLE),
        ("import shop.gone", Dead.UNIMPORTABLE),
        ("from shop.gone import *", Dead.UNIMPORTABLE),
        ("from shop import cart, Cart, bank", Dead.NO),
        ("from shop._speedups import fast", Dead.NO),
        ("import shop.cart as c", Dead.NO),
        ("try:\n    import shop.gone\nexcept ImportError:\n    pass", Dead.NO),
        ("from elsewhere import x", Dead.NO),
    ],
)
def test_files_that_cannot_import_the_project_are_dead(
    scanned: Scanner, line: str, dead: Dead
) -> None:
    assert one(scanned, f"{line}\ndef test_a(): assert f()").dead is dead


@pytest.mark.parametrize(
    ("addopts", "runs", "live"),
    [
        ("", (), {"a", "b", "c"}),
        ("-m 'not slow'", (), {"a", "c"}),
        ("-m 'not slow'", (("-m", "slow"),), {"b"}),
        ("", (("-m", "slow"), ("-k", "test_a")), {"a", "b"}),
        ("", (("tests/unit", "-n", "auto"),), {"a", "b"}),
        ("", (("./tests/unit/test_x.py::test_a",), ("tests/e2e/",)), {"a", "c"}),
        ("", (("-q", "--deselect", "tests/unit/test_x.py::test_a"),), {"b", "c"}),
        ("", (("--ignore=x", "--maxfail", "1"),), {"a", "b", "c"}),
        ("-m slow", (("tests/e2e",), ("-m", "")), {"a", "b", "c"}),
    ],
)
def test_what_no_run_selects_is_dead(
    scanned: Scanner, addopts: str, runs: tuple[tuple[str, ...], ...], live: set[str]
) -> None:
    found = scanned(
        {
            "pytest.ini": f"[pytest]\naddopts = {addopts}\n",
            "tests/unit/test_x.py": """
                import pytest
                def test_a(): assert f()
                @pytest.mark.slow
                def test_b(): assert f()
            """,
            "tests/e2e/test_y.py": "def test_c(): assert f()",
        },
        TestLayout(runs=runs),
    )
    assert {i.name.removeprefix("test_") for i in found.live} == live


def test_a_mark_that_the_code_under_test_names_is_that_mark(scanned: Scanner) -> None:
    found = scanned(
        {
            "pytest.ini": "[pytest]\naddopts = -m 'not slow'\n",
            "src/shop/testing.py": "import pytest\nif pytest:\n    slow = pytest.mark.slow\n"
            "    SKIP = pytest.mark.skip\nelse:\n    def slow(f): ...\n",
            "tests/test_x.py": """
                from shop.testing import slow, SKIP
                @slow
                def test_a(): assert f()
                @SKIP("later")
                def test_b(): assert f()
            """,
        }
    )
    assert [(i.name, i.dead) for i in found.items] == [
        ("test_a", Dead.DESELECTED), ("test_b", Dead.SKIPPED)
    ]  # fmt: skip


def test_inherited_tests_keep_where_their_body_is(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/common.py": "class Shared:\n    def test_a(self): ...",
            "tests/test_x.py": "from .common import Shared\nclass TestX(Shared): ...",
        }
    )
    item = only(found)
    assert (item.node_id, item.home) == ("tests/test_x.py::TestX::test_a", "tests/common.py")
    assert item.span.line == 2


def test_acts_are_kept(scanned: Scanner) -> None:
    item = one(
        scanned, "import time\ndef test_a():\n    time.sleep(1)\n    m = unittest.mock.Mock()"
    )
    assert [a.name for a in item.acts] == ["time.sleep", "unittest.mock.Mock"]


def test_bad_files_are_findings_and_the_others_go_on(scanned: Scanner, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_nul.py").write_bytes(b"x\0")
    (tmp_path / "tests/test_latin.py").write_bytes(b"# coding: latin-1\ndef test_\xe9(): ...")
    (tmp_path / "tests/test_new.py").write_text("type X = = int  # newer than any Python\n")
    (tmp_path / "tests/test_line.py").write_text("x = '" + "a" * 1_000_000 + "'\ndef test_b(): ...")
    (tmp_path / "tests/test_deep.py").write_text("-" * 100_000 + "1")
    (tmp_path / "tests/loop").symlink_to(tmp_path / "tests", target_is_directory=True)
    found = scanned({"tests/test_ok.py": "def test_ok(): ..."}, TestLayout(("tests", "nowhere")))
    assert {i.name for i in found.items} == {"test_é", "test_b", "test_ok"}
    assert sorted((f.rule, str(f.place.path)) for f in found.findings) == [
        ("missing-folder", "nowhere"),
        ("symlink-loop", "tests/loop"),
        ("unreadable-python", "tests/test_deep.py"),
        ("unreadable-python", "tests/test_new.py"),
        ("unreadable-python", "tests/test_nul.py"),
    ]


def test_the_cache_is_right_after_edits(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_a.py").write_text("from tools.tests.base import Base\nclass TestA(Base): ...")
    base = tmp_path / "tools/tests/base.py"
    base.parent.mkdir(parents=True)
    base.write_text("class Base:\n    def test_one(self): ...")
    store = Store(tmp_path)

    def names() -> list[str]:
        reader = Library(tmp_path, store)
        layout = TestLayout(("tests",))
        found = scan(tmp_path, layout, surface=Surface(), reader=reader, store=store)
        return [i.name for i in found.items]

    assert names() == names() == ["test_one"]
    base.write_text("class Base:\n    def test_two(self): ...")
    assert names() == ["test_two"]
    (tests / "test_b.py").write_text("def test_three(): ...")
    assert names() == ["test_two", "test_three"]
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_files = test_b.py")
    assert names() == ["test_three"]


def test_the_order_is_that_of_files_and_lines(scanned: Scanner) -> None:
    found = scanned(
        {
            "tests/test_b.py": """
                def test_z(): ...
                class TestA:
                    def test_y(self): ...
                def test_x(): ...
            """,
            "tests/test_a.py": "def test_w(): ...",
        }
    )
    assert [i.name for i in found.items] == ["test_w", "test_z", "test_y", "test_x"]
