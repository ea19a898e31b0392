"""A verdict as a Code Quality report of GitLab, which shows it in the merge request."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from specgen.changes.model import Change
from specgen.gate.model import Decision, Status, Verdict
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_words import said
from specgen.report.visible import visible

MOST = 20_000  # findings of one project, as for the other services
MOST_LOOSENED = 1_000
LOOSENED = "loosened"  # no rule: what the base's specs still ask
_SEVERITIES = {
    Status.FAILS: "critical",
    Status.WARNS: "major",
    Status.REPORTED: "minor",
    Status.KNOWN: "info",
    Status.WAIVED: "info",
}
_Json = dict[str, object]


def verdict_as_codequality(verdict: Verdict, view: View) -> str:
    """A list with one entry per decision, the worst ones where there are too many."""
    seen: Counter[str] = Counter()
    entries = []
    loosened = verdict.loosened[:MOST_LOOSENED]
    for each in verdict.decisions[: MOST - len(loosened)]:
        print_of = _fingerprint(verdict.project, each)
        seen[print_of] += 1
        entries.append(_entry(each, view, fingerprint=_counted(print_of, seen[print_of])))
    entries += [_loosened(each, view, project=verdict.project) for each in loosened]
    return _text(entries)


def joined(texts: Sequence[str]) -> str:
    """The lists of several projects as one."""
    return _text([entry for text in texts for entry in json.loads(text)])


def _entry(decision: Decision, view: View, *, fingerprint: str) -> _Json:
    complaint = decision.complaint
    place = complaint.place
    tip = f" ({visible(complaint.tip)})" if complaint.tip else ""
    waived = f" (waived: {visible(decision.waiver.reason)})" if decision.waiver else ""
    return {
        "description": f"{said(decision)}{tip}{waived}",
        "check_name": decision.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[decision.status],
        "location": {
            "path": visible(str(place.path)),
            "lines": {"begin": view.spans[place].line if place in view.spans else 1},
        },
    }


def _loosened(change: Change, view: View, *, project: str) -> _Json:
    """What is loosened, for information: what it leaves open has entries of its own."""
    text = f"{change.subject} {change.what}"
    parts = (project, LOOSENED, text, str(change.place.path))
    begin = view.spans[change.place].line if change.place in view.spans else 1
    return {
        "description": visible(f"loosened, and still asked by the base: {text}"),
        "check_name": LOOSENED,
        "fingerprint": _hash(parts),
        "severity": "info",
        "location": {"path": visible(str(change.place.path)), "lines": {"begin": begin}},
    }


def _fingerprint(project: str, decision: Decision) -> str:
    """What stays the same while a finding does: neither its line nor its figures count."""
    complaint = decision.complaint
    parts = (project, decision.rule, complaint.subject, str(complaint.place.path))
    return _hash(parts)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _counted(fingerprint: str, count: int) -> str:
    """One of its own for each of several findings about one thing."""
    return fingerprint if count == 1 else f"{fingerprint}-{count}"


def _text(entries: Iterable[_Json]) -> str:
    return json.dumps(list(entries), indent=1) + "\n"


VERDICT_AS_CODEQUALITY = VerdictFormat(
    "codequality", "Code Quality report of GitLab", verdict_as_codequality, joined
)
