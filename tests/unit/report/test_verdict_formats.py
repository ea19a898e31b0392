"""Every format of a verdict: what it says, in which order, within which bounds."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from tests.laws import examples

from specgen.changes.model import Change, ChangeKind, Effect
from specgen.diagnostics import Place, Span
from specgen.gate.baseline import read_baseline
from specgen.gate.model import Complaint, Decision, Status, Upcoming, Verdict
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.program.model_policy import Waiver
from specgen.program.model_stage import Stage
from specgen.report.formats_of_verdicts import VERDICT_FORMATS
from specgen.report.model import Style
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_as_codequality import VERDICT_AS_CODEQUALITY
from specgen.report.verdict_as_comment import VERDICT_AS_COMMENT
from specgen.report.verdict_as_ctrf import VERDICT_AS_CTRF
from specgen.report.verdict_as_github import VERDICT_AS_GITHUB
from specgen.report.verdict_as_json import VERDICT_AS_JSON
from specgen.report.verdict_as_report import VERDICT_AS_REPORT
from specgen.report.verdict_as_sarif import VERDICT_AS_SARIF
from specgen.report.verdict_as_summary import VERDICT_AS_SUMMARY
from specgen.report.verdict_as_text import VERDICT_AS_TEXT

OFFICIAL = Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas/sarif-2.1.0.json").read_text("utf-8"))
)
CTRF = Draft7Validator(
    json.loads((Path(__file__).parent / "schemas/ctrf-0.0.json").read_text("utf-8"))
)
PLACE = Place(PurePosixPath("specs/cart.yaml"), ("budget",))
VIEW = View({PLACE: Span(7, 3, 7, 9)})
TODAY = date(2026, 3, 1)
WAIVER = Waiver("cart.*", "gap", 3, "No | rig", "7", "@lead", date(2026, 3, 9), (), PLACE)


def decision(rule: str, subject: str, status: Status = Status.FAILS) -> Decision:
    complaint = Complaint(subject, "is 1, may be 0", PLACE, "mend it", "critical", 1.0, 0.0)
    waiver = WAIVER if status is Status.WAIVED else None
    return Decision(rule, complaint, Stage.BLOCKING, status, waiver)


def verdict(*decisions: Decision, **changes: object) -> Verdict:
    known: Mapping[str, object] = {
        "shares": Shares(8, 1, failing=1),
        "tiers": {"critical": Shares(8, 1, failing=1)},
        "types": {"unit": Shares(8, 1, failing=1)},
        "counts": {"pass": 9, "skip": 1},
        "coverage": {"cart": 0.5, "total": 0.79999},
        "used": ((WAIVER, 2),),
        "upcoming": (Upcoming(date(2026, 3, 9), "gap", ("a", "b", "c", "d"), "it lapses"),),
        "loosened": (
            Change(ChangeKind.REQUIRES, "cart", "no longer requires race", PLACE, Effect.LOOSENS),
        ),
        "baseline": Baseline({"total": 0.75}, {("gap", "closed"): None, ("gap", "a"): None}),
    }
    return Verdict("shop", TODAY, "main", tuple(decisions), **{**known, **changes})  # type: ignore[arg-type]  # any field


EVERY = verdict(
    decision("failed-tests", "tests/a.py::test"),
    decision("gap", "a"),
    decision("run-time", "main", Status.WARNS),
    decision("slow-tests", "s", Status.REPORTED),
    decision("coverage-floor", "k", Status.KNOWN),
    decision("gap", "w", Status.WAIVED),
)


def named(name: str) -> VerdictFormat:
    return next(form for form in VERDICT_FORMATS if form.name == name)


def text(form: VerdictFormat, of: Verdict = EVERY, view: View = VIEW) -> str:
    assert form in VERDICT_FORMATS
    return form.render(of, view)


def test_text() -> None:
    assert text(VERDICT_AS_TEXT) == (
        "fails failed-tests (1 finding, blocking)\n"
        "  tests/a.py::test is 1, may be 0  [specs/cart.yaml:7]\n"
        "    tip: mend it\n"
        "fails gap (1 finding, blocking)\n"
        "  a is 1, may be 0  [specs/cart.yaml:7]\n"
        "    tip: mend it\n"
        "warns run-time (1 finding, blocking)\n"
        "  main is 1, may be 0  [specs/cart.yaml:7]\n"
        "    tip: mend it\n"
        "reported: slow-tests 1\n"
        "known at the base: coverage-floor 1\n"
        "waived: gap 1\n"
        "\n"
        "will fail within 14 days:\n"
        "  2026-03-09 gap: a, b, c and 1 more (it lapses)\n"
        "\n"
        "waivers that lapse within 14 days:\n"
        "  2026-03-09 cart.*: waiver for gap, excuses 2 today (7)\n"
        "\n"
        "this change loosens, and the base's specs judge it:\n"
        "  cart no longer requires race\n"
        "\n"
        "tests: 9 pass, 1 skip\n"
        "coverage: 79.99%\n"
        "scenarios: met 80.0% (8) | waived 10.0% (1) | failing 10.0% (1) of 10 required\n"
        "  critical: met 80.0% (8) | waived 10.0% (1) | failing 10.0% (1) of 10 required\n"
        "gate failed: shop at main on 2026-03-01, 2 findings of 2 rules\n"
    )


def test_text_of_nothing() -> None:
    empty = Verdict("shop", TODAY, "", (), Shares())
    assert text(VERDICT_AS_TEXT, empty) == (
        "tests: no test reported\nscenarios: nothing is required\ngate passed: shop on 2026-03-01\n"
    )


def test_text_says_how_many_are_left_out_and_colours_on_request() -> None:
    many = verdict(*(decision("gap", f"s{n}") for n in range(12)))
    assert "  and 2 more (--format json lists all)\n" in text(VERDICT_AS_TEXT, many)
    assert "\x1b[1;31mfails gap\x1b[0m" in text(VERDICT_AS_TEXT, many, View({}, Style(colour=True)))
    assert "[specs/cart.yaml]" in text(VERDICT_AS_TEXT, many, View())


def test_warnings_are_counted_in_the_headline() -> None:
    warned = verdict(decision("gap", "a", Status.WARNS))
    assert text(VERDICT_AS_TEXT, warned).endswith(
        "gate passed: shop at main on 2026-03-01, 1 warning\n"
    )


def test_json_is_a_baseline() -> None:
    written = text(VERDICT_AS_JSON)
    data = json.loads(written)
    assert data["form"] == 2
    assert data["shares"]["met"] == 8
    assert data["shares"]["shares"]["failing"] == "10.0%"
    assert [f["status"] for f in data["findings"]] == [
        "fails", "fails", "warns", "reported", "known", "waived",
    ]  # fmt: skip
    assert data["findings"][0]["line"] == 7
    assert data["waivers"][0] == {
        "for": "cart.*", "allow": "gap", "issue": "7", "approved_by": "@lead",
        "reason": "No | rig", "expires": "2026-03-09", "excuses": 2,
    }  # fmt: skip
    assert read_baseline(written, "shop") == Baseline(
        {"cart": 0.5, "total": 0.79999},
        {(d.rule, d.complaint.subject): 1.0 for d in EVERY.decisions if d.waiver is None},
        Shares(8, 1, failing=1),
    )


def test_github_annotates_the_worst_and_logs_the_rest() -> None:
    many = verdict(*(decision("gap", f"s{n}") for n in range(12)))
    lines = text(VERDICT_AS_GITHUB, many).splitlines()
    assert lines[0] == (
        "::error file=specs/cart.yaml,line=7,title=gap%2C blocking::"
        "s0 is 1, may be 0 (tip: mend it)"
    )
    assert sum(line.startswith("::error") for line in lines) == 10
    assert "::group::2 more" in lines
    assert "error gap: s11 is 1, may be 0" in lines
    assert lines[-1] == "gate failed: shop at main on 2026-03-01, 12 findings of 1 rule"


def test_sarif_has_all_with_their_levels() -> None:
    (run,) = json.loads(text(VERDICT_AS_SARIF))["runs"]
    levels = sorted(result["level"] for result in run["results"])
    assert levels == ["error", "error", "note", "note", "note", "note", "warning"]
    assert any("(waived: No | rig)" in r["message"]["text"] for r in run["results"])


def test_comment() -> None:
    lines = text(VERDICT_AS_COMMENT).splitlines()
    assert lines[:2] == [
        "<!-- specgen gate -->",
        "### gate failed: shop at main on 2026-03-01, 2 findings of 2 rules",
    ]
    assert "Coverage: 80.00% (+5.00pt)" in lines
    assert "**Against the base**: 4 new findings, 1 gone" in lines
    assert "- newly broken: failed-tests `tests/a.py::test`" in lines
    assert "- newly broken: gap `a`" not in lines  # it was so at the base
    assert "- newly fixed: gap `closed`" in lines
    assert "- **fails** gap: `a` is 1, may be 0" in lines
    assert "Also: reported 1, known at the base 1, waived 1." in lines
    order = [n for n, line in enumerate(lines) if line.startswith(("- **fails", "- **warns"))]
    assert [lines[n].split("**")[1] for n in order] == ["fails", "fails", "warns"]


def test_comment_without_coverage_or_baseline() -> None:
    assert "Coverage: none was recorded" in text(VERDICT_AS_COMMENT, verdict(coverage={}))
    assert "Coverage: 50.00%\n" in text(
        VERDICT_AS_COMMENT, verdict(coverage={"total": 0.5}, baseline=None)
    )
    moved = verdict(coverage={"total": 0.5}, baseline=Baseline({}, {}))
    assert "Coverage: 50.00%\n" in text(VERDICT_AS_COMMENT, moved)
    assert "**Against the base**: 5 new findings" not in text(VERDICT_AS_COMMENT, moved)
    assert "**Against the base**: 0 new findings, 0 gone" in text(VERDICT_AS_COMMENT, moved)


def test_shares_then_and_now() -> None:
    before = Baseline({}, {}, Shares(5, 2, failing=3))
    now = (
        "met 50.0% → 80.0% (8) | waived 20.0% → 10.0% (1) | failing 30.0% → 10.0% (1)"
        " of 10 → 10 required"
    )
    assert f"Scenarios: {now}\n" in text(VERDICT_AS_COMMENT, verdict(baseline=before))
    nothing = Baseline({}, {}, Shares())
    assert "Scenarios: met 80.0% (8) |" in text(VERDICT_AS_COMMENT, verdict(baseline=nothing))


def test_long_changes_are_counted() -> None:
    gone = {("gap", f"g{n}"): None for n in range(9)}
    found = [decision("gap", f"s{n}") for n in range(9)]
    written = text(VERDICT_AS_COMMENT, verdict(*found, baseline=Baseline({}, gone)))
    assert "- and 6 more newly broken\n- newly fixed: gap `g0`\n" in written
    assert "- and 6 more newly fixed\n" in written


STATUSES = st.sampled_from(list(Status))
DECISIONS = st.lists(
    st.tuples(st.sampled_from(["gap", "errors", "run-time", "memory"]), STATUSES), max_size=200
)


@given(DECISIONS, st.text(max_size=2000))
@settings(max_examples=examples(80))
def test_a_comment_never_has_more_than_40_lines(
    pairs: list[tuple[str, Status]], subject: str
) -> None:
    order = list(Status)
    ranked = sorted(pairs, key=lambda pair: (order.index(pair[1]), pair[0]))
    found = [decision(rule, f"{subject}{n}", s) for n, (rule, s) in enumerate(ranked)]
    written = text(VERDICT_AS_COMMENT, verdict(*found))
    assert len(written.splitlines()) <= 40
    assert len(written.encode()) < 65_000
    for status in (Status.FAILS, Status.WARNS):
        for rule in {r for r, s in pairs if s is status}:
            assert f"- **{status}** {rule}" in written or "more of other rules" in written


@pytest.fixture(scope="module")
def huge() -> Verdict:
    """More findings than any service takes."""
    statuses = (Status.FAILS, Status.WARNS, Status.REPORTED, Status.WAIVED)
    found = [decision("gap", f"s{n}" * 9, statuses[n // 25_000]) for n in range(100_000)]
    return verdict(*found, baseline=Baseline({}, {("gap", f"g{n}"): None for n in range(100_000)}))


@pytest.mark.parametrize("name", ["summary", "report", "github", "comment", "text"])
def test_what_a_service_takes_fits_with_100_000_findings(huge: Verdict, *, name: str) -> None:
    written = text(named(name), huge)
    assert len(written.encode()) <= 1_000_000
    assert "25,000" in written or name == "github"
    small = text(named(name), huge, View(room=100_000))
    assert len(small.encode()) <= 100_000
    if name in ("summary", "report"):
        tail = "*The rest did not fit; `specgen gate --format json` has all of it.*\n"
        assert text(named(name), huge, View(room=9_000)).endswith(tail)
    if name == "github":
        assert "the rest did not fit; --format json lists all\n::endgroup::\n" in written
        assert written.splitlines()[-1].startswith("gate failed: shop")


@pytest.mark.parametrize("name", ["sarif", "codequality"])
def test_services_get_the_worst_20_000(huge: Verdict, *, name: str) -> None:
    data = json.loads(text(named(name), huge))
    entries = data["runs"][0]["results"] if name == "sarif" else data
    assert len(entries) == 20_000
    levels = [e.get("level", e.get("severity")) for e in entries]
    assert sum(level in ("error", "critical") for level in levels) == 20_000 - 1  # one loosened


@pytest.mark.parametrize("name", [f.name for f in VERDICT_FORMATS])
def test_every_format_lists_what_is_loosened(name: str) -> None:
    phrase = "no longer requires race"
    assert (phrase if name == "json" else f"cart {phrase}") in text(named(name))


def test_summary() -> None:
    written = text(VERDICT_AS_SUMMARY)
    assert written.startswith("## gate failed: shop at main")
    assert (
        "Scenarios: met 80.0% (8) | waived 10.0% (1) | failing 10.0% (1) of 10 required\n"
        in written
    )
    assert "| failed-tests | `tests/a.py::test` | is 1, may be 0 | mend it |" in written
    assert "| waived | gap | 1 |" in written
    titles = [line for line in written.splitlines() if line.startswith("### ")]
    assert titles == [
        "### Against the base", "### Fails (2)", "### Warns (1)", "### Not failing",
        "### Will fail within 14 days", "### Waivers that lapse within 14 days",
        "### Loosened, and judged by the base's specs",
    ]  # fmt: skip


def test_summary_of_nothing() -> None:
    empty = Verdict("shop", TODAY, "", (), Shares())
    assert [x for x in text(VERDICT_AS_SUMMARY, empty).splitlines() if x.startswith("#")] == [
        "## gate passed: shop on 2026-03-01"
    ]


@pytest.mark.parametrize("name", ["text", "github", "comment", "summary", "report"])
def test_nothing_that_ran_has_no_shares(name: str) -> None:
    nothing = Shares(not_run=2, missing=1)
    written = text(named(name), verdict(shares=nothing, tiers={}, types={}, counts={}))
    assert "Nothing ran" in written or "nothing ran: not run 2 | missing 1 of 3" in written
    shares = [x for x in written.splitlines() if x.lower().startswith(("scenarios:", "| all"))]
    assert shares
    assert "%" not in "".join(shares)


def test_json_has_the_status_of_each_scenario() -> None:
    known = {"a.unit.b": ScenarioStatus.NOT_RUN, "a.unit.a": ScenarioStatus.MET}
    data = json.loads(text(VERDICT_AS_JSON, verdict(scenarios=known)))
    assert data["scenarios"] == {"a.unit.a": "met", "a.unit.b": "not-run"}


def test_code_quality() -> None:
    entries = json.loads(text(VERDICT_AS_CODEQUALITY))
    assert entries[0] == {
        "description": "tests/a.py::test is 1, may be 0 (mend it)",
        "check_name": "failed-tests",
        "fingerprint": entries[0]["fingerprint"],
        "severity": "critical",
        "location": {"path": "specs/cart.yaml", "lines": {"begin": 7}},
    }
    assert [e["severity"] for e in entries] == [
        "critical", "critical", "major", "minor", "info", "info", "info",
    ]  # fmt: skip
    assert entries[-2]["description"].endswith("(mend it) (waived: No | rig)")


def test_fingerprints_are_unique_and_stay() -> None:
    twice = verdict(decision("gap", "a"), decision("gap", "a"), decision("gap", "b"))
    first = [e["fingerprint"] for e in json.loads(text(VERDICT_AS_CODEQUALITY, twice))]
    assert len(set(first)) == 4  # and what is loosened
    moved = json.loads(text(VERDICT_AS_CODEQUALITY, twice, View({PLACE: Span(99, 1, 99, 2)})))
    assert [e["fingerprint"] for e in moved] == first
    worse = replace(decision("gap", "a").complaint, message="is 2, may be 0")
    changed = verdict(replace(decision("gap", "a"), complaint=worse))
    assert json.loads(text(VERDICT_AS_CODEQUALITY, changed))[0]["fingerprint"] == first[0]


def test_sarif_obeys_the_official_schema() -> None:
    for each in (EVERY, verdict(), verdict(*(decision("gap", f"s{n}") for n in range(300)))):
        OFFICIAL.validate(json.loads(text(VERDICT_AS_SARIF, each)))
    assert list(OFFICIAL.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_ctrf_has_scenarios_and_findings() -> None:
    statuses = dict(zip("abcdefg", ScenarioStatus, strict=True))
    said = replace(EVERY, scenarios=statuses, notes=("of the evidence",))
    report = json.loads(text(VERDICT_AS_CTRF, said))
    CTRF.validate(report)
    tests = {test["name"]: test["status"] for test in report["results"]["tests"]}
    assert tests == {
        "a": "passed", "b": "skipped", "c": "failed", "d": "other", "e": "other", "f": "pending",
        "g": "failed", "failed-tests: tests/a.py::test": "failed", "gap: a": "failed",
        "run-time: main": "other", "slow-tests: s": "other", "coverage-floor: k": "other",
        "gap: w": "skipped",
    }  # fmt: skip
    summary = report["results"]["summary"]
    assert {name: summary[name] for name in ("tests", "passed", "failed", "skipped")} == {
        "tests": 13, "passed": 1, "failed": 4, "skipped": 2,
    }  # fmt: skip
    assert report["results"]["extra"] == {
        "passed": False,
        "notes": ["of the evidence", "loosened: cart no longer requires race"],
    }
    assert report["results"]["tests"][-1]["line"] == 7


def test_ctrf_obeys_the_official_schema() -> None:
    for each in (EVERY, verdict(), verdict(*(decision("gap", f"s{n}") for n in range(300)))):
        CTRF.validate(json.loads(text(VERDICT_AS_CTRF, each)))
    assert list(CTRF.iter_errors({"reportFormat": "CTRF", "specVersion": "1.0.0", "results": {}}))


@pytest.mark.parametrize("name", ["json", "sarif", "codequality", "ctrf", "comment"])
def test_verdicts_of_several_projects_are_one_file(name: str) -> None:
    chosen = named(name)
    one, other = text(named(name)), text(named(name), replace(EVERY, project="bank"))
    both = chosen.join([one, other])
    if name == "comment":
        assert both == one + other
    elif name == "sarif":
        assert [run["results"] for run in json.loads(both)["runs"]] == [
            run["results"] for each in (one, other) for run in json.loads(each)["runs"]
        ]
        OFFICIAL.validate(json.loads(both))
    elif name == "ctrf":
        CTRF.validate(json.loads(both))
        found = json.loads(both)["results"]
        assert {test["suite"][0] for test in found["tests"]} == {"shop", "bank"}
        assert found["summary"]["tests"] == len(found["tests"]) == 2 * len(EVERY.decisions)
    elif name == "json":
        assert [each["project"] for each in json.loads(both)] == ["shop", "bank"]
        assert read_baseline(both, "bank") == read_baseline(other, "bank")
    else:
        prints = [e["fingerprint"] for e in json.loads(both)]
        assert len(set(prints)) == len(prints) == 2 * (len(EVERY.decisions) + 1)


def test_report() -> None:
    written = text(VERDICT_AS_REPORT)
    assert written.startswith("# Completion report of shop\n\ngate failed")
    assert "| pass | 9 | 90.0% |\n| skip | 1 | 10.0% |" in written
    rest = "0 (0.0%) | 0 (0.0%) | 0 (0.0%) | 0 (0.0%) | 1 (10.0%)"
    assert f"| all | 10 | 8 (80.0%) | 1 (10.0%) | {rest} |" in written
    assert "| `total` | 80.00% | +5.00pt |" in written
    assert "| failed-tests | `tests/a.py::test` | is 1, may be 0 | 1 | 0 |" in written
    assert "| `cart.*` | gap | 2 | 2026-03-09 | 7 | @lead | No &#124; rig |" in written
    titles = [line for line in written.splitlines() if line.startswith("## ")]
    assert titles == [
        "## Tests", "## What is required", "## Coverage", "## Fails (2)", "## Warns (1)",
        "## Reported (1)", "## Known at the base (1)", "## Waived (1)", "## Waivers",
        "## Will fail within 14 days", "## Waivers that lapse within 14 days",
        "## Loosened, and judged by the base's specs",
    ]  # fmt: skip


def test_report_of_nothing() -> None:
    empty = Verdict("shop", TODAY, "", (), Shares())
    titles = [
        line for line in text(VERDICT_AS_REPORT, empty).splitlines() if line.startswith("## ")
    ]
    assert titles == ["## Tests", "## What is required"]


HOSTILE = "::error::x\r\n\x1b[31m<script>|`*_\u202e%0A\N{LINE SEPARATOR}::set-output name=a::b"


@pytest.mark.parametrize("name", [f.name for f in VERDICT_FORMATS])
def test_hostile_text_breaks_out_of_nothing(name: str) -> None:
    complaint = Complaint(HOSTILE, HOSTILE, Place(PurePosixPath("a,b::c")), HOSTILE)
    said = Decision("gap", complaint, Stage.BLOCKING, Status.FAILS)
    written = text(named(name), verdict(said))
    assert "\x1b[31m" not in written
    assert "\u202e" not in written or name == "json"
    assert not [line for line in written.splitlines() if line.startswith("::set-output")]
    if name == "sarif":
        OFFICIAL.validate(json.loads(written))
    if name in ("comment", "summary", "report"):
        assert "<script>" not in written
    if name == "github":
        commands = [line for line in written.splitlines() if line.startswith("::")]
        assert len(commands) == 1
    assert written.endswith("\n")
