"""What a verdict says against an earlier one: newly broken, newly fixed, shares then and now."""

from collections.abc import Iterator
from typing import NamedTuple

from specgen.gate.model import Decision, Status, Verdict
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.markdown import code
from specgen.report.verdict_words import ALWAYS, count

Key = tuple[str, str]


class Change(NamedTuple):
    """``new`` is what is broken now and was not then, what fails first; ``gone`` what was broken
    then and of which nothing is said any more."""

    new: tuple[Decision, ...] = ()
    gone: tuple[Key, ...] = ()


def change_of(verdict: Verdict) -> Change:
    """The change since the baseline; an empty one where there is none.

    What is waived is not broken; what is newly waived is not mended either.
    """
    if verdict.baseline is None:
        return Change()
    broken = verdict.baseline.broken
    now = {(d.rule, d.complaint.subject) for d in verdict.decisions}
    new = tuple(d for d in verdict.decisions if is_new(verdict, d))
    return Change(new, tuple(sorted(set(broken) - now)))


def is_new(verdict: Verdict, decision: Decision) -> bool:
    """Whether the baseline, which must be there, did not have it."""
    if verdict.baseline is None or decision.status is Status.WAIVED:
        return False
    return (decision.rule, decision.complaint.subject) not in verdict.baseline.broken


def change_lines(verdict: Verdict, *, most: int) -> Iterator[str]:
    """Markdown list lines, ``most`` of each kind: what newly fails or warns, what is mended."""
    change = change_of(verdict)
    loud = [d for d in change.new if d.status in (Status.FAILS, Status.WARNS)]
    yield from _listed("newly broken", [_key(d) for d in loud], most=most)
    yield from _listed("newly fixed", list(change.gone), most=most)


def _key(decision: Decision) -> Key:
    return decision.rule, decision.complaint.subject


def _listed(word: str, keys: list[Key], *, most: int) -> Iterator[str]:
    for rule, subject in keys[:most]:
        yield f"- {word}: {rule} {code(subject)}"
    if len(keys) > most:
        yield f"- and {len(keys) - most:,} more {word}"


def shares_change(verdict: Verdict) -> str:
    """The shares then and now, never added up; empty where one of the two has none."""
    now = verdict.shares
    before = verdict.baseline.shares if verdict.baseline is not None else None
    if before is None or not before.ran or not now.ran:
        return ""
    shown = [s for s in ScenarioStatus if s in ALWAYS or now.count(s) or before.count(s)]
    parts = (_moved(status, before, now=now) for status in shown)
    return f"{' | '.join(parts)} of {before.required:,} → {now.required:,} required"


def _moved(status: ScenarioStatus, before: Shares, *, now: Shares) -> str:
    moved = f"{before.text(status)} → {now.text(status)}"
    return f"{status.words} {moved} ({now.count(status):,})"


def tally(verdict: Verdict) -> str:
    """How many are new and gone, as part of a sentence."""
    change = change_of(verdict)
    return f"{count(len(change.new), 'new finding')}, {len(change.gone):,} gone"
