"""The lock's text: a heading per module, a line per id, hashes below it, nothing else."""

from pathlib import PurePosixPath

from specgen.lock.model import Lock
from specgen.lock.model_record import Record, known_line, prelude_parts
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.plan import Element, Ownership, Part, PartKind, PlannedFile, digest

PRELUDE = '''"""Unit tests for shop.cart, made
from specs/cart.yaml: with a quote \\""" in it."""

import pytest
from specgen.testing import (
    pending,
)

'''
PARTS = (
    Part(PartKind.NAME, "test_a"),
    Part(PartKind.MARKS, "@pytest.mark.unit\n@pytest.mark.critical"),
    Part(PartKind.SPEC, '@pytest.mark.spec("cart.unit.a")'),
    Part(PartKind.PARAMETERS, "cart: Cart, pair: dict[str, int]"),
    Part(PartKind.BODY, '    pending("a")\n'),
)
PLANNED = PlannedFile(
    PurePosixPath("out/unit/test_cart_unit.py"),
    Ownership.SHARED,
    "",
    PRELUDE,
    (Element("cart.unit.a", PARTS, ""),),
    "cart",
)


def test_prelude_splits_into_docstring_and_statements() -> None:
    docstring, imports = prelude_parts(PRELUDE)
    assert docstring.text.endswith('in it."""')
    assert imports.pieces == (
        "import pytest",
        "from specgen.testing import (\n    pending,\n)",
    )


def test_each_mark_parameter_and_import_has_its_own_hash() -> None:
    lock = read_lock(write_lock([Record.of(PLANNED, Lock())]))
    hashes = lock.hashes("cart.unit.a")
    assert hashes[PartKind.MARKS] == {digest("@pytest.mark.unit"), digest("@pytest.mark.critical")}
    assert hashes[PartKind.PARAMETERS] == {digest("cart: Cart"), digest("pair: dict[str, int]")}
    assert hashes[PartKind.BODY] == {digest('pending("a")')}
    assert PartKind.SPEC not in hashes
    assert len(lock.hashes("out/unit/test_cart_unit.py")[PartKind.IMPORTS]) == 2


def test_text_form() -> None:
    text = write_lock(
        [
            Record.of(PLANNED, Lock()),
            Record.of(PlannedFile(PurePosixPath("docs/GAPS.md"), Ownership.OWNED, "x"), Lock()),
            Record.of(PlannedFile(PurePosixPath("conftest.py"), Ownership.SEEDED, "x"), Lock()),
        ]
    )
    lines = text.splitlines()
    assert lines[1:4] == ["", "[*]", "owned docs/GAPS.md"]
    assert lines[5:7] == ["[cart]", "shared out/unit/test_cart_unit.py"]
    assert lines[8] == "cart.unit.a"
    assert lines[9].startswith("  body:")
    assert "conftest.py" not in text


def test_what_is_left_alone_is_remembered_as_it_was() -> None:
    lock = read_lock(write_lock([Record.of(PLANNED, Lock())]))
    kept = Record.kept(PLANNED, lock)
    assert read_lock(write_lock([kept])) == lock
    assert Record.kept(PLANNED, Lock()).elements == ()


def test_two_lines_of_a_conflict_become_one() -> None:
    doubled = Lock({"a.unit.x": ("body:111 name:222", "body:333")})
    assert known_line("a.unit.x", doubled) == "body:111,333 name:222"
