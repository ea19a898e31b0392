"""Laws of the merge that no single case shows, and its refusals."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge import edit
from specgen.merge.decode import decode, encode
from specgen.merge.merge import merge
from specgen.merge.model import Splice
from specgen.merge.splice import apply

if TYPE_CHECKING:
    from tests.unit.merge.conftest import Plan

SCENARIOS = [{"id": "cart.unit.add"}, {"id": "cart.unit.remove", "why": "Because"}]


def locked(record: Record) -> Lock:
    return read_lock(write_lock([record]))


def test_a_file_as_planned_is_left_as_it_is_and_known_whole(plan: "Plan") -> None:
    file = plan(SCENARIOS)
    for lock in (Lock(), locked(Record.of(file, Lock()))):
        merged = merge(file, file.text.encode(), lock=lock)
        assert merged.data == file.text.encode()
        assert merged.record == Record.of(file, Lock())
        assert merged.findings == ()


def test_an_empty_file_is_filled_as_one_that_is_not_there(plan: "Plan") -> None:
    file = plan(SCENARIOS)
    assert merge(file, b"", lock=Lock()).data == file.text.encode()
    assert merge(plan([]), b"", lock=Lock()).vacant


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe", "encoding"),
        (b"x = '\0'\n", "null"),
        (b"(" * 5000, ""),
        (b"# coding: utf-7\nx = 1 # +AGE-\n", "does not survive"),
        (b"# coding: rot13\n", "encod"),
    ],
)
def test_what_cannot_be_read_is_reported_and_left_alone(
    plan: "Plan", data: bytes, words: str
) -> None:
    file = plan(SCENARIOS)
    lock = locked(Record.of(file, Lock()))
    merged = merge(file, data, lock=lock)
    assert merged.data == data
    assert [d.rule for d in merged.findings] == ["unparsable"]
    assert words in merged.findings[0].message
    assert locked(merged.record) == lock


@pytest.mark.parametrize("harm", ["drops", "breaks", "loses an id", "overlaps"])
def test_a_merge_that_would_do_harm_is_abandoned(
    plan: "Plan", harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = plan(SCENARIOS)
    text = file.text.encode()
    at = text.index(b"def test_add")
    body = text.index(b"pending(")
    wrong = {
        "drops": [Splice(at, at, b"")],
        "breaks": [Splice(at, at, b"((")],
        "loses an id": [Splice(text.index(b"cart.unit.add"), text.index(b"add") + 3, b"other")],
        "overlaps": [Splice(at, body, b""), Splice(at + 1, body, b"")],
    }[harm]
    if harm == "drops":
        monkeypatch.setattr("specgen.merge.merge.apply", lambda text, _: text.replace(b"Add", b""))

    def edits(*arguments: object, **named: object) -> edit.Edits:
        ids = ("cart.unit.add", "cart.unit.remove")
        return edit.Edits(tuple(wrong), ids, (), {})

    monkeypatch.setattr("specgen.merge.merge.edits", edits)
    lock = locked(Record.of(file, Lock()))
    merged = merge(file, text, lock=lock)
    assert [d.rule for d in merged.findings] == ["abandoned"]
    assert merged.data == text
    assert locked(merged.record) == lock


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3), st.binary(max_size=3))))
def test_splices_replace_only_what_they_name(raw: list[tuple[int, int, bytes]]) -> None:
    text = bytes(range(65, 90))
    splices, at = [], 0
    for start, size, new in sorted(raw):
        if start >= at:
            splices.append(Splice(start, start + size, new))
            at = start + size
    done = apply(text, splices)
    kept = [c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in splices)]
    rest = iter(done)
    assert all(byte in rest for byte in kept)
    assert len(done) == len(kept) + sum(len(s.text) for s in splices)


@given(
    st.text(st.characters(codec="latin-1", exclude_characters="\r")),
    st.sampled_from(["utf-8", "latin-1", "cp1252", "utf-8-sig"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_encodings_and_line_ends_survive(text: str, encoding: str, eol: str) -> None:
    line = "" if encoding == "utf-8-sig" else f"# coding: {encoding}\n"
    data = (line + text).replace("\n", eol).encode(encoding, "ignore")
    try:
        source = decode(data)
    except (SyntaxError, ValueError):
        # a second coding line; Python 3.14 refuses the other before it looks for one
        assert "coding" in text or "\0" in text
        return
    assert encode(source, source.text) == data
