"""A verdict as annotations of GitHub Actions: the worst of each kind, and lines for the rest."""

from specgen.gate.model import Decision, Status, Verdict
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_words import headline, said
from specgen.report.visible import visible

MAX_PER_KIND = 10  # GitHub drops further ones unseen
_KINDS = {Status.FAILS: "error", Status.WARNS: "warning", Status.REPORTED: "notice"}


def verdict_as_github(verdict: Verdict, view: View) -> str:
    """Annotations, then what did not fit, then the headline."""
    lines: list[str] = []
    left: list[str] = []
    for status, kind in _KINDS.items():
        decisions = verdict.of(status)
        lines += [_annotation(kind, each, view=view) for each in decisions[:MAX_PER_KIND]]
        left += [f"{kind} {each.rule}: {said(each)}" for each in decisions[MAX_PER_KIND:]]
    if left:
        lines += [f"::group::{len(left):,} more", *(_log(line) for line in left), "::endgroup::"]
    return "\n".join([*lines, _log(headline(verdict))]) + "\n"


def _annotation(kind: str, decision: Decision, *, view: View) -> str:
    place = decision.complaint.place
    line = f",line={view.spans[place].line}" if place in view.spans else ""
    tip = f" (tip: {visible(decision.complaint.tip)})" if decision.complaint.tip else ""
    file = _property(str(place.path))
    title = _property(f"{decision.rule}, {decision.stage}")
    return f"::{kind} file={file}{line},title={title}::{_data(said(decision) + tip)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _log(text: str) -> str:
    """A log line that cannot be taken for a command."""
    return f" {text}" if text.startswith("::") else text


VERDICT_AS_GITHUB = VerdictFormat("github", "annotations of GitHub Actions", verdict_as_github)
