"""Words of verdicts, and what changed since an earlier one."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.gate.model import Complaint, Decision, Status, Upcoming, Verdict
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_status import Shares
from specgen.program.model_policy import Waiver
from specgen.program.model_stage import Stage
from specgen.report.verdict_change import (
    change_lines,
    change_of,
    is_new,
    shares_change,
    tally,
)
from specgen.report.verdict_words import (
    by_rule,
    count,
    fitted,
    headline,
    lapsing_lines,
    outcomes_text,
    said,
    shares_text,
    upcoming_lines,
)

PLACE = Place(PurePosixPath("specs/a.yaml"))
TODAY = date(2026, 3, 1)


def decision(rule: str, subject: str, status: Status = Status.FAILS) -> Decision:
    return Decision(rule, Complaint(subject, "is\nbad", PLACE), Stage.BLOCKING, status, None)


def verdict(*decisions: Decision, **changes: object) -> Verdict:
    known: dict[str, object] = {"shares": Shares(3, 1, missing=1), **changes}
    return Verdict("shop", TODAY, str(known.pop("moment", "")), decisions, **known)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize(
    ("of", "wanted"),
    [
        (verdict(), "gate passed: shop on 2026-03-01"),
        (verdict(moment="main"), "gate passed: shop at main on 2026-03-01"),
        (verdict(decision("gap", "a", Status.WARNS)), "gate passed: shop on 2026-03-01, 1 warning"),
        (verdict(decision("gap", "a"), decision("gap", "b"), decision("errors", "c")),
         "gate failed: shop on 2026-03-01, 3 findings of 2 rules"),
    ],
)  # fmt: skip
def test_headlines(of: Verdict, wanted: str) -> None:
    assert headline(of) == wanted


def test_shares_are_never_added_up() -> None:
    assert shares_text(Shares()) == "nothing is required"
    text = shares_text(Shares(1998, failing=1, not_run=1))
    assert text == (
        "met 99.9% (1,998) | waived 0.0% (0) | not run 0.1% (1) | failing 0.1% (1)"
        " of 2,000 required"
    )


def test_nothing_that_ran_has_no_shares() -> None:
    text = shares_text(Shares(waived=1, not_run=3, missing=1))
    assert text == "nothing ran: waived 1 | not run 3 | missing 1 of 5 required"


def test_small_words() -> None:
    assert [count(n, "rule") for n in (0, 1, 1200)] == ["0 rules", "1 rule", "1,200 rules"]
    groups = by_rule([decision("a", "1"), decision("a", "2"), decision("b", "3")])
    assert [(rule, len(found)) for rule, found in groups] == [("a", 2), ("b", 1)]
    assert "\n" not in said(decision("gap", "cart\n::error::"))
    assert outcomes_text(verdict(counts={"pass": 1200, "fail": 1})) == "1 fail, 1,200 pass"
    assert outcomes_text(verdict()) == "no test reported"


def test_what_comes_within_two_weeks() -> None:
    soon = Upcoming(date(2026, 3, 9), "gap", ("a", "b", "c", "d", "e"), "it lapses")
    lines = list(upcoming_lines(verdict(upcoming=(soon,))))
    assert lines == ["2026-03-09 gap: a, b, c and 2 more (it lapses)"]
    waivers = [
        (Waiver("cart.*", "gap", None, "r", "7", "@l", date(2026, 3, day), (), PLACE), 2)
        for day in (15, 16)
    ]
    lines = list(lapsing_lines(verdict(used=tuple(waivers))))
    assert lines == ["2026-03-15 cart.*: waiver for gap, excuses 2 today (7)"]


@pytest.mark.parametrize(
    ("room", "wanted"),
    [(100, "one\ntwo\n"), (8, "one\ntwo\n"), (7, "one\n..."), (4, "..."), (0, "...")],
)
def test_text_is_cut_at_lines(room: int, wanted: str) -> None:
    assert fitted("one\ntwo\n", room, cut="...") == wanted


BEFORE = Baseline({}, {("gap", "old"): None, ("gap", "mended"): None}, Shares(2, missing=2))
NOW = verdict(
    decision("gap", "old"),
    decision("gap", "new"),
    decision("gap", "excused", Status.WAIVED),
    decision("slow-tests", "quiet", Status.REPORTED),
    baseline=BEFORE,
)


def test_what_is_new_and_what_is_mended() -> None:
    change = change_of(NOW)
    assert [d.complaint.subject for d in change.new] == ["new", "quiet"]
    assert change.gone == (("gap", "mended"),)
    assert [is_new(NOW, d) for d in NOW.decisions] == [False, True, False, True]
    assert tally(NOW) == "2 new findings, 1 gone"
    assert list(change_lines(NOW, most=5)) == [
        "- newly broken: gap `new`", "- newly fixed: gap `mended`",
    ]  # fmt: skip
    assert list(change_lines(NOW, most=0)) == [
        "- and 1 more newly broken", "- and 1 more newly fixed",
    ]  # fmt: skip


def test_without_a_baseline_nothing_has_changed() -> None:
    alone = verdict(decision("gap", "new"))
    assert change_of(alone) == ((), ())
    assert not is_new(alone, alone.decisions[0])
    assert list(change_lines(alone, most=5)) == []
    assert shares_change(alone) == ""


def test_shares_then_and_now() -> None:
    assert shares_change(NOW) == (
        "met 50.0% → 60.0% (3) | waived 0.0% → 20.0% (1) | missing 50.0% → 20.0% (1)"
        " of 4 → 5 required"
    )
    assert shares_change(verdict(baseline=Baseline({}, {}))) == ""
    assert shares_change(verdict(baseline=Baseline({}, {}, Shares(not_run=4)))) == ""
