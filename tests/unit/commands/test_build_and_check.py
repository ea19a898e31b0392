"""Build writes, check compares, and a clean check of the same tree is remembered."""

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.commands import warm

Run = Callable[..., tuple[int, str, str]]
GENERATED = "generated_tests/unit/test_cart_unit.py"


def test_check_is_clean_after_build_and_a_second_build_changes_nothing(run: Run) -> None:
    code, out, _ = run("build")
    assert code == 0
    assert f"created {GENERATED}" in out
    assert run("build")[1] == "nothing changed\n"
    assert run("check") == (0, "", "")


def test_a_dry_run_writes_nothing(run: Run, repository: Path) -> None:
    code, out, _ = run("build", "--dry-run")
    assert code == 0
    assert f"would be created {GENERATED}" in out
    assert not (repository / GENERATED).exists()


def test_drift_is_shown_with_its_diff_and_mended_by_build(run: Run, repository: Path) -> None:
    run("build")
    spec = repository / "specs/cart.yaml"
    spec.write_text(spec.read_text().replace("Two at once", "Three at once"))
    code, out, _ = run("check")
    assert code == 1
    assert "-    " in out
    assert "Three at once" in out
    assert "run `specgen build`" in out
    assert run("build")[0] == 0
    assert run("check")[0] == 0


def test_one_build_settles_a_renamed_module_whose_test_is_filled_in(
    run: Run, repository: Path
) -> None:
    spec = repository / "specs/cart.yaml"
    plain = (
        "module: shop.cart\ntier: top\nscenarios:\n  - {type: unit, id: sums, title: Sums}\n"
        "  - {type: unit, id: one, title: One, target: total, cases: [{args: [[1]], returns: 1}]}\n"
    )
    spec.write_text(plain)
    run("build")
    test = repository / GENERATED
    filled = re.sub(r"(?s)    pending\(.*?\)\n", "    assert total([1]) == 1\n", test.read_text())
    test.write_text(filled)
    run("build")
    (repository / "src/shop/cart.py").rename(repository / "src/shop/till.py")
    spec.write_text(plain.replace("shop.cart", "shop.till\nrenamed_from: cart"))
    assert f"moved {GENERATED.replace('cart', 'till')}" in run("build")[1]
    assert "assert total([1]) == 1" in (repository / GENERATED.replace("cart", "till")).read_text()
    assert "drift" not in run("check")[1]
    assert run("build")[1] == "nothing changed\n"


def test_invalid_specs_write_nothing_and_say_no_drift(run: Run, repository: Path) -> None:
    spec = repository / "specs/cart.yaml"
    spec.write_text(spec.read_text().replace("type: race", "type: rase"))
    code, out, err = run("build")
    assert (code, out) == (2, "")
    assert "did you mean `race`?" in err
    assert not (repository / GENERATED).exists()
    code, out, _ = run("check")
    assert code == 2
    assert "drift" not in out


def test_a_hand_edit_of_an_owned_file_is_kept_until_force(run: Run, repository: Path) -> None:
    run("build")
    document = repository / "docs/testing/GAPS.md"
    document.write_text(document.read_text().replace("Test gaps of", "My gaps of"))
    code, _, err = run("build")
    assert code == 1
    assert "drift-edited" in err
    assert "My gaps of" in document.read_text()
    assert run("build", "--force")[0] == 0
    assert "My gaps of" not in document.read_text()


def test_stale_totals_are_a_note_unless_strict(run: Run, repository: Path) -> None:
    run("build")
    document = repository / "docs/testing/GAPS.md"
    before = document.read_text()
    document.write_text(before.replace("<td>Total</td>\n<td>", "<td>Total</td>\n<td>9"))
    assert document.read_text() != before
    code, out, _ = run("check")
    assert code == 0
    assert "note[drift-totals]" in out
    assert run("check", "--strict-totals")[0] == 1


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_reports_for_machines_parse(run: Run, name: str) -> None:
    code, out, _ = run("check", "--format", name)
    assert code == 1
    assert json.loads(out)


def test_annotations(run: Run) -> None:
    assert "::error file=" in run("check", "--format", "github")[1]


def test_only_one_project(run: Run) -> None:
    assert run("gaps", "--project", "shop")[0] == 0
    code, _, err = run("gaps", "--project", "shpo")
    assert (code, err) == (2, "specgen: no project is called `shpo`; did you mean `shop`?\n")


@pytest.fixture
def settled(repository: Path, run: Run) -> Run:
    """A clean tree that is old enough to be remembered, checked once."""
    run("build")
    old = time.time() - 60
    for path in repository.rglob("*"):
        os.utime(path, (old, old))
    time.sleep(0.05)  # the change of times above is itself a change: let a timer tick pass
    assert run("check")[0] == 0
    return run


def test_a_clean_check_is_remembered(settled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specgen.commands.compiling.compiled", None)
    assert settled("check") == (0, "", "")


@pytest.mark.parametrize(
    "path", ["specs/cart.yaml", "src/shop/cart.py", GENERATED, "tests/test_cart.py", "tests/new.py"]
)
def test_any_change_is_seen(settled: Run, repository: Path, path: str) -> None:
    target = repository / path
    target.write_text((target.read_text() if target.exists() else "") + "\n# changed\n")
    root, request = repository, "|text|False|" + str(warm.__name__)
    assert warm.recall(root, request) is None
    before = sorted((repository / ".specgen").glob("clean-*"))
    settled("check")
    assert before == sorted((repository / ".specgen").glob("clean-*"))


def test_a_damaged_memory_is_as_none(settled: Run, repository: Path) -> None:
    for kept in (repository / ".specgen").glob("clean-*"):
        kept.write_text("{")
    assert settled("check") == (0, "", "")


def test_a_memory_that_cannot_be_kept_is_not_missed(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    run("build")
    monkeypatch.setattr("specgen.commands.warm.os.replace", refuse)
    later = (time.time_ns() + 10**12, warm.begin(repository)[1])
    warm.remember(repository, "x", printed=("", ""), watched=["specs"], begun=later)
    assert warm.recall(repository, "x") is None
    assert not list((repository / ".specgen").glob("clean-*"))
