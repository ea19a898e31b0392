"""The gap document: every table, honest totals, sealed sections, nothing that moves by itself."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Span
from specgen.disk.proof import proven, same_but_totals
from specgen.emit.gaps_document import gaps_document
from specgen.emit.gaps_reading import read_figures, sections
from specgen.emit.gaps_totals import totals_of
from specgen.gaps.compare import compare
from specgen.gaps.model import ClaimVerdict, GapReport
from specgen.inventory.model import How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.plan import Ownership
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_plan import Decision, Milestone
from specgen.program.model_policy import (
    NO_WORK,
    UNKNOWN_WORK,
    Enforcement,
    Limit,
    Project,
    Recorded,
    RecordedCoverage,
    RecordedTests,
    Reference,
    Waiver,
    Work,
)

ModuleOf = Callable[..., Module]
ScenarioOf = Callable[..., Scenario]
ProgramOf = Callable[..., Program]

DAY = date(2025, 11, 28)
TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")


def document(program: Program, **generated: Level) -> str:
    levels = {name.replace("__", "."): level for name, level in generated.items()}
    return gaps_document(program, compare(program, Inventory(), generated=levels)).text


def test_item(name: str, module: str, kind: str) -> TestItem:
    links = (Link(module, How.CALLED, 1.0, 1, "called"),)
    path = f"tests/{kind}/test_x.py"
    return TestItem(
        f"{path}::{name}", path, name, Span(1, 1, 1, 1), path, kind, Level.WRITTEN, links=links
    )


test_item.__test__ = False  # type: ignore[attr-defined]  # a maker of tests, not one


@pytest.fixture(scope="module")
def whole(
    module_of: ModuleOf,
    program_of: ProgramOf,
    scenario_of: ScenarioOf,
    waiver_of: Callable[..., Waiver],
    elsewhere: Project,
) -> Program:
    """A program that uses everything the document shows."""
    client = module_of(
        "client",
        requires=("unit", "property", "race", "chaos"),
        exempt={"chaos": "Stateless | pure"},
        owner="@api",
        budget=(Limit("coverage", 0.92, "92%", elsewhere.place),),
    )
    planned = module_of(
        "locks", requires=("unit",), planned=True, ref="MOD-002", tier="business", priority="low"
    )
    milestone = Milestone(
        "phase-1", "Critical path", "", ("client.race.buyers",), ("A.1",), False, "week 1", 0.0,
        Work(16.0, 16.0), (), (), elsewhere.place,
    )  # fmt: skip
    return program_of(
        [client, planned],
        [
            scenario_of("client.race.buyers", title="Two buyers", needs=("locks",)),
            scenario_of("client.race.life", grouped=True, least=3, effort=UNKNOWN_WORK),
            scenario_of("client.property.sums", effort=Work(0.5, 1.0), priority="medium"),
        ],
        project=elsewhere,
        waivers=(waiver_of("client.race.buyers", expires=date(2026, 3, 1)),),
        milestones=(
            milestone,
            replace(milestone, id="rest", scenarios=(), tasks=(), rest=True, effort=NO_WORK),
        ),
        enforcement=(
            Enforcement(DAY, date.max, "monitoring", ("pre_push",), (), (), "", "", client.place),
            Enforcement(
                DAY, date(2026, 2, 8), "warning", (), ("coverage-total",), ("business",),
                "Gate broke CI", "412", client.place,
            ),
        ),
        references=(Reference("docs/STRATEGY.md", "Source of the types", client.place),),
        recorded=(
            Recorded(
                DAY, "audit", {"client": ("unit",)}, {"passed": 1156, "failed": 2},
                {"total": RecordedCoverage(0, 0.5737), "client": RecordedCoverage(56, 0.9464)},
                {"test_x.py": RecordedTests(6, 52, True, "good", "No provider")}, client.place,
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def text(whole: Program) -> str:
    report = compare(whole, Inventory(), generated={"client.property.sums": Level.SKELETON})
    verdicts = [
        ClaimVerdict("audit#summary", "gaps == 39", "39", "5", holds=False),
        ClaimVerdict("audit#summary", "types == 8", "8", "8", holds=True),
    ]
    return gaps_document(whole, report, verdicts=verdicts).text


@pytest.mark.parametrize(
    "line",
    [
        "# Test gaps of shop",
        "| 6 | race | `tests/stress/` `@pytest.mark.race` | Concurrent operation validation |",
        "| 1 | unit | `tests/unit/` | Isolated function logic |",
        "| Critical path | `critical` | 90% | all | passing | high |",
        "| Experimental | `experimental` |  | unit | written | low |",
        "### `client`",
        "- **Module:** `shop.client`",
        "- **Tier:** Critical path (`critical`)",
        "- **Coverage:** 92%",
        "- **Owner:** `@api`",
        "- **Present:** unit",
        "- **Missing:** property (skeleton), race",
        "- **Exempt:** chaos (Stateless &#124; pure)",
        "- **Recorded:** unit (2025-11-28 audit)",
        "| race | `buyers` | missing | high | 2h | Two buyers | `locks` | 2026-03-01 | `phase-1` |",
        "| race | `life` | missing | high | unknown | Life |  |  | `rest` |",
        "| property | `sums` | skeleton | medium | 0.5h..1h | Sums |  |  | `rest` |",
        "### `locks`",
        "- **Planned:** MOD-002",
        "| audit#summary | `gaps == 39` | 39 | 5 |",
        "| 1 | `phase-1` | Critical path | week 1 | 16h | race of `client`; `A.1` |",
        "| 2 | `rest` | Critical path | week 1 | unknown | what no other milestone covers |",
        "| monitoring | 2025-11-28 |  | reports | pre_push | all |  |",
        "| warning | 2025-11-28 | 2026-02-08 | warns | everywhere | coverage-total, business |"
        " Gate broke CI (412) |",
        "| `docs/STRATEGY.md` | Source of the types |",
        "| `client` | unit |",
        "| passed | 1156 |",
        "| `client` | 56 | 94.64% |",
        "| `total` |  | 57.37% |",
        "| `test_x.py` | 6 | 52+ | good | No provider |",
    ],
)
def test_it_says(text: str, line: str) -> None:
    assert line in text.splitlines()


@pytest.mark.parametrize(
    ("table", "name", "figures"),
    [
        ("Type", "unit", ["1/2 (50%)", "1", "2h"]),
        ("Type", "property", ["1/1 (100%)", "1", "0.5h..1h"]),
        ("Type", "chaos", ["0/0", "0", "0h"]),
        ("Priority", "high", ["2", "2h and 1 unknown"]),
        ("Priority", "low", ["1", "2h"]),
        ("Priority", "Total", ["4", "4.5h..5h and 1 unknown"]),
        ("Tier", "Critical path", ["3", "2.5h..3h and 1 unknown"]),
        ("Milestone", "rest", ["3", "2.5h..3h and 1 unknown"]),
        ("Of all", "Modules without a gap", ["0 of 2"]),
        ("Of all", "Waived gaps", ["1"]),
        ("Of all", "Blocked gaps", ["2"]),
    ],
)
def test_totals(text: str, table: str, name: str, figures: list[str]) -> None:
    assert _tables(text, table)[name] == figures


def test_what_it_does_not_say(text: str, module_of: ModuleOf, program_of: ProgramOf) -> None:
    assert "types == 8" not in text
    bare = document(program_of([module_of("cart", requires=())]))
    for heading in ("Milestones", "Enforcement", "Related", "Recorded", "Claims", "Milestone"):
        assert heading not in bare
    assert "`shop` under `src`" in bare
    assert _tables(bare, "Of all")["Modules without a gap"] == ["1 of 1"]


def test_it_is_one_owned_file_below_the_documents(whole: Program) -> None:
    planned = gaps_document(whole, compare(whole, Inventory(), generated={}))
    assert str(planned.path) == "docs/testing/GAPS.md"
    assert planned.ownership is Ownership.OWNED


class TestSections:
    """Hand edits are told from what is only stale, section by section."""

    def test_every_section_holds(self, text: str) -> None:
        assert proven(text)
        found = sections(text)
        assert all(section.holds for section in found)
        headings = [section.heading for section in found]
        assert headings[4:7] == ["## Modules", "### `client`", "### `locks`"]

    def test_an_edit_breaks_the_seal_of_its_section_only(self, text: str) -> None:
        edited = text.replace("- **Present:** unit\n", "- **Present:** unit, race\n")
        assert [s.heading for s in sections(edited) if not s.holds] == ["### `client`"]
        assert not proven(edited)

    def test_an_edit_of_totals_breaks_none(self, text: str) -> None:
        edited = text.replace("<td>4</td><td>4.5h", "<td>0</td><td>4.5h")
        assert edited != text
        assert proven(edited)
        assert same_but_totals(edited, text)

    def test_text_below_the_last_seal_is_an_edit(self, text: str) -> None:
        last = sections(text + "Signed off.\n")[-1]
        assert (last.text, last.holds) == ("Signed off.\n", False)


class TestStability:
    """Only what opens or closes a gap changes the document."""

    def test_more_tests_change_nothing(self, module_of: ModuleOf, program_of: ProgramOf) -> None:
        program = program_of([module_of("cart", requires=("unit", "race"))])

        def text_with(*names: str, kind: str = "unit") -> str:
            items = tuple(test_item(name, "shop.cart", kind) for name in names)
            items += (test_item("test_first", "shop.cart", "unit"),)
            return gaps_document(program, compare(program, Inventory(items), generated={})).text

        assert text_with("test_a", "test_b") == text_with()
        assert text_with("test_a", kind="chaos") == text_with()  # a type that nobody requires
        assert text_with("test_a", kind="race") != text_with()

    def test_closing_a_gap_changes_one_section_and_the_totals(
        self, module_of: ModuleOf, program_of: ProgramOf
    ) -> None:
        program = program_of([module_of(name) for name in ("a", "b", "c")])
        before, after = document(program), document(program, b__race__baseline=Level.WRITTEN)
        changed = [
            one.heading
            for one, other in zip(sections(before), sections(after), strict=True)
            if one.text != other.text
        ]
        assert changed[0] == "### `b`"
        assert all("specgen-totals" in s.text for s in sections(after) if s.heading in changed[1:])


TITLES = st.text("ab |`<>#*_-\n\u202e[]()&\\!:", max_size=20) | st.sampled_from(
    ["", "<!-- specgen-totals -->", "<!-- specgen-seal 0123456789ab -->", "## Modules", "| --- |"]
)
MINUTES = st.integers(0, 2000).map(lambda m: m / 60)
EFFORTS = st.just(UNKNOWN_WORK) | st.tuples(MINUTES, MINUTES).map(lambda m: Work(min(m), max(m)))
LEVELS = st.sampled_from([Level.SKELETON, Level.HOLLOW, Level.WRITTEN])


@st.composite
def programs(
    draw: st.DrawFn, program: ProgramOf, module: ModuleOf, scenario: ScenarioOf
) -> tuple[Program, GapReport]:
    """Random modules and scenarios, some of them closed."""
    tiers = st.sampled_from(["critical", "business", "experimental"])
    required = st.sampled_from([TYPES, ("unit",), ()])
    modules = [
        module(name, tier=draw(tiers), requires=draw(required)) for name in ("a", "b.c", "d-e")
    ]
    slugs = st.sampled_from(["x", "y", "baseline"])
    cells = st.tuples(st.sampled_from([m.id for m in modules]), st.sampled_from(TYPES), slugs)
    scenarios = [
        scenario(
            ".".join(cell),
            title=draw(TITLES),
            effort=draw(EFFORTS),
            priority=draw(st.sampled_from(["critical", "high", "medium", "low"])),
            needs=draw(st.sampled_from([(), ("why",)])),
        )
        for cell in sorted(draw(st.sets(cells, max_size=8)))
    ]
    place = modules[0].place
    meant = program(modules, scenarios, decisions=(Decision("why", "?", (), "", (), place),))
    ids = st.sampled_from([s.id for s in meant.scenarios] or ["none"])
    return meant, compare(meant, Inventory(), generated=draw(st.dictionaries(ids, LEVELS)))


class TestTotals:
    """Totals are a function of the rows above them."""

    @given(data=st.data())
    def test_they_reconcile_with_the_report(
        self, data: st.DataObject, program_of: ProgramOf, module_of: ModuleOf,
        scenario_of: ScenarioOf,
    ) -> None:  # fmt: skip
        program, report = data.draw(programs(program_of, module_of, scenario_of))
        text = gaps_document(program, report).text
        assert f"<!-- specgen-totals -->\n{totals_of(text)}\n<!-- /specgen-totals -->" in text
        assert proven(text)
        assert len(read_figures(text).rows) == len(report.rows)
        totals = report.totals
        named = {**totals.by_priority, "Total": totals.total}
        assert _tables(text, "Priority") == {
            name: [str(total.gaps), total.effort_text] for name, total in named.items()
        }
        assert {n: [f[0].split(" ")[0], *f[1:]] for n, f in _tables(text, "Type").items()} == {
            t.type: [f"{t.missing}/{t.owed}", str(t.gaps.gaps), t.gaps.effort_text]
            for t in totals.by_type
        }
        titles = {tier.name: tier.title for tier in program.tiers}
        assert _tables(text, "Tier") == {
            titles[name]: [str(t.gaps), t.effort_text] for name, t in totals.by_tier.items()
        }
        blocked = _tables(text, "Of all")["Blocked gaps"]
        assert blocked == [str(totals.total.blocked)]

    @given(data=st.data())
    def test_any_text_has_totals(self, data: st.DataObject, text: str) -> None:
        lines = text.splitlines(keepends=True)
        start = data.draw(st.integers(0, len(lines)))
        end = data.draw(st.integers(start, len(lines)))
        middle = data.draw(st.text("|-# \n*`hm0.5", max_size=60))
        mangled = "".join([*lines[:start], middle, *lines[end:]])
        assert totals_of(mangled).startswith("## Totals\n")
        assert isinstance(sections(mangled), tuple)

    def test_they_notice_rows_that_a_merge_took_away(self, text: str) -> None:
        merged = re.sub(r"^\| race \| `life`.*\n", "", text, flags=re.MULTILINE)
        assert totals_of(merged) != totals_of(text)
        assert _tables(totals_of(merged), "Priority")["Total"] == ["3", "4.5h..5h"]


def _tables(text: str, heading: str) -> dict[str, list[str]]:
    """The figures of one totals table by row name."""
    part = text.split(f"<tr><th>{heading}</th>")[1].split("</table>")[0]
    found = re.findall(r"<tr><td>(.*)</td>\n(.*)</tr>", part)
    return {name: re.findall(r"<td>(.*?)</td>", figures) for name, figures in found}


def test_a_milestone_names_a_dozen_modules_and_counts_the_others(
    module_of: ModuleOf, program_of: ProgramOf
) -> None:
    modules = [module_of(f"m{n:02}", requires=("unit", "race")) for n in range(14)]
    program = program_of(modules)
    milestone = Milestone(
        "all", "All", "", tuple(s.id for s in program.scenarios), (), False, "", 0.0, NO_WORK,
        (), (), modules[0].place,
    )  # fmt: skip
    text = document(replace(program, milestones=(milestone,)))
    assert "| unit, race of `m00`, " in text
    assert "`m10`, `m11` and 2 more |" in text


def test_a_snapshot_shows_only_the_tables_that_it_has(
    module_of: ModuleOf, program_of: ProgramOf, recorded_of: Callable[..., Recorded]
) -> None:
    empty = recorded_of("audit", {}, as_of=DAY)
    text = document(program_of([module_of("cart")], recorded=(empty,)))
    assert text.split("## Recorded sources\n\n")[1].startswith(
        "### audit, 2025-11-28\n\n<!-- specgen-seal"
    )
