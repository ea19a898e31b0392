"""Pins that a bot has bumped are kept, and are no hand edit."""

import re

import pytest

from specgen.configure.pins import BUILT_IN, pins_in, use
from specgen.plan import seal_of, sealed

BUMPED = "0123456789" * 4
OTHER = "abcdef0123" * 4


def line(action: str, commit: str, comment: str = "") -> str:
    return f"      - name: Check out\n        uses: {action}@{commit}{comment}\n"


def test_our_own_where_nothing_stands() -> None:
    assert pins_in("") == BUILT_IN
    assert all(re.fullmatch(r"[0-9a-f]{40}", pin.commit) for pin in BUILT_IN.values())


@pytest.mark.parametrize("comment", ["  # v9.0.0", " # v9.0.0", ""])
def test_what_stands_is_kept(comment: str) -> None:
    pins = pins_in(line("actions/checkout", BUMPED, comment))
    assert pins["actions/checkout"].commit == BUMPED
    assert pins["actions/setup-python"] == BUILT_IN["actions/setup-python"]
    assert use("actions/checkout", pins).behind == comment.strip(" #")


def test_of_two_the_newer() -> None:
    text = line("actions/checkout", OTHER, "  # v10.0") + line("actions/checkout", BUMPED, "  # v9")
    assert pins_in(text)["actions/checkout"].commit == OTHER


@pytest.mark.parametrize(
    "text",
    [
        line("somebody/checkout", BUMPED),
        line("actions/checkout", "v4"),
        f"# uses: actions/checkout@{BUMPED}\n",
        f'        run: "uses: actions/checkout@{BUMPED}"\n',
    ],
)
def test_what_is_no_pin_of_ours(text: str) -> None:
    assert pins_in(text) == BUILT_IN


def test_a_bump_leaves_the_seal_alone() -> None:
    ours = line("actions/checkout", OTHER, "  # v6.0.1")
    assert seal_of(ours) == seal_of(line("actions/checkout", BUMPED, "  # v7.0.0"))
    assert seal_of(ours) == seal_of(sealed(ours).rpartition("# specgen-seal")[0])
    assert seal_of(ours) != seal_of(line("actions/cache", OTHER, "  # v6.0.1"))
    assert seal_of(ours) != seal_of(ours.replace("name: Check", "name: Do check"))
    assert seal_of(ours) != seal_of(line("actions/checkout", "v6"))
