"""What `specgen trend` does between its flags and its exit code."""

import sys
from argparse import Namespace
from dataclasses import replace

from specgen.cache.model import without_gc
from specgen.commands import console, ledger, styling
from specgen.commands.days import NoDay, day_of
from specgen.commands.kept import history_folder
from specgen.compilation import Compilation
from specgen.history.folder import compact
from specgen.history.trend import trend
from specgen.report.formats_of_trends import TREND_FORMATS


def told(compilation: Compilation, chosen: Namespace) -> int:
    """Print the trend of each project.

    Raises:
        NoSpecs: the day is none, or the window is empty.
    """
    try:
        today = day_of(chosen.as_of, compilation.root)
    except NoDay as error:
        raise console.NoSpecs(str(error)) from None
    if chosen.days is not None and chosen.days < 1:
        raise console.NoSpecs(f"--days {chosen.days} is no window; 1 is today alone")
    trends = []
    for project in compilation.projects:
        settings = project.program.project
        rules = settings.history
        if chosen.days is not None:
            rules = replace(rules, days=chosen.days)
        with without_gc():
            known = ledger.known(history_folder(compilation.root, project, named=chosen.ledger))
            trends.append(trend(known, today, project=settings.name, rules=rules))
    form = next(f for f in TREND_FORMATS if f.name == chosen.format)
    sys.stdout.write(form.render(trends, styling.style_of()))
    return 0


def compacted(compilation: Compilation, chosen: Namespace) -> int:
    """Compact the ledger of each project, and say what came of it."""
    for project in compilation.projects:
        folder = history_folder(compilation.root, project, named=chosen.ledger)
        ledger.known(folder)  # says what cannot be read, and so stays as it is
        files, size = compact(folder)
        shown = folder.relative_to(compilation.root) if folder.is_relative_to(
            compilation.root) else folder  # fmt: skip
        print(f"{shown}: {files} files and {size:,} bytes less")
    return 0
