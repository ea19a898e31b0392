"""Located trees become plain values."""

from pathlib import PurePosixPath

from specgen.source.plain import plain
from specgen.source.read import read


def test_order_and_kinds_are_kept() -> None:
    file, _ = read(PurePosixPath("x"), b"{b: [1, 2.5, null], a: {1: true, '1': text}}")
    assert file.root is not None
    value = plain(file.root)
    assert value == {"b": [1, 2.5, None], "a": {1: True, "1": "text"}}
    assert list(value) == ["b", "a"]
