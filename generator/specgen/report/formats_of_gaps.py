"""The registry of formats of gap reports: what ``specgen gaps --format`` accepts."""

from specgen.report.gaps_as_json import GAPS_AS_JSON
from specgen.report.gaps_as_markdown import GAPS_AS_MARKDOWN
from specgen.report.gaps_as_terminal import GAPS_AS_TERMINAL
from specgen.report.model_gaps import GapFormat

GAP_FORMATS: tuple[GapFormat, ...] = (GAPS_AS_TERMINAL, GAPS_AS_JSON, GAPS_AS_MARKDOWN)
