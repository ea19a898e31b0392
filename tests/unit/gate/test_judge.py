"""From complaints to a verdict: waivers, stages, ratchets, what is to come, the three shares."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.changes.compare import compare
from specgen.evidence.model import Session
from specgen.evidence.model_outcome import Outcome
from specgen.gaps.compare import compare as compare_with_tests
from specgen.gate.judge import judge
from specgen.gate.model import Facts, Status, Verdict
from specgen.gate.model_earlier import Baseline, NotCompared
from specgen.gate.model_results import Lines, Ran
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.inventory.model import Inventory
from specgen.levels import Level
from specgen.program.model import Module, Program
from specgen.program.model_policy import Enforcement, Limit, RulePolicy, Run, Waiver

TODAY = date(2026, 3, 1)
CART, TAX = "cart.unit.baseline", "tax.unit.baseline"
SKIPPED = "tests/unit/test_cart.py::test_baseline"

World = Callable[..., Facts]


@pytest.fixture
def world(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    ran_of: Callable[..., Ran],
    facts_of: Callable[..., Facts],
) -> World:
    """Two modules that owe a unit test each; ``cart=`` and ``tax=`` say how these ended."""

    def make(
        cart: Outcome | None = Outcome.PASS,
        tax: Outcome | None = Outcome.PASS,
        *,
        facts: dict[str, object] | None = None,
        **program: object,
    ) -> Facts:
        modules = [
            module_of("cart", requires=("unit",), evidence=Level.PASSING),
            module_of("tax", requires=("unit",), tier="business"),
        ]
        tests = [ran_of(i, o) for i, o in ((CART, cart), (TAX, tax)) if o is not None]
        plain = program_of(modules, **program)
        tiers = tuple(replace(tier, budget=()) for tier in plain.tiers)
        return facts_of(replace(plain, tiers=tiers), tests, **(facts or {}))

    return make


def rules(verdict: Verdict, status: Status) -> list[str]:
    return [decision.rule for decision in verdict.of(status)]


def skip_waiver(waiver_of: Callable[..., Waiver], expires: date, target: str = SKIPPED) -> Waiver:
    return replace(waiver_of(CART, expires=expires, allow="skip"), target=target, covers=())


def test_what_holds_passes(world: World) -> None:
    verdict = judge(world())
    assert verdict.passed
    assert not verdict.decisions
    assert verdict.shares == Shares(met=2)
    assert verdict.counts == {"pass": 2}


@pytest.mark.parametrize("stage", ["monitoring", "warning", "blocking"])
def test_no_evidence_fails_whatever_the_stage(
    world: World, row_of: Callable[..., Enforcement], stage: str
) -> None:
    verdict = judge(world(None, None, enforcement=(row_of(stage),)))
    assert "no-evidence" in rules(verdict, Status.FAILS)
    assert not verdict.passed


def test_without_evidence_nothing_that_must_pass_is_ok(
    world: World, facts_of: Callable[..., Facts]
) -> None:
    facts = facts_of(world().program, written=[CART, TAX])
    found = judge(facts).shares
    assert found == Shares(not_run=2)  # of both a test is written
    assert found.text(ScenarioStatus.MET) == "-"


@pytest.mark.parametrize(
    ("stage", "status"),
    [("monitoring", Status.REPORTED), ("warning", Status.WARNS), ("blocking", Status.FAILS)],
)
def test_stages(
    world: World, row_of: Callable[..., Enforcement], *, stage: str, status: Status
) -> None:
    verdict = judge(world(tax=Outcome.FAIL, enforcement=(row_of(stage),)))
    assert rules(verdict, status) == ["failed-tests"]
    assert len(verdict.decisions) == 1
    assert verdict.passed == (status is not Status.FAILS)


def test_a_rule_that_is_off_says_nothing(world: World) -> None:
    place = world().program.project.place
    off = (RulePolicy("failed-tests", "off", "", place),)
    assert judge(world(tax=Outcome.FAIL, rules=off)).passed


def test_a_waiver_excuses_until_its_day(world: World, waiver_of: Callable[..., Waiver]) -> None:
    waiver = skip_waiver(waiver_of, TODAY.replace(day=2))
    facts = world(Outcome.SKIP, waivers=(waiver,))
    today = judge(facts)
    assert sorted(rules(today, Status.WAIVED)) == ["evidence-too-weak", "skipped-tests"]
    assert today.passed
    assert today.shares == Shares(met=1, waived=1)
    assert today.used == ((waiver, 1),)
    tomorrow = judge(replace(facts, today=TODAY.replace(day=2)))
    assert rules(tomorrow, Status.FAILS) == [
        "evidence-too-weak", "skipped-tests", "waiver-expired",
    ]  # fmt: skip
    assert tomorrow.shares == Shares(met=1, not_run=1)
    assert tomorrow.used == ()


@pytest.mark.parametrize(
    ("target", "waived"),
    [
        (SKIPPED, True),
        ("tests/unit/test_cart.py", True),
        ("tests/unit", True),
        ("tests/unit/*", True),
        ("tests/unit/test_*.py::test_base????", True),
        ("tests/uni", False),
        ("tests/unit/test_cart.py::test_base", False),
        ("tests/e2e/*", False),
    ],
)
def test_what_a_waiver_for_tests_means(
    world: World, waiver_of: Callable[..., Waiver], *, target: str, waived: bool
) -> None:
    waiver = skip_waiver(waiver_of, date(2026, 4, 1), target)
    verdict = judge(world(Outcome.SKIP, waivers=(waiver,)))
    assert ("skipped-tests" in rules(verdict, Status.WAIVED)) == waived
    assert verdict.passed == waived


@pytest.mark.parametrize("allow", ["xfail", "gap"])
def test_a_waiver_excuses_only_what_it_allows(
    world: World, waiver_of: Callable[..., Waiver], allow: str
) -> None:
    waiver = replace(skip_waiver(waiver_of, date(2026, 4, 1)), allow=allow)
    assert "skipped-tests" in rules(judge(world(Outcome.SKIP, waivers=(waiver,))), Status.FAILS)


def test_a_waiver_may_allow_a_rule(world: World, waiver_of: Callable[..., Waiver]) -> None:
    waiver = waiver_of(TAX, expires=date(2026, 4, 1), allow="failed-tests")
    verdict = judge(world(tax=Outcome.FAIL, waivers=(waiver,)))
    assert rules(verdict, Status.WAIVED) == ["failed-tests"]


def test_of_two_waivers_the_one_that_lasts_counts(
    world: World, waiver_of: Callable[..., Waiver]
) -> None:
    short, long = (skip_waiver(waiver_of, date(2026, month, 1)) for month in (2, 4))
    verdict = judge(world(Outcome.SKIP, waivers=(short, long)))
    assert rules(verdict, Status.WAIVED) == ["evidence-too-weak", "skipped-tests"]
    assert rules(verdict, Status.FAILS) == ["waiver-expired"]


def test_evidence_about_evidence_is_never_waived(
    world: World, waiver_of: Callable[..., Waiver]
) -> None:
    waiver = replace(waiver_of(CART, expires=date(2026, 4, 1)), allow="no-evidence", target="*")
    verdict = judge(world(None, None, waivers=(waiver,)))
    assert "no-evidence" in rules(verdict, Status.FAILS)


BROKEN = ("failed-tests", "tests/unit/test_tax.py::test_baseline")


@pytest.mark.parametrize(("broken", "status"), [({BROKEN: None}, Status.KNOWN), ({}, Status.FAILS)])
def test_a_ratchet_fails_what_is_new(
    world: World,
    row_of: Callable[..., Enforcement],
    *,
    broken: dict[tuple[str, str], float | None],
    status: Status,
) -> None:
    facts = {"baseline": Baseline({}, broken)}
    verdict = judge(world(tax=Outcome.FAIL, enforcement=(row_of("ratchet"),), facts=facts))
    assert rules(verdict, status) == ["failed-tests"]


@pytest.mark.parametrize(
    ("before", "status"),
    [(0.5, Status.KNOWN), (0.49, Status.KNOWN), (0.51, Status.FAILS), (None, Status.KNOWN)],
)
def test_a_ratchet_fails_a_figure_that_got_worse(
    world: World,
    row_of: Callable[..., Enforcement],
    limit_of: Callable[..., Limit],
    *,
    before: float | None,
    status: Status,
) -> None:
    baseline = Baseline({}, {("coverage-total", "total"): before})
    facts = world(enforcement=(row_of("ratchet"),), facts={"baseline": baseline})
    project = replace(facts.program.project, budget=(limit_of("coverage.total", 0.8),))
    program = replace(facts.program, project=project)
    results = replace(facts.results, coverage={"cart": Lines(50, 100)})
    verdict = judge(replace(facts, program=program, results=results))
    assert rules(verdict, status) == ["coverage-total"]


def test_a_ratchet_without_a_baseline_fails_in_its_own_words(
    world: World, row_of: Callable[..., Enforcement]
) -> None:
    verdict = judge(world(tax=Outcome.FAIL, enforcement=(row_of("ratchet"),)))
    assert rules(verdict, Status.FAILS) == ["baseline-missing"]
    assert rules(verdict, Status.WARNS) == ["failed-tests"]
    assert judge(world(enforcement=(row_of("ratchet"),))).passed


def test_what_is_to_come_is_announced(
    world: World, row_of: Callable[..., Enforcement], waiver_of: Callable[..., Waiver]
) -> None:
    lapses, blocks, far = date(2026, 3, 5), date(2026, 3, 15), date(2026, 3, 16)
    waiver = skip_waiver(waiver_of, lapses)
    rows = (
        row_of("blocking", tiers=("critical",)),
        row_of("warning"),
        row_of("blocking", blocks, tiers=("business",)),
        row_of("blocking", far),
    )
    verdict = judge(world(Outcome.SKIP, Outcome.FAIL, waivers=(waiver,), enforcement=rows))
    assert [(u.day, u.rule, u.why) for u in verdict.upcoming] == [
        (lapses, "evidence-too-weak", f"the waiver {SKIPPED} lapses"),
        (lapses, "skipped-tests", f"the waiver {SKIPPED} lapses"),
        (blocks, "failed-tests", "warning becomes blocking"),
    ]
    assert verdict.upcoming[2].subjects == ("tests/unit/test_tax.py::test_baseline",)
    assert verdict.passed


def against(facts: Facts, base: Program, written: Iterable[str] = ()) -> Verdict:
    """The verdict on ``facts`` where ``base`` is its base, as the command joins the two."""
    found = compare(facts.program, base)
    levels = dict.fromkeys(written, Level.WRITTEN)
    report = compare_with_tests(found.strict, Inventory(), generated=levels)
    return judge(
        replace(
            facts, program=found.strict, report=report, base=base, loosened=found.loosened,
            still_asked=found.still_asked,
        )
    )  # fmt: skip


def test_the_base_judges_what_the_head_loosens(
    world: World, row_of: Callable[..., Enforcement], waiver_of: Callable[..., Waiver]
) -> None:
    waiver = skip_waiver(waiver_of, date(2026, 4, 1))
    head = world(Outcome.SKIP, waivers=(waiver,), enforcement=(row_of("monitoring"),))
    base = world(Outcome.SKIP).program
    assert judge(head).passed
    verdict = against(head, base, (CART, TAX))
    assert rules(verdict, Status.FAILS) == ["evidence-too-weak", "skipped-tests"]
    assert [each.subject for each in verdict.loosened] == [SKIPPED, "enforcement"]


def test_what_the_head_no_longer_owes_the_base_still_does(
    world: World, program_of: Callable[..., Program], module_of: Callable[..., Module]
) -> None:
    head = world(Outcome.PASS)
    base = program_of([module_of("cart", requires=("unit", "race"))])
    verdict = against(head, base, (CART, TAX))
    (gap,) = (d.complaint for d in verdict.failing if d.rule == "gap")
    assert gap.subject == "cart.race.baseline"
    assert gap.message == "has no test; this change no longer asks for it, the base does"
    assert gap.tip == "an owner of the specs must approve of what they loosen: `--approved`"
    assert ("cart", "no longer requires race") in [(x.subject, x.what) for x in verdict.loosened]
    assert verdict.scenarios["cart.race.baseline"] is ScenarioStatus.MISSING


def test_head_and_base_alike_are_judged_as_the_head_is(world: World) -> None:
    head = world(Outcome.FAIL)
    alike = against(head, head.program, (CART, TAX))
    assert alike == judge(head)
    assert alike.loosened == ()


def test_a_base_that_cannot_be_compared_fails_at_any_stage(
    world: World, row_of: Callable[..., Enforcement]
) -> None:
    place = world().program.project.place
    said = (NotCompared("git knows no revision `x`", place, "fetch it"),)
    facts = world(enforcement=(row_of("monitoring"),), facts={"not_compared": said})
    assert rules(judge(facts), Status.FAILS) == ["revision-not-compared"]


def test_a_stall_is_told_apart(world: World) -> None:
    session = Session("s", type="unit", complete=False, stopped="stalled after t")
    facts = world()
    verdict = judge(replace(facts, results=replace(facts.results, sessions=(session,))))
    assert verdict.stalled
    assert not judge(facts).stalled


def test_a_moment_owes_its_own_types_only(world: World, run_of: Callable[..., Run]) -> None:
    facts = world(Outcome.SKIP, runs=(run_of("nightly", ("race",)),), facts={"moment": "nightly"})
    verdict = judge(facts)
    assert verdict.shares.required == 0
    assert verdict.shares.text(ScenarioStatus.MET) == "-"
    assert verdict.passed


OUTCOMES = st.sampled_from(list(Outcome))


@pytest.mark.property
@given(cart=OUTCOMES, tax=OUTCOMES, waive=st.booleans())
@settings(max_examples=examples(100))
def test_the_shares_are_a_partition(
    world_of: World, cart: Outcome, tax: Outcome, *, waive: bool
) -> None:
    verdict = judge(world_of(cart, tax, waive=waive))
    shares = verdict.shares
    assert shares.required == 2
    assert set(verdict.scenarios) == {CART, TAX}
    for status in ScenarioStatus:
        assert shares.count(status) == list(verdict.scenarios.values()).count(status)
        for split in (verdict.tiers, verdict.types):
            assert shares.count(status) == sum(each.count(status) for each in split.values())
    met = [verdict.scenarios[each] is ScenarioStatus.MET for each in (CART, TAX)]
    assert met == [cart is Outcome.PASS, tax is Outcome.PASS]
    if cart is not Outcome.PASS:
        assert not verdict.passed or shares.waived


@pytest.fixture(scope="session")
def world_of(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    ran_of: Callable[..., Ran],
    facts_of: Callable[..., Facts],
    waiver_of: Callable[..., Waiver],
) -> World:
    def make(cart: Outcome, tax: Outcome, *, waive: bool) -> Facts:
        modules = [
            module_of("cart", requires=("unit",), evidence=Level.PASSING),
            module_of("tax", requires=("unit",)),
        ]
        waivers = (skip_waiver(waiver_of, date(2026, 4, 1)),) if waive else ()
        program = program_of(modules, waivers=waivers)
        tests = [ran_of(CART, cart), ran_of(TAX, tax)]
        return facts_of(program, tests)

    return make


@pytest.mark.parametrize(
    ("shares", "texts"),
    [
        (Shares(2, failing=1), ("66.6%", "0.0%", "33.4%")),
        (Shares(999, failing=1), ("99.9%", "0.0%", "0.1%")),
        (Shares(99_999, failing=1), ("99.9%", "0.0%", "0.1%")),
        (Shares(1, 1), ("50.0%", "50.0%", "0.0%")),
        (Shares(waived=1, not_run=1), ("-", "-", "-")),
    ],
)
def test_shares_never_flatter(shares: Shares, texts: tuple[str, str, str]) -> None:
    shown = (ScenarioStatus.MET, ScenarioStatus.WAIVED, ScenarioStatus.FAILING)
    assert tuple(shares.text(status) for status in shown) == texts
