"""A kept test is a person's: no part of it is changed, and nothing is said of it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic
from specgen.disk.model import Operation
from specgen.disk.write import write

Run = Callable[..., tuple[int, str, str]]
TEST = "generated_tests/unit/test_cart_unit.py"


@pytest.fixture
def taken(run: Run, repository: Path) -> Path:
    """A generated test that somebody has filled in and renamed, in a built repository."""
    run("build")
    path = repository / TEST
    text = path.read_text().replace("test_sums_few", "test_a_few")
    path.write_text(text.replace('"""Few"""', '"""Mine."""'))
    return path


def test_an_override_is_said_every_time_until_the_test_is_kept(run: Run, taken: Path) -> None:
    assert "note[override]" in run("check")[1]
    assert "note[override]" in run("check")[1]
    code, out, _ = run("keep", "unit.sums", "--reason", "Mine: has reasons")
    assert (code, out) == (0, "specs/cart.yaml:8: `cart.unit.sums` is kept from now on\n")
    before = taken.read_text()
    run("build")
    assert run("check") == (0, "", "")
    assert taken.read_text() == before


def test_what_the_spec_says_later_does_not_reach_it(
    run: Run, repository: Path, taken: Path
) -> None:
    run("keep", "cart.unit.sums")
    spec = repository / "specs/cart.yaml"
    spec.write_text(spec.read_text().replace("title: Sums", "title: Other, why: Because"))
    before = taken.read_text()
    run("build")
    assert taken.read_text() == before


def test_keeping_twice_changes_nothing(run: Run, repository: Path, taken: Path) -> None:
    run("keep", "cart.unit.sums")
    before = (repository / "specs/cart.yaml").read_text()
    assert run("keep", "cart.unit.sums")[1].endswith("was kept already\n")
    assert (repository / "specs/cart.yaml").read_text() == before


def test_comments_and_the_byte_order_mark_stay(run: Run, repository: Path) -> None:
    spec = repository / "specs/cart.yaml"
    spec.write_bytes(b"\xef\xbb\xbf# ours\n" + spec.read_bytes())
    before = spec.read_bytes()
    assert run("keep", "cart.unit.sums")[0] == 0
    assert spec.read_bytes().startswith(before)


def test_what_is_not_there_and_what_cannot_be_edited(run: Run, repository: Path) -> None:
    assert "no scenario is called `smus`; did you mean" in run("keep", "smus")[2]
    assert run("keep", "baseline")[0] == 2
    spec = repository / "specs/cart.yaml"
    spec.write_text("kept: 3\nmodule: shop.cart\n")
    assert run("keep", "cart.unit.sums")[0] == 2


@pytest.mark.parametrize("shape", ["{{{}, kept: [], tier: top}}", "{{{}}}"])
def test_specs_that_no_list_can_be_added_to(run: Run, repository: Path, *, shape: str) -> None:
    """In one pair of braces there is no line to put a list on."""
    spec = repository / "specs/cart.yaml"
    scenario = "module: shop.cart, scenarios: [{type: unit, id: sums, title: Sums}]"
    spec.write_text(shape.format(scenario) + "\n")
    before = spec.read_text()
    code, out, err = run("keep", "cart.unit.sums")
    if "kept" in shape:
        assert (code, err) == (0, "")
        assert "kept: [{for: cart.unit.sums}]" in spec.read_text()
    else:
        assert (code, out) == (2, "")
        assert err == (
            "specgen: specs/cart.yaml has no list `kept` to add to; add `cart.unit.sums` by hand\n"
        )
        assert spec.read_text() == before


def test_what_changed_meanwhile_is_not_overwritten(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves the file in an editor between our reading it and our writing it."""
    path = repository / "specs/cart.yaml"

    def saved(
        root: Path, operations: Sequence[Operation], *, roots: Iterable[PurePosixPath]
    ) -> tuple[Diagnostic, ...]:
        path.write_text(path.read_text() + "# saved\n")
        return write(root, operations, roots=roots)

    monkeypatch.setattr("specgen.commands.keeping.write", saved)
    code, out, err = run("keep", "cart.unit.sums")
    assert (code, out) == (3, "")
    assert err.startswith("specgen: specs/cart.yaml: ")
    assert "kept" not in path.read_text()
    assert path.read_text().endswith("# saved\n")


def test_an_entry_for_nothing_is_an_error(run: Run, repository: Path) -> None:
    (repository / "specs/more.yaml").write_text("kept: [{for: cart.unit.smus}]\n")
    code, out, _ = run("check")
    assert code == 2
    assert "did you mean `cart.unit.sums`?" in out
