"""What ``specgen gaps`` needs beside a compilation: its filter, and the formats of its report."""

from argparse import Namespace
from collections.abc import Sequence

from specgen.commands import console, styling
from specgen.gaps.model import Filter, GapReport
from specgen.gaps.narrow import narrow, unknown_words
from specgen.report.formats_of_gaps import GAP_FORMATS
from specgen.spelling import suggestion


def narrowed(reports: Sequence[GapReport], chosen: Namespace) -> list[GapReport]:
    """What the options leave of each of ``reports``.

    Raises:
        NoSpecs: a module, type, tier or priority that none of them has.
    """
    lists = (chosen.module, chosen.type, chosen.tier, chosen.priority)
    wanted = Filter(*(tuple(each) for each in lists))
    unknown = [{(o, word): known for o, word, known in unknown_words(r, wanted)} for r in reports]
    for option, word in unknown[0] if unknown else ():
        if all((option, word) in found for found in unknown):
            known = [name for found in unknown for name in found[option, word]]
            tip = suggestion(word, known) or "`specgen gaps` shows all there are"
            raise console.NoSpecs(f"no {option} is called `{word}`; {tip}")
    return [narrow(report, wanted) for report in reports]


def gaps_rendered(report: GapReport, name: str) -> str:
    """A gap report in the format called ``name``."""
    return next(f for f in GAP_FORMATS if f.name == name).render(report, styling.style_of())
