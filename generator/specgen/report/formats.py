"""The registry of formats: what ``--format`` accepts."""

from specgen.report.as_github import AS_GITHUB
from specgen.report.as_json import AS_JSON
from specgen.report.as_sarif import AS_SARIF
from specgen.report.as_text import AS_TEXT
from specgen.report.model import Format

FORMATS: tuple[Format, ...] = (AS_TEXT, AS_JSON, AS_GITHUB, AS_SARIF)
