"""The registry of formats of verdicts: what ``specgen gate --format`` accepts."""

from specgen.report.model_verdict import VerdictFormat
from specgen.report.verdict_as_codequality import VERDICT_AS_CODEQUALITY
from specgen.report.verdict_as_comment import VERDICT_AS_COMMENT
from specgen.report.verdict_as_ctrf import VERDICT_AS_CTRF
from specgen.report.verdict_as_github import VERDICT_AS_GITHUB
from specgen.report.verdict_as_json import VERDICT_AS_JSON
from specgen.report.verdict_as_report import VERDICT_AS_REPORT
from specgen.report.verdict_as_sarif import VERDICT_AS_SARIF
from specgen.report.verdict_as_summary import VERDICT_AS_SUMMARY
from specgen.report.verdict_as_text import VERDICT_AS_TEXT

VERDICT_FORMATS: tuple[VerdictFormat, ...] = (
    VERDICT_AS_TEXT,
    VERDICT_AS_JSON,
    VERDICT_AS_GITHUB,
    VERDICT_AS_SARIF,
    VERDICT_AS_CODEQUALITY,
    VERDICT_AS_CTRF,
    VERDICT_AS_COMMENT,
    VERDICT_AS_SUMMARY,
    VERDICT_AS_REPORT,
)
