"""The registry of formats of trends: what ``specgen trend --format`` accepts."""

from specgen.report.model_trend import TrendFormat
from specgen.report.trend_as_json import TREND_AS_JSON
from specgen.report.trend_as_markdown import TREND_AS_MARKDOWN
from specgen.report.trend_as_terminal import TREND_AS_TERMINAL

TREND_FORMATS: tuple[TrendFormat, ...] = (TREND_AS_TERMINAL, TREND_AS_JSON, TREND_AS_MARKDOWN)
