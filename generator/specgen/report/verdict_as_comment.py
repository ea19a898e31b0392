"""A verdict as the comment on a pull request: at most 40 lines, the worst first."""

from collections.abc import Iterator
from dataclasses import replace

from specgen.gate.model import Decision, Status, Verdict
from specgen.markdown import code, escaped
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_budgets import (
    BROKEN,
    HELD,
    NOT_MEASURED,
    WAIVED,
    budget_lines,
    budgets_text,
    standing_of,
)
from specgen.report.verdict_change import change_lines, shares_change, tally
from specgen.report.verdict_words import (
    LABELS,
    by_rule,
    headline,
    lapsing_lines,
    loosened_lines,
    note_lines,
    outcomes_text,
    shares_text,
    upcoming_lines,
)

MOST_LINES = 40
MOST_LENGTH = 400  # characters of one line
_ROOM = {Status.FAILS: 12, Status.WARNS: 4}
_OF_CHANGE = 3  # of what is newly broken, and of what is newly fixed
_OF_BUDGETS = 6  # lines
_TAIL = 2
_MARK = "<!-- specgen gate -->\n"  # by it the comment is found and replaced


def verdict_as_comment(verdict: Verdict, view: View) -> str:
    """Markdown that starts with a hidden mark."""
    lines = [f"### {_short(headline(verdict))}", "", _short(outcomes_text(verdict))]
    shares = shares_change(verdict) or shares_text(verdict.shares)
    lines += [_change(verdict), f"Scenarios: {shares}", ""]
    if verdict.baseline is not None:
        changed = map(_short, change_lines(verdict, most=_OF_CHANGE))
        lines += [f"**Against the base**: {tally(verdict)}", *changed, ""]
    for status, room in _ROOM.items():
        lines += _listed(verdict.of(status), room)
    quiet = [
        f"{LABELS[s]} {len(verdict.of(s)):,}"
        for s in (Status.REPORTED, Status.KNOWN, Status.WAIVED)
        if verdict.of(s)
    ]
    lines += [f"Also: {', '.join(quiet)}."] if quiet else []
    lines += _budgets(verdict)
    lines += _tail("Will fail within 14 days", upcoming_lines(verdict))
    lines += _tail("Waivers that lapse within 14 days", lapsing_lines(verdict))
    lines += _tail("Loosened by this change, judged by the base's specs", loosened_lines(verdict))
    lines += _tail("Of the evidence", note_lines(verdict))
    return _MARK + "\n".join(lines[: MOST_LINES - 1]) + "\n"


def _budgets(verdict: Verdict) -> list[str]:
    """All budgets in as few lines as they fit into: what is broken first."""
    if not verdict.measured:
        return []
    rank = {BROKEN: 0, WAIVED: 1, NOT_MEASURED: 2, HELD: 3}
    ordered = sorted(verdict.measured, key=lambda each: rank[standing_of(verdict, each)])
    left = [escaped(each) for each in budget_lines(replace(verdict, measured=tuple(ordered)))]
    lines: list[str] = []
    while left and len(lines) < _OF_BUDGETS:
        line = left.pop(0)
        while left and len(line) + len(left[0]) + 3 <= MOST_LENGTH - 2:
            line += f" · {left.pop(0)}"
        lines.append(_short(f"- {line}"))
    more = [f"- and {len(left):,} more"] if left else []
    return ["", f"**Budgets**: {budgets_text(verdict)}", *lines, *more]


def _change(verdict: Verdict) -> str:
    """Coverage, and how much changed against the baseline."""
    total = verdict.coverage.get("total")
    if total is None:
        return "Coverage: none was recorded"
    text = f"Coverage: {total:.2%}"
    if verdict.baseline is None:
        return text
    before = verdict.baseline.coverage.get("total")
    if before is not None:
        text += f" ({(total - before) * 100:+.2f}pt)"
    return text


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
