"""Hosted runner images exist; other labels are people's own."""

from collections.abc import Callable

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.unknown_os import UNKNOWN_OS

FactsOf = Callable[..., Facts]
Make = Callable[..., object]
Said = Callable[[Rule, Facts], list[str]]


@pytest.mark.parametrize(
    "image",
    [
        "ubuntu-24.04", "windows-2025", "macos-15", "macos-15-intel", "ubuntu-26.04",
        "windows-2028", "self-hosted", "gpu-large", "team/runner-7",
    ],
)  # fmt: skip
def test_known_newer_and_own_images(
    facts_of: FactsOf, run_of: Make, said: Said, image: str
) -> None:
    assert said(UNKNOWN_OS, facts_of(runs=(run_of("main", "unit", os=(image,)),))) == []


@pytest.mark.parametrize(
    ("image", "tip"),
    [
        ("ubuntu-2404", "did you mean `ubuntu-24.04`?"),
        ("ubunut-24.04", "did you mean `ubuntu-24.04`?"),
        ("window-2025", "did you mean `windows-2025`?"),
        ("linux", "there are ubuntu-24.04, "),
        ("macOS", "there are ubuntu-24.04, "),
    ],
)
def test_images_that_do_not_exist(
    facts_of: FactsOf, run_of: Make, said: Said, image: str, tip: str
) -> None:
    facts = facts_of(runs=(run_of("main", "unit", os=("ubuntu-24.04", image)),))
    assert said(UNKNOWN_OS, facts) == [f"there is no runner image `{image}`"]
    (found,) = UNKNOWN_OS.judge(facts)
    assert found.tip.startswith(tip)
    assert found.place.route == ("runs", "main", "os", 1)
