"""Loads LCOV tracefiles, as ``coverage lcov`` and others write them."""

import codecs
import re
from pathlib import Path

from specgen.evidence.line_counts import FileCounts, LineCounts
from specgen.evidence.model import Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import unreadable

_BEGINS = re.compile(rb"\s*(?:#[^\n]*\n\s*)*(?:TN:[^\n]*\n\s*)?(?:TN|SF):")
_DA = re.compile(r"DA:(\d{1,9}),(-?\d+)(?:,.*)?")
_BRDA = re.compile(r"BRDA:(\d{1,9}),(.*),(-|\d+)")


def load_lcov(path: Path, name: str) -> Loaded:
    """The lines and branches of each file; one without its last line was cut off."""
    counts, file, number, wrong = FileCounts(), "", 0, 0
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        for number, line in enumerate(stream, start=1):
            said = line.strip()
            if said.startswith("SF:"):
                file = said.removeprefix("SF:")
                counts.of(file)
            elif said == "end_of_record":
                file = ""
            elif file and not _take(counts.of(file), said):
                wrong = wrong or number
    found = tuple(counts.figures())
    if wrong:
        return Loaded(coverage=found, findings=(unreadable(name, "not LCOV", line=wrong),))
    if file or not found:
        why = "cut off: no end_of_record" if file else "no LCOV: it names no file"
        return Loaded(coverage=found, findings=(unreadable(name, why, line=max(number, 1)),))
    return Loaded(coverage=found)


def _take(counts: LineCounts, said: str) -> bool:
    """Note what a line says; false where it is a count that cannot be read."""
    line = _DA.fullmatch(said)
    if line:
        counts.line(int(line[1]), ran=line[2].strip("-0") != "" and not line[2].startswith("-"))
        return True
    branch = _BRDA.fullmatch(said)
    if branch:
        taken = branch[3].strip("-0") != ""
        counts.branch((int(branch[1]), branch[2]), taken=int(taken), of=1)
        return True
    return not said.startswith(("DA:", "BRDA:"))


LCOV = Loader(
    "lcov",
    lambda head, _: _BEGINS.match(head.removeprefix(codecs.BOM_UTF8)) is not None,
    load_lcov,
    ("*.lcov", "lcov.info", "coverage.info"),
)
