"""What builds wrote is replaced even in a file that is not Python; what people wrote is not."""

from typing import TYPE_CHECKING

import pytest

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.merge.model import Merged
from specgen.plan import PlannedFile

if TYPE_CHECKING:
    from tests.unit.merge.conftest import Plan

ADD, REMOVE = {"id": "cart.unit.add"}, {"id": "cart.unit.remove"}
MORE = {**ADD, "why": "Because."}
BROKEN = "def helper(:\n    pass\n"


def merged(before: PlannedFile, after: PlannedFile, data: bytes) -> Merged:
    lock = read_lock(write_lock([Record.of(before, Lock())]))
    return merge(after, data, lock=lock)


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_test_as_built_is_updated_and_what_is_broken_stays(plan: "Plan", eol: str) -> None:
    before, after = plan([ADD, REMOVE]), plan([MORE, REMOVE])
    data = (before.text + "\n\n" + BROKEN).replace("\n", eol).encode()
    result = merged(before, after, data)
    assert result.data == (after.text + "\n\n" + BROKEN).replace("\n", eol).encode()
    assert [d.rule for d in result.findings] == ["unparsable"]
    lock = read_lock(write_lock([result.record]))
    again = merge(after, result.data, lock=lock)
    assert again.data == result.data
    assert again.record == result.record


def test_a_test_that_a_person_filled_in_stays_as_it_is(plan: "Plan") -> None:
    before, after = plan([ADD, REMOVE]), plan([MORE, {**REMOVE, "why": "Too."}])
    filled = before.text.replace('pending("test add")', "assert cart.add(1")
    assert filled != before.text
    result = merged(before, after, filled.encode())
    assert b"assert cart.add(1\n" in result.data
    assert b"Because." not in result.data
    assert b"Too." in result.data


def test_a_file_that_an_earlier_build_broke_is_mended(plan: "Plan") -> None:
    before, after = plan([{**ADD, "body": ["x = = 1"]}]), plan([{**ADD, "body": ["assert x == 1"]}])
    result = merged(before, after, before.text.encode())
    assert result.data == after.text.encode()
    assert result.findings == ()
    assert result.record == Record.of(after, Lock())
