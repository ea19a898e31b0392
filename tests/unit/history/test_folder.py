"""The ledger on disk: what is no part of it, and what a crash leaves."""

from pathlib import Path

import pytest

from specgen.evidence.model_outcome import Outcome
from specgen.history.folder import append, compact, read_folder
from specgen.history.model import History, Seen, Sitting
from specgen.history.text import as_text, from_text

HISTORIES = [
    History((Sitting(f"s{n}", f"2026-03-0{n}T00:00:00Z", tests={"t::t": Seen(Outcome.PASS, 0.5)}),))
    for n in range(1, 5)
]


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", "[]", "null", '{"form":2}', '{"form":1}\n3', '{"form":1}\n{"session":[1]}',
     '{"form":1}\n{"session":["s","","","","","","",1],"ended":{"pass":[0,1]}}',
     '{"form":1}\n{"tests":["t"]}\n{"session":["s","","","","","","",1],"ended":{"odd":[0,1]}}',
     '{"form":1}\n{"tests":["t"]}\n{"session":["s","","","","","","",1],"ended":{"pass":[0,NaN]}}',
     '{"form":1}\n{"covered":["t","",{"a":[1]}]}', '{"form":1}\n{"covered":3}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_ledger(text: str) -> None:
    assert from_text(text) is None


def test_an_empty_history_is_one() -> None:
    assert from_text(as_text(History())) == History()


def test_what_cannot_be_read_is_said_and_the_rest_counts(tmp_path: Path) -> None:
    append(tmp_path, HISTORIES[0])
    (tmp_path / "torn.ledger").write_text('{"form":1}\n{"tes')
    (tmp_path / "odd.ledger").write_bytes(b"\xff")
    (tmp_path / "README.md").write_text("not ours")
    history, wrong = read_folder(tmp_path)
    assert history == HISTORIES[0]
    assert sorted(finding.place.path.name for finding in wrong) == ["odd.ledger", "torn.ledger"]
    assert {finding.message for finding in wrong} == {"is no file of a ledger"}


def test_compaction_keeps_what_it_cannot_read(tmp_path: Path) -> None:
    for history in HISTORIES:
        append(tmp_path, history)
    (tmp_path / "torn.ledger").write_text('{"form":1}\n{"tes')
    files, size = compact(tmp_path)
    assert files == 3
    assert size > 0
    assert len(list(tmp_path.glob("*.ledger"))) == 2
    assert (tmp_path / "torn.ledger").exists()


def test_no_folder_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "none") == (History(), ())
    assert compact(tmp_path / "none") == (0, 0)


def test_names_begin_with_the_day(tmp_path: Path) -> None:
    assert append(tmp_path, HISTORIES[2]).name.startswith("2026-03-03-")
    assert append(tmp_path, History()).name.startswith("undated-")
