"""The actions that workflows use, pinned: a commit, and the version that it is.

A pin that stands in the committed workflow is kept: a bot bumps it, and builds do not fight it.
Seals leave pins out (``plan.seal_of``), so that a bump is no hand edit either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from specgen.configure.yaml_text import Noted
from specgen.plan import PINNED


@dataclass(frozen=True, slots=True)
class Pin:
    """A commit, and what the comment behind it says."""

    commit: str
    version: str

    @property
    def age(self) -> tuple[int, ...]:
        """The numbers of the version, to tell the newer of two."""
        return tuple(int(n) for n in re.findall(r"\d+", self.version))


BUILT_IN: Mapping[str, Pin] = {
    "actions/checkout": Pin("8e8c483db84b4bee98b60c0593521ed34d9990e8", "v6.0.1"),
    "actions/setup-python": Pin("e797f83bcb11b83ae66e0230d6156d7c80228e7c", "v6.0.0"),
    "astral-sh/setup-uv": Pin("681c641aba71e4a1c380be3ab5e12ad51f415867", "v7.1.6"),
    "actions/upload-artifact": Pin("b7c566a772e6b6bfb58ed0dc250532a479d7789f", "v6.0.0"),
    "actions/download-artifact": Pin("37930b1c2abaa49bbe596cd826c3c89aef350131", "v7.0.0"),
    "github/codeql-action/upload-sarif": Pin("5d4e8d1aca955e8d8589aabd499c5cae939e33c7", "v4.31.9"),
}


def pins_in(text: str) -> Mapping[str, Pin]:
    """The pins of a workflow as it stands, and our own for actions that it does not pin."""
    found = dict(BUILT_IN)
    kept: dict[str, Pin] = {}
    for action, commit, version in PINNED.findall(text):
        pin = Pin(commit, version.strip())
        if action in BUILT_IN and (action not in kept or kept[action].age < pin.age):
            kept[action] = pin
    return {**found, **kept}


def use(action: str, pins: Mapping[str, Pin]) -> Noted:
    """What stands behind ``uses:``."""
    pin = pins[action]
    return Noted(f"{action}@{pin.commit}", pin.version)
