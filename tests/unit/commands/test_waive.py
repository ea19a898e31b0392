"""`specgen waive` writes into the specs in place; `specgen waivers` lists."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic
from specgen.disk.model import Operation
from specgen.disk.write import write

Run = Callable[..., tuple[int, str, str]]
SOON = (datetime.now(UTC).date() + timedelta(days=20)).isoformat()
STATED = ("--reason", "No rig: yet", "--issue", "9", "--until", SOON, "--approved-by", "@lead")


def changed(repository: Path, before: str) -> list[str]:
    after = (repository / "specs/project.yaml").read_text().splitlines()
    return [line for line in after if line not in before.splitlines()]


def test_a_waiver_is_written_where_waivers_are(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    before = path.read_text()
    code, out, err = run("waive", "cart.race", *STATED)
    assert (code, err) == (0, "")
    assert out == "added the waiver for cart.race: specs/project.yaml:4\n"
    assert len(changed(repository, before)) == 1  # the line that ends the list
    assert path.read_text() == before.replace(
        "expires: 2030-01-01}]",
        "expires: 2030-01-01}, {for: cart.race, allow: gap,"
        f' reason: "No rig: yet", issue: 9, approved_by: "@lead", expires: {SOON}}}]',
    )
    code, out, _ = run("gaps", "--format", "json")
    assert SOON in out


def test_the_same_waiver_is_changed(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    before = path.read_text()
    code, out, _ = run("waive", "bus.unit", *STATED)
    assert (code, out) == (0, "changed the waiver for bus.unit: specs/project.yaml:4\n")
    assert path.read_text() == before.replace("reason: Soon", 'reason: "No rig: yet"').replace(
        "issue: 1, approved_by: L", 'issue: 9, approved_by: "@lead"'
    ).replace("2030-01-01", SOON)


def test_without_a_list_a_file_is_begun(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text().split("waivers:")[0])
    tests = "tests/test_cart.py::test_two"
    code, out, _ = run("waive", tests, "--allow", "skip", "--at-most", "3", *STATED)
    assert (code, out) == (0, f"added the waiver for {tests}: specs/waivers.yaml:2\n")
    written = (repository / "specs/waivers.yaml").read_text()
    assert written.startswith('waivers:\n  - {for: "tests/test_cart.py::test_two", allow: skip,')
    assert run("check")[0] != 2
    assert run("waive", tests, "--allow", "xfail", *STATED)[0] == 0
    assert (repository / "specs/waivers.yaml").read_text().startswith(written.rstrip())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("cart.rce", *STATED), "did you mean `cart.race"),
        (("tests/none.py::test", *STATED), "no scenario or test is called"),
        (("cart.race", *STATED, "--reason", " "), "--reason is empty"),
        (("cart.race", *STATED, "--until", "later"), "`later` is no day"),
        (("cart.race", *STATED, "--until", "2020-01-01"), "2020-01-01 is over already"),
        (("cart.race", *STATED, "--at-most", "0"), "the specs would be invalid"),
        (("cart.race", "--reason", "x"), "required"),
    ],
)
def test_what_is_refused_changes_nothing(
    run: Run, repository: Path, *, words: tuple[str, ...], complaint: str
) -> None:
    before = (repository / "specs/project.yaml").read_bytes()
    code, out, err = run("waive", *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert (repository / "specs/project.yaml").read_bytes() == before


@pytest.mark.parametrize("waivers", ["3", "{for: cart.race}", "Soon"])
def test_what_is_no_list_is_not_added_to(run: Run, repository: Path, *, waivers: str) -> None:
    """Where the specs could be read at all, a person has to make a list of it."""
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text().split("waivers:")[0] + f"waivers: {waivers}\n")
    before = path.read_bytes()
    code, out, err = run("waive", "cart.race", *STATED)
    assert (code, out) == (2, "")
    assert err == "specgen: the specs are invalid; `specgen check` says why\n"
    assert path.read_bytes() == before


def test_a_file_in_one_pair_of_braces_has_no_line_for_a_list(run: Run, repository: Path) -> None:
    path = repository / "specs/waivers.yaml"
    (repository / "specs/project.yaml").write_text(
        (repository / "specs/project.yaml").read_text().split("waivers:")[0]
    )
    path.write_text("{skips: []}\n")
    code, out, err = run("waive", "cart.race", *STATED)
    assert (code, out) == (2, "")
    assert err == "specgen: specs/waivers.yaml has no list `waivers` to add to; add it by hand\n"
    assert path.read_text() == "{skips: []}\n"


def test_a_file_of_comments_only_keeps_them(run: Run, repository: Path) -> None:
    project = repository / "specs/project.yaml"
    project.write_text(project.read_text().split("waivers:")[0])
    path = repository / "specs/waivers.yaml"
    path.write_text("# What we live with, and until when.\n")
    assert run("waive", "cart.race", *STATED)[0] == 0
    first, *more = path.read_text().splitlines()
    assert first == "# What we live with, and until when."
    assert "waivers:" in more
    assert run("waivers")[1].endswith("1 waiver\n")


def test_a_fixture_can_be_waived_too(run: Run, repository: Path) -> None:
    """What sleeps in it is said of it, not of the tests that use it."""
    (repository / "tests/conftest.py").write_text(
        "import time\n\nimport pytest\n\n\n@pytest.fixture\ndef rig() -> None:\n    time.sleep(5)\n"
    )
    (repository / "tests/test_more.py").write_text(
        "from shop import cart\n\n\ndef test_rig(rig: None) -> None:\n"
        "    assert cart.total([]) == 0\n"
    )
    assert "sleep-in-unit-test" in run("check")[1]
    words = ("tests/conftest.py::rig", "--allow", "sleep-in-unit-test")
    code, out, err = run("waive", *words, *STATED)
    assert (code, err) == (0, "")
    assert out.startswith("added the waiver for tests/conftest.py::rig: ")
    assert "waiver-for-nothing" not in run("check")[1]


def test_what_changed_meanwhile_is_not_overwritten(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves the file in an editor between our reading it and our writing it."""
    path = repository / "specs/project.yaml"

    def saved(
        root: Path, operations: Sequence[Operation], *, roots: Iterable[PurePosixPath]
    ) -> tuple[Diagnostic, ...]:
        path.write_text(path.read_text() + "# saved\n")
        return write(root, operations, roots=roots)

    monkeypatch.setattr("specgen.commands.waiving.write", saved)
    code, out, err = run("waive", "cart.race", *STATED)
    assert (code, out) == (2, "")
    assert "specgen: " in err
    assert "cart.race" not in path.read_text()
    assert path.read_text().endswith("# saved\n")


