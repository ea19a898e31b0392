"""A runner image that the code host does not have."""

import re
from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.rules.model import Facts, Rule
from specgen.spelling import suggestion

# https://github.com/actions/runner-images, 2026-11
_IMAGES = (
    "ubuntu-latest", "ubuntu-22.04", "ubuntu-24.04", "ubuntu-22.04-arm", "ubuntu-24.04-arm",
    "windows-latest", "windows-2022", "windows-2025", "windows-11-arm",
    "macos-latest", "macos-13", "macos-14", "macos-15", "macos-26",
)  # fmt: skip
_NEWER = re.compile(
    r"(?:ubuntu-(?:2[6-9]|[3-9]\d)\.\d\d|windows-20(?:2[6-9]|[3-9]\d)|macos-(?:1[3-9]|[2-9]\d))"
    r"(?:-(?:arm|intel|large|xlarge|slim))?"
)
_HOSTED = re.compile(r"(?i)(?:ubuntu|windows|macos|linux|win|mac|osx|darwin)\b")


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    for run in facts.program.runs:
        for position, image in enumerate(run.os):
            if image in _IMAGES or _NEWER.fullmatch(image):
                continue
            tip = suggestion(image, _IMAGES)
            if tip or _HOSTED.match(image):
                yield UNKNOWN_OS.says(
                    run.place.at("os", position),
                    f"there is no runner image `{image}`",
                    tip=tip
                    or "there are ubuntu-24.04, windows-2025, macos-15 and others like them",
                )


UNKNOWN_OS = Rule(
    id="unknown-os",
    severity=Severity.FINDING,
    summary="runner images that look like hosted ones and are none; other labels are left alone",
    why="A job for an image that does not exist waits for a runner until it times out.",
    example="runs: {pull_request: {types: all, os: [ubuntu-2404]}}\n",
    judge=_judge,
)
