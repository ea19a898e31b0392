"""A verdict as the comment on a pull request: at most 40 lines, the worst first."""

from collections.abc import Iterator

from specgen.gate.model import Decision, Status, Verdict
from specgen.markdown import code, escaped
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_words import (
    LABELS,
    by_rule,
    count,
    headline,
    lapsing_lines,
    outcomes_text,
    shares_text,
    upcoming_lines,
)

MOST_LINES = 40
MOST_LENGTH = 400  # characters of one line
_ROOM = {Status.FAILS: 14, Status.WARNS: 5}
_TAIL = 3
_MARK = "<!-- specgen gate -->\n"  # by it the comment is found and replaced


def verdict_as_comment(verdict: Verdict, view: View) -> str:
    """Markdown that starts with a hidden mark."""
    lines = [f"### {_short(headline(verdict))}", "", _short(outcomes_text(verdict))]
    lines += [_change(verdict), f"Scenarios: {shares_text(verdict.shares)}", ""]
    for status, room in _ROOM.items():
        lines += _listed(verdict.of(status), room)
    quiet = [
        f"{LABELS[s]} {len(verdict.of(s)):,}"
        for s in (Status.REPORTED, Status.KNOWN, Status.WAIVED)
        if verdict.of(s)
    ]
    lines += [f"Also: {', '.join(quiet)}."] if quiet else []
    lines += _tail("Will fail within 14 days", upcoming_lines(verdict))
    lines += _tail("Waivers that lapse within 14 days", lapsing_lines(verdict))
    loosened = (f"{each.subject} {each.what}" for each in verdict.loosened)
    lines += _tail("Loosened by this change, judged by the base's specs", loosened)
    return _MARK + "\n".join(lines[: MOST_LINES - 1]) + "\n"


def _change(verdict: Verdict) -> str:
    """Coverage, and what changed against the baseline."""
    total = verdict.coverage.get("total")
    if total is None:
        return "Coverage: none was recorded"
    text = f"Coverage: {total:.2%}"
    baseline = verdict.baseline
    if baseline is None:
        return text
    before = baseline.coverage.get("total")
    if before is not None:
        text += f" ({(total - before) * 100:+.2f}pt)"
    now = {(d.rule, d.complaint.subject) for d in verdict.decisions}
    new = sum((d.rule, d.complaint.subject) not in baseline.broken for d in verdict.decisions)
    closed = len(set(baseline.broken) - now)
    return f"{text}; against the base {count(new, 'new finding')}, {closed:,} gone"


def _listed(decisions: tuple[Decision, ...], room: int) -> Iterator[str]:
    """A line per finding, shared out so that each rule is named."""
    groups = list(by_rule(decisions))
    shown = 0
    for index, (rule, members) in enumerate(groups):
        fair = max((room - shown) // (len(groups) - index), 1)
        if shown >= room:
            yield f"- and {sum(len(g) for _, g in groups[index:]):,} more of other rules"
            return
        for decision in members[: max(fair - (len(members) > fair), 1)]:
            complaint = decision.complaint
            subject = code(complaint.subject)
            yield _short(
                f"- **{LABELS[decision.status]}** {rule}: {subject} {escaped(complaint.message)}"
            )
            shown += 1
        left = len(members) - max(fair - (len(members) > fair), 1)
        if left > 0:
            yield f"- and {left:,} more of {rule}"
            shown += 1


def _tail(title: str, lines: Iterator[str]) -> list[str]:
    found = list(lines)
    if not found:
        return []
    shown = [_short(f"- {escaped(line)}") for line in found[:_TAIL]]
    more = [f"- and {len(found) - _TAIL:,} more"] if len(found) > _TAIL else []
    return ["", f"**{title}**", *shown, *more]


def _short(line: str) -> str:
    return line if len(line) <= MOST_LENGTH else line[: MOST_LENGTH - 1] + "…"


VERDICT_AS_COMMENT = VerdictFormat("comment", "Markdown for a pull request", verdict_as_comment)
