"""The join: which levels cells and scenarios have, and which of them are gaps."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from specgen.diagnostics import Span
from specgen.gaps.compare import compare
from specgen.gaps.model import Basis
from specgen.inventory.model import Dead, How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_plan import Decision, Milestone, Task
from specgen.program.model_policy import NO_WORK, Project, Recorded, Waiver

ModuleOf = Callable[..., Module]
ScenarioOf = Callable[..., Scenario]
ProgramOf = Callable[..., Program]

NOTHING = Inventory()


def item(name: str, **changes: object) -> TestItem:
    """A written unit test ``tests/unit/test_cart.py::<name>``, linked to nothing."""
    fields: dict[str, object] = {
        "node_id": f"tests/unit/test_cart.py::{name}",
        "path": "tests/unit/test_cart.py",
        "name": name,
        "span": Span(1, 1, 2, 1),
        "home": "tests/unit/test_cart.py",
        "type": "unit",
        "level": Level.WRITTEN,
    }
    return TestItem(**{**fields, **changes})  # type: ignore[arg-type]  # a keyword is any field


def link(module: str, how: How = How.CALLED) -> tuple[Link, ...]:
    return (Link(module, how, how.weight, 3, f"{how} it"),)


def gaps(program: Program, *items: TestItem, **generated: Level) -> list[str]:
    return [row.id for row in compare(program, Inventory(items), generated=generated).rows]


@pytest.fixture(scope="module")
def cart(module_of: ModuleOf) -> Module:
    return module_of("cart", requires=("unit",))


class TestBaseline:
    """The scenario that every required cell has."""

    def test_an_uncovered_required_cell_is_one_gap(
        self, cart: Module, program_of: ProgramOf
    ) -> None:
        assert gaps(program_of([cart])) == ["cart.unit.baseline"]

    def test_any_live_test_of_the_cell_meets_it(self, cart: Module, program_of: ProgramOf) -> None:
        assert gaps(program_of([cart]), item("test_a", links=link("shop.cart"))) == []

    def test_a_test_of_another_type_or_module_does_not(
        self, cart: Module, program_of: ProgramOf
    ) -> None:
        other_type = item("test_a", type="stress", links=link("shop.cart"))
        other_module = item("test_b", links=link("shop.basket"))
        assert gaps(program_of([cart]), other_type, other_module) == ["cart.unit.baseline"]

    def test_a_weak_link_does_not(self, cart: Module, program_of: ProgramOf) -> None:
        weak = item("test_a", links=link("shop.cart", How.PATCHED))
        report = compare(program_of([cart]), Inventory((weak,)), generated={})
        assert [row.id for row in report.rows] == ["cart.unit.baseline"]
        evidence = report.cell_at["cart", "unit"].evidence
        assert evidence == f"no test is linked to it with weight; {weak.node_id}: patched it"

    def test_a_dead_test_does_not(self, cart: Module, program_of: ProgramOf) -> None:
        dead = item("test_a", links=link("shop.cart"), dead=Dead.SKIPPED, spec_ids=("cart.unit.x",))
        report = compare(program_of([cart]), Inventory((dead,)), generated={})
        assert [row.level for row in report.rows] == [Level.MISSING]
        evidence = report.cell_at["cart", "unit"].evidence
        assert evidence == f"no live test is linked to it; {dead.node_id} is skipped"

    @pytest.mark.parametrize("level", [Level.SKELETON, Level.HOLLOW, Level.EXPECTED_FAILURE])
    def test_a_test_that_proves_nothing_raises_the_level_but_stays_a_gap(
        self, cart: Module, program_of: ProgramOf, level: Level
    ) -> None:
        weak = item("test_a", links=link("shop.cart"), level=level)
        (row,) = compare(program_of([cart]), Inventory((weak,)), generated={}).rows
        assert (row.level, row.status) == (level, level.value)

    def test_the_best_test_decides(self, cart: Module, program_of: ProgramOf) -> None:
        hollow = item("test_a", links=link("shop.cart"), level=Level.HOLLOW)
        report = compare(
            program_of([cart]),
            Inventory((hollow, item("test_b", links=link("shop.cart")))),
            generated={},
        )
        cell = report.cell_at["cart", "unit"]
        assert (cell.level, cell.basis, cell.covered) == (Level.WRITTEN, Basis.TEST, True)
        assert cell.evidence == "tests/unit/test_cart.py::test_b: called it"
        assert len(cell.tests) == 2

    def test_a_cell_is_weak_where_its_best_test_is(
        self, cart: Module, program_of: ProgramOf
    ) -> None:
        weak = item("test_a", links=link("shop.cart"), weak=True)
        report = compare(program_of([cart]), Inventory((weak,)), generated={})
        cell = report.cell_at["cart", "unit"]
        assert (cell.level, cell.covered, cell.weak) == (Level.WRITTEN, True, True)
        assert report.standing_by_id["cart.unit.baseline"].weak
        better = Inventory((weak, item("test_b", links=link("shop.cart"))))
        report = compare(program_of([cart]), better, generated={})
        assert not report.cell_at["cart", "unit"].weak
        assert not report.standing_by_id["cart.unit.baseline"].weak
        failing = item("test_c", links=link("shop.cart"), level=Level.EXPECTED_FAILURE)
        report = compare(program_of([cart]), Inventory((failing, weak)), generated={})
        assert report.cell_at["cart", "unit"].weak

    def test_an_explicit_gap_of_the_cell_stands_for_the_implicit_baseline(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.totals")])
        assert gaps(program) == ["cart.unit.totals"]
        assert gaps(program, item("test_a", spec_ids=("cart.unit.totals",))) == []

    def test_an_explicit_gap_does_not_uncover_the_cell(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.totals")])
        report = compare(
            program, Inventory((item("test_a", links=link("shop.cart")),)), generated={}
        )
        assert [row.id for row in report.rows] == ["cart.unit.totals"]
        assert report.cell_at["cart", "unit"].covered

    def test_an_explicit_baseline_is_met_like_an_implicit_one(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.baseline", title="Sums")])
        assert gaps(program) == ["cart.unit.baseline"]
        assert gaps(program, item("test_a", links=link("shop.cart"))) == []

    def test_the_module_names_tests_that_reach_it_by_no_import(
        self, module_of: ModuleOf, program_of: ProgramOf
    ) -> None:
        named = module_of("cart", requires=("unit", "e2e"), tests=("tests/unit/test_cart.py",))
        assert gaps(program_of([named]), item("test_a")) == ["cart.e2e.baseline"]


class TestScenario:
    """What somebody wrote down."""

    def test_only_a_test_of_its_own_meets_it(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of(
            [cart],
            [
                scenario_of("cart.unit.totals"),
                scenario_of("cart.unit.old", tests=("tests/unit/test_cart.py::test_old",)),
            ],
        )
        items = (
            item("test_a", spec_ids=("cart.unit.totals",)),
            item("test_old"),
        )
        assert gaps(program, items[0]) == ["cart.unit.old"]
        assert gaps(program, items[1]) == ["cart.unit.totals"]
        assert gaps(program, *items) == []

    def test_a_mark_with_an_earlier_id_counts(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        renamed = scenario_of("cart.unit.totals", renamed_from=("cart.unit.sums",))
        assert gaps(program_of([cart], [renamed]), item("t", spec_ids=("cart.unit.sums",))) == []

    def test_its_test_covers_the_cell_whatever_type_the_test_has(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        cart = module_of("cart", requires=("chaos",))
        program = program_of([cart], [scenario_of("cart.chaos.loss")])
        report = compare(
            program, Inventory((item("t", spec_ids=("cart.chaos.loss",)),)), generated={}
        )
        assert report.cell_at["cart", "chaos"].covered
        assert report.rows == ()

    def test_it_extends_to_the_modules_it_names(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        modules = [module_of(name, requires=("unit",)) for name in ("cart", "bus")]
        program = program_of(modules, [scenario_of("cart.unit.events", also=("bus",))])
        assert gaps(program) == ["bus.unit.baseline", "cart.unit.events"]
        assert gaps(program, item("t", spec_ids=("cart.unit.events",))) == []

    def test_a_cell_that_no_tier_requires_is_owed_when_a_scenario_is(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.race.buyers")])
        report = compare(program, NOTHING, generated={})
        assert [row.id for row in report.rows] == ["cart.unit.baseline", "cart.race.buyers"]
        assert report.cell_at["cart", "race"].owed
        assert not report.cell_at["cart", "chaos"].owed

    def test_an_optional_one_is_no_gap(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.race.buyers", owed=False)])
        assert gaps(program) == ["cart.unit.baseline"]

    def test_an_exempt_cell_has_no_gap(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        cart = module_of("cart", requires=("unit", "race"), exempt={"race": "Stateless"})
        program = program_of([cart], [scenario_of("cart.race.buyers")])
        report = compare(program, NOTHING, generated={})
        assert [row.id for row in report.rows] == ["cart.unit.baseline"]
        assert report.cell_at["cart", "race"].exempt == "Stateless"
        assert not report.cell_at["cart", "race"].owed


class TestGroup:
    """Scenarios that owe several tests."""

    def test_it_is_met_at_its_lower_bound(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        group = scenario_of("cart.unit.life", grouped=True, least=3, most=5)
        program = program_of([cart], [group])
        items = [item(f"test_{n}", spec_ids=("cart.unit.life",)) for n in range(3)]
        (row,) = compare(program, Inventory(tuple(items[:2])), generated={}).rows
        assert (row.status, row.level, row.have, row.least) == ("2 of 3", Level.MISSING, 2, 3)
        assert gaps(program, *items) == []

    def test_its_level_is_that_of_the_weakest_test_it_needs(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        group = scenario_of("cart.unit.life", grouped=True, least=2, most=None)
        items = (
            item("test_a", spec_ids=("cart.unit.life",)),
            item("test_b", spec_ids=("cart.unit.life[b]",), level=Level.HOLLOW),
        )
        (row,) = compare(program_of([cart], [group]), Inventory(items), generated={}).rows
        assert (row.level, row.status) == (Level.HOLLOW, "1 of 2")

    def test_one_test_named_twice_counts_once(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        group = scenario_of(
            "cart.unit.life", grouped=True, least=2, tests=("tests/unit/test_cart.py", "tests/*")
        )
        program = program_of([cart], [group])
        (row,) = compare(
            program, Inventory((item("a", spec_ids=("cart.unit.life",)),)), generated={}
        ).rows
        assert row.status == "1 of 2"

    def test_a_group_of_none_is_met(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.race.x", grouped=True, least=0)])
        report = compare(program, NOTHING, generated={})
        assert report.standing_by_id["cart.race.x"].met
        assert "cart.race.x" not in report.row_by_id


class TestGenerated:
    """Elements of generated files that stand as planned and are not read."""

    def test_a_skeleton_stays_a_gap(self, cart: Module, program_of: ProgramOf) -> None:
        report = compare(
            program_of([cart]), NOTHING, generated={"cart.unit.baseline": Level.SKELETON}
        )
        (row,) = report.rows
        assert row.level is Level.SKELETON
        assert report.cell_at["cart", "unit"].basis is Basis.GENERATED

    def test_a_complete_one_closes_it(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.totals")])
        assert compare(program, NOTHING, generated={"cart.unit.totals": Level.WRITTEN}).rows == ()

    def test_every_element_of_a_group_counts(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.life", grouped=True, least=2)])
        levels = {"cart.unit.life#1": Level.WRITTEN, "cart.unit.life#2": Level.WRITTEN}
        assert compare(program, NOTHING, generated=levels).rows == ()

    def test_a_test_that_was_read_beats_the_plan(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of([cart], [scenario_of("cart.unit.life", grouped=True, least=2)])
        filled = Inventory((item("test_life", spec_ids=("cart.unit.life",)),))
        (row,) = compare(program, filled, generated={"cart.unit.life": Level.WRITTEN}).rows
        assert row.status == "1 of 2"


class TestRecorded:
    """Snapshots of a tree that is not here."""

    def test_it_meets_baselines_and_nothing_else(
        self,
        module_of: ModuleOf,
        program_of: ProgramOf,
        scenario_of: ScenarioOf,
        recorded_of: Callable[..., Recorded],
        elsewhere: Project,
    ) -> None:
        snapshot = recorded_of("audit", {"cart": ("unit", "race")}, as_of=date(2025, 11, 28))
        program = program_of(
            [module_of("cart", requires=("unit", "race"))],
            [scenario_of("cart.race.buyers")],
            project=elsewhere,
            recorded=(snapshot,),
        )
        report = compare(program, NOTHING, generated={})
        assert [row.id for row in report.rows] == ["cart.race.buyers"]
        cell = report.cell_at["cart", "unit"]
        assert (cell.level, cell.basis) == (Level.WRITTEN, Basis.RECORDED)
        assert cell.evidence == "recorded 2025-11-28 audit"
        assert cell.tests == ()

    def test_the_live_inventory_beats_it_where_the_source_is_here(
        self, cart: Module, program_of: ProgramOf, recorded_of: Callable[..., Recorded]
    ) -> None:
        snapshot = recorded_of("audit", {"cart": ("unit",)}, as_of=date(2025, 11, 28))
        assert gaps(program_of([cart], recorded=(snapshot,))) == ["cart.unit.baseline"]

    def test_the_newest_snapshot_that_names_the_module_decides(
        self,
        module_of: ModuleOf,
        program_of: ProgramOf,
        recorded_of: Callable[..., Recorded],
        elsewhere: Project,
    ) -> None:
        program = program_of(
            [module_of(name, requires=("unit", "e2e")) for name in ("bus", "cart")],
            project=elsewhere,
            recorded=(
                recorded_of("new", {"cart": ("unit",)}, as_of=date(2025, 12, 1)),
                recorded_of("old", {"cart": ("e2e",), "bus": ("e2e",)}, as_of=date(2025, 11, 1)),
            ),
        )
        assert gaps(program) == ["bus.unit.baseline", "cart.e2e.baseline"]

    def test_it_counts_as_one_test_of_a_group(
        self,
        cart: Module,
        program_of: ProgramOf,
        scenario_of: ScenarioOf,
        recorded_of: Callable[..., Recorded],
        elsewhere: Project,
    ) -> None:
        program = program_of(
            [cart],
            [scenario_of("cart.unit.baseline", grouped=True, least=7)],
            project=elsewhere,
            recorded=(recorded_of("audit", {"cart": ("unit",)}, as_of=date(2025, 11, 28)),),
        )
        (row,) = compare(program, NOTHING, generated={}).rows
        assert row.status == "1 of 7"


class TestQualifiers:
    """Waived and blocked gaps are gaps still."""

    @pytest.mark.parametrize(
        ("level", "target", "covers", "waived"),
        [
            (Level.EXPECTED_FAILURE, "cart.unit", ("cart.unit.baseline",), True),
            (Level.EXPECTED_FAILURE, "tests/unit/test_cart.py::test_a", (), True),
            (Level.EXPECTED_FAILURE, "tests/unit/*", (), True),
            (Level.EXPECTED_FAILURE, "tests/unit/test_cart.py::test_b", (), False),
            (Level.HOLLOW, "cart.unit", ("cart.unit.baseline",), False),
        ],
    )
    def test_a_waiver_for_an_expected_failure_allows_no_other_gap(
        self, cart: Module, program_of: ProgramOf, waiver_of: Callable[..., Waiver],
        level: Level, target: str, covers: tuple[str, ...], waived: bool,
    ) -> None:  # fmt: skip
        day = date(2026, 3, 1)
        approved = replace(waiver_of("x", expires=day, allow="xfail"), target=target, covers=covers)
        program = replace(program_of([cart]), waivers=(approved,))
        only = item("test_a", links=link("shop.cart"), level=level)
        (row,) = compare(program, Inventory((only,)), generated={}).rows
        assert (row.level, row.waived) == (level, day if waived else None)

    def test_waivers_show_their_last_day(
        self, cart: Module, program_of: ProgramOf, waiver_of: Callable[..., Waiver]
    ) -> None:
        name = "cart.unit.baseline"
        program = program_of(
            [cart],
            waivers=(
                waiver_of(name, expires=date(2026, 3, 1)),
                waiver_of(name, expires=date(2026, 2, 1)),
                waiver_of(name, expires=date(2027, 1, 1), allow="skip"),
            ),
        )
        (row,) = compare(program, NOTHING, generated={}).rows
        assert row.waived == date(2026, 3, 1)

    def test_a_planned_module_blocks_itself_and_what_needs_it(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        program = program_of(
            [
                module_of("bus", requires=("unit",), needs=("locks", "cart")),
                module_of("cart", requires=()),
                module_of("locks", requires=("unit",), planned=True, blocks=("rota",)),
                module_of("rota", requires=("unit",)),
            ],
            [scenario_of("cart.e2e.flow", needs=("locks",))],
        )
        rows = compare(program, NOTHING, generated={}).row_by_id
        assert {name: row.blocked_by for name, row in rows.items()} == {
            "bus.unit.baseline": ("locks",),
            "cart.e2e.flow": ("locks",),
            "locks.unit.baseline": ("locks",),
            "rota.unit.baseline": ("locks",),
        }

    def test_needs_and_blocks_are_one_relation(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        scenarios = [
            scenario_of("cart.unit.first", blocks=("cart.unit.second", "production")),
            scenario_of("cart.unit.second"),
            scenario_of("cart.unit.third", needs=("cart.unit.first",)),
        ]
        program = program_of([module_of("cart", requires=())], scenarios)
        rows = compare(program, NOTHING, generated={}).row_by_id
        assert [rows[s.id].blocked_by for s in scenarios] == [
            (),
            ("cart.unit.first",),
            ("cart.unit.first",),
        ]
        done = Inventory((item("t", spec_ids=("cart.unit.first",)),))
        assert all(not row.blocked_by for row in compare(program, done, generated={}).rows)

    def test_open_decisions_and_tasks_block_until_they_are_gone_or_done(
        self, cart: Module, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        place = cart.place
        program = program_of(
            [cart],
            [scenario_of("cart.unit.totals", needs=("B.2",))],
            decisions=(Decision("rounding", "Which?", (), "", ("cart",), place),),
            tasks=(
                Task("A.1", "", NO_WORK, "", (), ("cart.unit.totals",), (), "", (), (), place),
                Task("B.2", "", NO_WORK, "", (), (), (), "", (), (), place),
            ),
        )
        (row,) = compare(program, NOTHING, generated={}).rows
        assert row.blocked_by == ("A.1", "B.2", "rounding")
        (row,) = compare(program, NOTHING, generated={}, done={"A.1", "B.2"}).rows
        assert row.blocked_by == ("rounding",)

    def test_scenarios_of_exempt_cells_stand_in_nobodys_way(
        self, module_of: ModuleOf, program_of: ProgramOf, scenario_of: ScenarioOf
    ) -> None:
        cart = module_of("cart", requires=("unit",), exempt={"race": "Stateless"})
        program = program_of(
            [cart],
            [
                scenario_of("cart.race.buyers"),
                scenario_of("cart.unit.totals", needs=("cart.race.buyers",)),
            ],
        )
        (row,) = compare(program, NOTHING, generated={}).rows
        assert row.blocked_by == ()


def test_the_first_milestone_that_covers_a_gap_has_it(
    module_of: ModuleOf, program_of: ProgramOf
) -> None:
    cart = module_of("cart", requires=("unit", "race", "chaos"))

    def milestone(name: str, *covers: str, rest: bool = False) -> Milestone:
        return Milestone(name, "", "", covers, (), rest, "", 0.0, NO_WORK, (), (), cart.place)

    program = program_of(
        [cart],
        milestones=(
            milestone("one", "cart.race.baseline"),
            milestone("two", "cart.race.baseline", "cart.unit.baseline"),
        ),
    )
    assert [row.milestone for row in compare(program, NOTHING, generated={}).rows] == [
        "two",
        "one",
        "",
    ]


def test_the_rest_goes_to_the_milestone_that_says_so(cart: Module, program_of: ProgramOf) -> None:
    rest = Milestone("last", "", "", (), (), True, "", 0.0, NO_WORK, (), (), cart.place)
    (row,) = compare(program_of([cart], milestones=(rest,)), NOTHING, generated={}).rows
    assert row.milestone == "last"


def test_cells_follow_modules_and_types_whatever_order_the_program_has(
    module_of: ModuleOf, program_of: ProgramOf
) -> None:
    program = program_of([module_of("b"), module_of("a")])
    shuffled = program_of([module_of("b"), module_of("a")], cells=program.cells[::-1])
    assert compare(program, NOTHING, generated={}) == compare(shuffled, NOTHING, generated={})
