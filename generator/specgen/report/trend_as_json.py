"""Trends for machines."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from specgen.history.model import Trend
from specgen.report.model import Style
from specgen.report.model_trend import TrendFormat

FORM = 1


def trend_as_json(trends: Sequence[Trend], style: Style) -> str:
    """One entry per project; docs/history.md names the keys."""
    entries = [{**asdict(each), "today": each.today.isoformat()} for each in trends]
    return json.dumps({"form": FORM, "projects": entries}, indent=1) + "\n"


TREND_AS_JSON = TrendFormat("json", "for machines", trend_as_json)
