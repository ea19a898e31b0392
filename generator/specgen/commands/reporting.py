"""What ``specgen gaps`` needs beside a compilation: its filter, and the formats of its report."""

from argparse import Namespace

from specgen.commands import console
from specgen.gaps.model import Filter, GapReport
from specgen.gaps.narrow import narrow
from specgen.report.formats_of_gaps import GAP_FORMATS


def narrowed(report: GapReport, chosen: Namespace) -> GapReport:
    """What the options leave of ``report``."""
    lists = (chosen.module, chosen.type, chosen.tier, chosen.priority)
    return narrow(report, Filter(*(tuple(each) for each in lists)))


def gaps_rendered(report: GapReport, name: str) -> str:
    """A gap report in the format called ``name``."""
    return next(f for f in GAP_FORMATS if f.name == name).render(report, console.style_of())
