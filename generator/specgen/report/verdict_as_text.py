"""A verdict for people: the worst first, grouped by rule, then what comes and what it rests on."""

from collections.abc import Iterator

from specgen.gate.model import Decision, Status, Verdict
from specgen.report.model import Style
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_budgets import budget_lines, budgets_text
from specgen.report.verdict_words import (
    LABELS,
    by_rule,
    count,
    headline,
    lapsing_lines,
    loosened_lines,
    note_lines,
    outcomes_text,
    said,
    shares_text,
    upcoming_lines,
)
from specgen.report.visible import visible

MOST = 10  # of one rule; the other formats have all
_COLOURS = {Status.FAILS: "1;31", Status.WARNS: "1;33"}
_QUIET = {Status.REPORTED, Status.KNOWN, Status.WAIVED}


def verdict_as_text(verdict: Verdict, view: View) -> str:
    """The headline last, where a terminal shows it."""
    lines: list[str] = []
    for status in Status:
        if status not in _QUIET:
            for rule, decisions in by_rule(verdict.of(status)):
                lines += _group(rule, decisions, view=view)
    lines += [f"{LABELS[s]}: {_tally(verdict, s)}" for s in Status if s in _QUIET and verdict.of(s)]
    lines += _section("will fail within 14 days:", upcoming_lines(verdict))
    lines += _section("waivers that lapse within 14 days:", lapsing_lines(verdict))
    title = "this change loosens, and the base's specs judge it:"
    lines += _section(title, loosened_lines(verdict))
    lines += _section("of the evidence:", note_lines(verdict))
    lines += _budgets(verdict)
    lines += ["", f"tests: {outcomes_text(verdict)}"]
    if "total" in verdict.coverage:
        lines.append(f"coverage: {int(verdict.coverage['total'] * 10000) / 100:.2f}%")
    lines.append(f"scenarios: {shares_text(verdict.shares)}")
    lines += [f"  {tier}: {shares_text(shares)}" for tier, shares in verdict.tiers.items()]
    colour = "1;32" if verdict.passed else _COLOURS[Status.FAILS]
    lines.append(_painted(headline(verdict), view.style, code=colour))
    return "\n".join(lines).lstrip("\n") + "\n"


def _group(rule: str, decisions: list[Decision], *, view: View) -> Iterator[str]:
    first = decisions[0]
    label = _painted(f"{LABELS[first.status]} {rule}", view.style, code=_COLOURS[first.status])
    yield f"{label} ({count(len(decisions), 'finding')}, {first.stage})"
    tips: set[str] = set()
    for decision in decisions[:MOST]:
        complaint = decision.complaint
        place = complaint.place
        line = f":{view.spans[place].line}" if place in view.spans else ""
        yield f"  {said(decision)}  [{visible(str(place.path))}{line}]"
        if complaint.tip and complaint.tip not in tips:
            tips.add(complaint.tip)
            yield f"    tip: {visible(complaint.tip)}"
    if len(decisions) > MOST:
        yield f"  and {len(decisions) - MOST:,} more (--format json lists all)"


def _budgets(verdict: Verdict) -> list[str]:
    """What was measured by each budget; what is beyond the first ones is counted."""
    found = list(budget_lines(verdict))
    more = [f"and {len(found) - MOST:,} more (--format report lists all)"]
    shown = found[:MOST] + (more if len(found) > MOST else [])
    return _section(f"budgets ({budgets_text(verdict)}):", iter(shown))


def _tally(verdict: Verdict, status: Status) -> str:
    grouped = by_rule(verdict.of(status))
    return ", ".join(f"{rule} {len(decisions):,}" for rule, decisions in grouped)


def _section(title: str, lines: Iterator[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def _painted(text: str, style: Style, *, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour else text


VERDICT_AS_TEXT = VerdictFormat("text", "for people", verdict_as_text)