def test_invalid_specs_are_not_edited(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text() + "colour: red\n")
    assert run("waive", "cart.race", *STATED)[0] == 2
    assert run("waivers")[0] == 2


def test_marks_of_order_and_line_ends_stay(run: Run, repository: Path) -> None:
    path = repository / "specs/project.yaml"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    assert run("waive", "cart.race", *STATED)[0] == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\r\n")


def test_waivers_are_listed_by_expiry(run: Run) -> None:
    run("waive", "cart.race", *STATED)
    code, out, _ = run("waivers")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith(f"{SOON} 20 days left: cart.race (gap, shop)")
    assert lines[1].startswith("  No rig: yet (issue 9, approved by @lead)  [specs/project.yaml:")
    assert lines[2].startswith("2030-01-01 ")
    assert lines[-1] == "2 waivers"


def test_waivers_that_expire_soon(run: Run, repository: Path) -> None:
    run("waive", "cart.race", *STATED)
    assert run("waivers", "--expiring-in", "30d")[1].endswith("1 waiver\n")
    assert run("waivers", "--expiring-in", "2w")[1] == "0 waivers\n"
    path = repository / "specs/project.yaml"
    path.write_text(path.read_text().replace("2030-01-01", "2020-01-01"))
    assert "EXPIRED: bus.unit" in run("waivers", "--expiring-in", "1d")[1]


@pytest.mark.parametrize("text", ["soon", "d", "0d", "-3d", "30", "٣x"])
def test_a_number_of_days_that_is_none(run: Run, text: str) -> None:
    code, _, err = run("waivers", f"--expiring-in={text}")
    assert code == 2
    assert "is no number of days or weeks such as 30d" in err
