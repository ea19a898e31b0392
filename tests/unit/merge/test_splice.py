"""What no splice replaces must stand in the result: byte for byte, in order, no word grown."""

import pytest

from specgen.merge.model import Splice
from specgen.merge.splice import apply, kept_whole

TEXT = b"def test_x():\n    assert x\n"
SPLICES = [Splice(11, 11, b"clock"), Splice(4, 10, b"test_y")]


def test_what_splices_leave_is_kept() -> None:
    after = apply(TEXT, SPLICES)
    assert after == b"def test_y(clock):\n    assert x\n"
    assert kept_whole(TEXT, SPLICES, after=after)


@pytest.mark.parametrize(
    "after",
    [
        b"def test_y(clock):\n    assert y\n",  # a token is another
        b"\n    assert x\ndef test_y(clock):",  # the order is another
        b"",
    ],
)
def test_what_is_lost_is_missed(after: bytes) -> None:
    assert not kept_whole(TEXT, SPLICES, after=after)


@pytest.mark.parametrize("new", [b"s", b"_", b"1"])
def test_a_word_that_grew_is_not_kept(new: bytes) -> None:
    here = [Splice(10, 10, new)]
    assert not kept_whole(TEXT, here, after=apply(TEXT, here))
    before = [Splice(4, 4, new)]
    assert not kept_whole(TEXT, before, after=apply(TEXT, before))
