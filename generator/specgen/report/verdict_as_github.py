"""A verdict as annotations of GitHub Actions: the worst of each kind, and lines for the rest."""

from specgen.gate.model import Decision, Status, Verdict
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_words import fitted, headline, loosened_lines, said, shares_text
from specgen.report.visible import visible

MAX_PER_KIND = 10  # GitHub drops further ones unseen
_CUT = "the rest did not fit; --format json lists all\n"
_GROUP = 60  # bytes of the lines that open and close the group
_KINDS = {Status.FAILS: "error", Status.WARNS: "warning", Status.REPORTED: "notice"}


def verdict_as_github(verdict: Verdict, view: View) -> str:
    """Annotations, then what did not fit, then the headline."""
    lines: list[str] = []
    left: list[str] = []
    for status, kind in _KINDS.items():
        decisions = verdict.of(status)
        lines += [_annotation(kind, each, view=view) for each in decisions[:MAX_PER_KIND]]
        left += [f"{kind} {each.rule}: {said(each)}" for each in decisions[MAX_PER_KIND:]]
    shown = "\n".join(lines) + "\n" if lines else ""
    last = f"scenarios: {shares_text(verdict.shares)}\n{_log(headline(verdict))}\n"
    asked = (f"loosened, and still asked: {line}\n" for line in loosened_lines(verdict))
    last = fitted("".join(asked), view.room // 10, cut=_CUT) + last
    if left:
        room = view.room - len((shown + last).encode("utf-8", "replace")) - _GROUP
        rest = fitted("".join(f"{_log(line)}\n" for line in left), room, cut=_CUT)
        shown += f"::group::{len(left):,} more\n{rest}::endgroup::\n"
    return shown + last


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
