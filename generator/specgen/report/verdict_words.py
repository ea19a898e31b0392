"""Words that every format of a verdict uses."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from specgen.gate.model import Decision, Status, Verdict
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.report.visible import visible

LABELS = {
    Status.FAILS: "fails",
    Status.WARNS: "warns",
    Status.REPORTED: "reported",
    Status.KNOWN: "known at the base",
    Status.WAIVED: "waived",
}


def headline(verdict: Verdict) -> str:
    """One line: passed or failed, and by how much of what."""
    where = f" at {verdict.moment}" if verdict.moment else ""
    if verdict.passed:
        warned = len(verdict.of(Status.WARNS))
        also = f", {count(warned, 'warning')}" if warned else ""
        return f"gate passed: {verdict.project}{where} on {verdict.today}{also}"
    rules = len({d.rule for d in verdict.failing})
    failing = count(len(verdict.failing), "finding")
    return (
        f"gate failed: {verdict.project}{where} on {verdict.today}, "
        f"{failing} of {count(rules, 'rule')}"
    )


def shares_text(shares: Shares) -> str:
    """How many required scenarios have each status, never added up; without shares where nothing
    ran."""
    if not shares.required:
        return "nothing is required"
    shown = [(status, shares.count(status)) for status in ScenarioStatus]
    if not shares.ran:
        parts = [f"{status.words} {number:,}" for status, number in shown if number]
        return f"nothing ran: {' | '.join(parts)} of {shares.required:,} required"
    parts = [f"{status.words} {shares.text(status)} ({number:,})"
             for status, number in shown if number or status in ALWAYS]  # fmt: skip
    return " | ".join(parts) + f" of {shares.required:,} required"


ALWAYS = (ScenarioStatus.MET, ScenarioStatus.WAIVED)  # shown though they are none


def count(number: int, word: str) -> str:
    """``1 finding``, ``1,200 findings``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def by_rule(decisions: Iterable[Decision]) -> Iterator[tuple[str, list[Decision]]]:
    """Decisions that stand in order, grouped by rule."""
    for rule, group in groupby(decisions, key=lambda d: d.rule):
        yield rule, list(group)


def said(decision: Decision) -> str:
    """Subject and message on one line."""
    return visible(f"{decision.complaint.subject} {decision.complaint.message}")


def upcoming_lines(verdict: Verdict) -> Iterator[str]:
    """What begins to fail within two weeks, by day."""
    for each in verdict.upcoming:
        named = ", ".join(map(visible, each.subjects[:3]))
        more = f" and {len(each.subjects) - 3:,} more" if len(each.subjects) > 3 else ""
        yield f"{each.day} {each.rule}: {named}{more} ({visible(each.why)})"


def lapsing_lines(verdict: Verdict, *, days: int = 14) -> Iterator[str]:
    """The waivers that lapse within ``days``, with what they excuse today."""
    for waiver, excused in verdict.used:
        if (waiver.expires - verdict.today).days <= days:
            yield (
                f"{waiver.expires} {visible(waiver.target)}: waiver for {waiver.allow}, "
                f"excuses {excused} today ({visible(waiver.issue)})"
            )


def loosened_lines(verdict: Verdict) -> Iterator[str]:
    """What the change asks less of than its base, which is still asked."""
    return (visible(f"{each.subject} {each.what}") for each in verdict.loosened)


def note_lines(verdict: Verdict) -> Iterator[str]:
    """What is to be known of the evidence."""
    return map(visible, verdict.notes)


def outcomes_text(verdict: Verdict) -> str:
    """How tests ended, in words."""
    parts = (f"{number:,} {name}" for name, number in sorted(verdict.counts.items()))
    return ", ".join(parts) or "no test reported"


def fitted(text: str, room: int, *, cut: str) -> str:
    """``text`` if its UTF-8 takes at most ``room`` bytes, else its first lines and ``cut``."""
    data = text.encode("utf-8", "replace")
    if len(data) <= room:
        return text
    kept = data[: max(room - len(cut.encode()), 0)].decode("utf-8", "ignore")
    return kept[: kept.rfind("\n") + 1] + cut
