"""Trends as Markdown, for job summaries and documents."""

from collections.abc import Iterator, Sequence

from specgen.history.model import Trend
from specgen.markdown import code, escaped, table
from specgen.report.model import Style
from specgen.report.model_trend import TrendFormat
from specgen.report.trend_tables import headline, sheets


def trend_as_markdown(trends: Sequence[Trend], style: Style) -> str:
    """A chapter per project."""
    return "".join(text for each in trends for text in _chapter(each))


def _chapter(trend: Trend) -> Iterator[str]:
    yield f"## Trend\n\n{escaped(headline(trend))}\n\n"
    for sheet in sheets(trend):
        rows = ((code(first), *map(escaped, rest)) for first, *rest in sheet.rows)
        yield f"### {escaped(sheet.title)}\n\n{table(sheet.heads, rows)}\n"
        if sheet.more:
            yield f"And {sheet.more:,} more.\n\n"


TREND_AS_MARKDOWN = TrendFormat("markdown", "for documents", trend_as_markdown)
