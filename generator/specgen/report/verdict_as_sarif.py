"""A verdict as diagnostics, so that the writer of SARIF writes it too."""

import json
from collections.abc import Sequence

from specgen.diagnostics import Diagnostic, Severity, Span
from specgen.gate.model import Status, Verdict
from specgen.report.as_sarif import as_sarif
from specgen.report.model import LocatedDiagnostic, in_order
from specgen.report.model_verdict import VerdictFormat, View

MOST = 20_000  # what code-scanning services take in one run
MOST_LOOSENED = 1_000
LOOSENED = "loosened"  # no rule: what the base's specs still ask
_TIP = "the base's specs still ask for it, until an owner of them approves"
_TOP = Span(1, 1, 1, 1)
_SEVERITIES = {
    Status.FAILS: Severity.FINDING,
    Status.WARNS: Severity.WARNING,
    Status.REPORTED: Severity.NOTE,
    Status.KNOWN: Severity.NOTE,
    Status.WAIVED: Severity.NOTE,
}


def verdict_as_sarif(verdict: Verdict, view: View) -> str:
    """One result per decision, the worst ones where there are too many."""
    loosened = [
        LocatedDiagnostic(
            Diagnostic(LOOSENED, Severity.NOTE, each.place, f"{each.subject} {each.what}", _TIP),
            view.spans.get(each.place, _TOP),
        )
        for each in verdict.loosened[:MOST_LOOSENED]
    ]
    located = (
        LocatedDiagnostic(
            Diagnostic(
                each.rule,
                _SEVERITIES[each.status],
                each.complaint.place,
                f"{each.complaint.subject} {each.complaint.message}"
                + (f" (waived: {each.waiver.reason})" if each.waiver else ""),
                each.complaint.tip,
            ),
            view.spans.get(each.complaint.place, _TOP),
        )
        for each in verdict.decisions[: MOST - len(loosened)]
    )
    return as_sarif(in_order([*located, *loosened]), view.style)


def joined(texts: Sequence[str]) -> str:
    """One log with a run per project."""
    logs = [json.loads(text) for text in texts]
    runs = [run for log in logs for run in log["runs"]]
    return json.dumps({**logs[0], "runs": runs}, indent=2) + "\n"


VERDICT_AS_SARIF = VerdictFormat("sarif", "for code-scanning services", verdict_as_sarif, joined)
