"""A draft is valid, builds at once, checks clean, and its report is true."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specgen.adopt.draft import draft_more
from specgen.adopt.exceptions import exceptions_text
from specgen.adopt.model import Evidence, Known
from specgen.adoption import (
    draft_new,
    draft_tree,
    evidence_of,
    infer_tree,
    write_draft,
)
from specgen.compilation import Compilation
from specgen.diagnostics import Severity
from specgen.pipeline import compile_tree, drift_of, write_tree

FilesOf = Callable[[dict[str, str]], Path]
FILES = {
    "pyproject.toml": (
        '[project]\nname = "true"\nclassifiers = ["Programming Language :: Python :: 3.12"]\n'
        "[tool.coverage.report]\nfail_under = 85.5\n"
    ),
    "src/shop/__init__.py": "from shop.cart import *\n",
    "src/shop/cart.py": "def total(items): return sum(items)\ndef empty(): ...\n",
    "src/shop/deep/__init__.py": "def top(): ...\n",
    "src/shop/deep/er/__init__.py": "",
    "src/shop/deep/er/still.py": "class Still:\n    def run(self): ...\n",
    "src/shop/limits.py": "MOST = 3\n",
    "tests/test_cart.py": (
        "import shop\nimport pytest\n"
        "def test_total(): assert shop.total([1]) == 1\n"
        "@pytest.mark.skip(reason='a: \"b\" # c \\\\ \\u2028 d')\ndef test_later(): ...\n"
        '@pytest.mark.xfail(reason="known")\ndef test_broken(): assert shop.total([1]) == 2\n'
        '@pytest.mark.skipif("sys.platform == \'win32\'", reason="no links")\n'
        "def test_linux(): assert shop.total([]) == 0\n"
        'def test_needs(): pytest.importorskip("numpy"); assert shop.empty() is None\n'
    ),
    "tests/test_many.py": (
        "import pytest\npytestmark = pytest.mark.skip('off')\n"
        "def test_one(): ...\ndef test_two(): ...\n"
    ),
    ".github/workflows/ci.yml": "jobs: {a: {steps: [{run: pytest}]}}\n",
}


@pytest.fixture
def root(repository_of: FilesOf) -> Path:
    return repository_of(FILES)


def worst(compilation: Compilation) -> list[str]:
    bad = (Severity.ERROR, Severity.FINDING)
    return [f"{d.place.path} {d.message}" for d in compilation.diagnostics if d.severity in bad]


def test_the_report_is_true_before_anything_is_written(root: Path) -> None:
    compilation = infer_tree(root)[1]
    assert worst(compilation) == []
    (one,) = compilation.projects
    assert [row.id for row in one.report.rows] == [
        "deep.unit.baseline", "deep.er.still.unit.baseline",
    ]  # fmt: skip
    assert one.program.project.name == "true"
    assert one.program.project.python == ("3.12",)
    assert not (root / "specs").exists()
    assert not (root / ".specgen").exists()


def test_what_is_written_builds_and_checks_clean(root: Path) -> None:
    assert write_draft(root, draft_tree(root).files) == ()
    assert sorted(p.name for p in (root / "specs").rglob("*.yaml")) == [
        "exceptions.yaml", "project.yaml", "shop.deep.yaml", "shop.yaml",
    ]  # fmt: skip
    assert write_tree(compile_tree(root)) == ()
    again = compile_tree(root)
    assert worst(again) == []
    assert drift_of(again) == ()
    assert not (root / "generated_tests").exists(), "no skeletons that nobody asked for"


def test_a_second_draft_adds_only_what_is_new(root: Path) -> None:
    write_draft(root, draft_tree(root).files)
    assert draft_new(compile_tree(root)).files == ()
    (root / "src/shop/refunds.py").write_text("def refund(): ...\n")
    (root / "tests/test_new.py").write_text(
        "import pytest\n@pytest.mark.skip('soon')\ndef test_soon(): ...\n"
    )
    more = draft_new(compile_tree(root))
    assert [str(f.path) for f in more.files] == [
        "specs/modules/new.yaml", "specs/exceptions-2.yaml",
    ]  # fmt: skip
    assert "shop.refunds" in more.files[0].text
    assert "test_later" not in more.files[1].text
    write_draft(root, more.files)
    assert worst(compile_tree(root)) == []
    assert draft_new(compile_tree(root)).files == ()


def test_approved_exceptions_are_not_drafted_again(evidence: Callable[..., Evidence]) -> None:
    found = evidence(FILES)
    known = Known(
        PurePosixPath("specs"), frozenset(found.surface.modules), (), ("tests/*",), "", frozenset()
    )
    assert draft_more(found, known).files == ()


def test_waivers_and_skips_wait_for_approval(evidence: Callable[..., Evidence]) -> None:
    text = exceptions_text(evidence(FILES).inventory.items)
    waiting = [line for line in text.splitlines() if line.startswith("#  -")]
    assert [line.split("allow: ")[1].split(",")[0] for line in waiting if "allow" in line] == [
        "skip", "xfail", "skip",
    ]  # fmt: skip
    assert 'for: "tests/test_many.py::*", allow: skip, at_most: 2, reason: off' not in text
    assert 'for: "tests/test_many.py::*", allow: skip, at_most: 2, reason: "off"' in text
    assert 'when: "cannot import numpy"' in text
    assert "waivers: []" in text


def test_uncommenting_without_approval_is_refused(root: Path) -> None:
    write_draft(root, draft_tree(root).files)
    path = root / "specs/exceptions.yaml"
    text = (
        path.read_text("utf-8").replace("waivers: []", "waivers:").replace("#  - {for", "  - {for")
    )
    path.write_text(text, "utf-8")
    said = worst(compile_tree(root))
    assert len(said) == 3
    assert all("no date" in line for line in said)


def test_uncommenting_with_approval_is_valid(root: Path) -> None:
    write_draft(root, draft_tree(root).files)
    path = root / "specs/exceptions.yaml"
    text = path.read_text("utf-8").replace(": []", ":").replace("#  - {", "  - {")
    path.write_text(text.replace("expires: TODO", "expires: 2030-01-01"), "utf-8")
    (one,) = compile_tree(root).projects
    assert worst(compile_tree(root)) == []
    assert (len(one.program.waivers), len(one.program.skips)) == (3, 2)


@pytest.mark.parametrize(
    "name", ["null", "1", "x" * 80, "ünïcode", "a b", "-", "#", "C++", "3.10", "a.b-c"]
)
def test_every_name_of_a_project_is_valid(repository_of: FilesOf, name: str) -> None:
    setup = f"setup(name='x')\n# {name}\n"
    root = repository_of(
        {f"{name}/setup.py": setup.replace("name='x'", ""), f"{name}/shop/__init__.py": "A = 1\n"}
    )
    compilation = infer_tree(root / name)[1]
    assert worst(compilation) == []


def test_several_packages_and_what_stands_beside_them(repository_of: FilesOf) -> None:
    root = repository_of(
        {
            "shop/__init__.py": "",
            "shop/cart.py": "def total(): ...\n",
            "billing/__init__.py": "def pay(): ...\n",
            "scripts/run.py": "def run(): ...\n",
            "tests/test_cart.py": "import shop.cart\ndef test_a(): assert shop.cart.total() != 1\n",
        }
    )
    (one,) = infer_tree(root)[1].projects
    assert [m.id for m in one.program.modules] == ["billing", "shop.cart"]
    assert [row.id for row in one.report.rows] == ["billing.unit.baseline"]
    assert sorted(one.surface.modules) == ["billing", "shop", "shop.cart"]


def test_steps_are_told(root: Path) -> None:
    steps: list[str] = []
    evidence_of(root, progress=steps.append)
    assert steps[0] == "reading the configuration and the history"
    assert "reading the tests" in steps
