"""The facts of claims and criteria: each is what the rows, tests and snapshots add up to."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from specgen.diagnostics import Place, Span
from specgen.gaps.compare import compare
from specgen.gaps.figures import Figures
from specgen.inventory.model import Dead, How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_plan import Milestone, Task
from specgen.program.model_policy import (
    NO_WORK,
    UNKNOWN_WORK,
    Project,
    Recorded,
    RecordedCoverage,
    Waiver,
    Work,
)
from specgen.spec.expression_model import Fact, Figure, Filter, Unknown

DAY = date(2025, 11, 28)


def item(name: str, **changes: object) -> TestItem:
    fields: dict[str, object] = {
        "node_id": f"tests/test_a.py::{name}",
        "path": "tests/test_a.py",
        "name": name,
        "span": Span(1, 1, 1, 1),
        "home": "tests/test_a.py",
        "type": "unit",
        "level": Level.WRITTEN,
    }
    return TestItem(**{**fields, **changes})  # type: ignore[arg-type]  # a keyword is any field


def milestone(name: str, place: Place, **changes: object) -> Milestone:
    """A milestone; ``covers``, ``tasks`` and ``part_of`` are what it holds."""
    known = {"covers": (), "tasks": (), "part_of": "", **changes}
    parts = (known["part_of"], known["covers"], known["tasks"])
    return Milestone(name, "", *parts, False, "", 0.0, NO_WORK, (), (), place)  # type: ignore[arg-type]  # a keyword is any field


LINKS = (Link("shop.cart", How.CALLED, 1.0, 1, "called"),)
WEAK = (Link("shop.cart", How.STRING, 0.1, 1, "named"),)
INVENTORY = Inventory(
    (
        item("test_a", links=LINKS),
        item("test_b", links=LINKS, level=Level.HOLLOW),
        item("test_c", type="race", level=Level.SKELETON, links=WEAK),
        item("test_dead", dead=Dead.SKIPPED),
    )
)


@pytest.fixture(scope="module")
def program(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    scenario_of: Callable[..., Scenario],
    waiver_of: Callable[..., Waiver],
) -> Program:
    """A cart with three gaps of 4.5 hours, and a planned bus without an effort."""
    cart = module_of("cart", requires=("unit", "race", "e2e", "chaos"))
    place = cart.place
    return program_of(
        [
            cart,
            module_of("bus", requires=("unit",), tier="business", priority="low", planned=True),
            module_of("done", requires=(), tier="experimental"),
        ],
        [
            scenario_of("bus.unit.baseline", effort=UNKNOWN_WORK, priority="low"),
            scenario_of("cart.race.buyers", effort=Work(0.5, 1.0)),
        ],
        waivers=(
            waiver_of("cart.e2e.baseline", expires=DAY),
            waiver_of("cart.e2e.baseline", expires=DAY, allow="skip"),
        ),
        milestones=(
            milestone("m.1", place, covers=("cart.e2e.baseline",)),
            milestone("m.2", place, covers=("cart.race.buyers",), tasks=("A.1",), part_of="m.1"),
        ),
        tasks=(
            Task("A.1", "", Work(3, 3), "", (), (), (), "", (), (), place),
            Task("A.2", "", Work(1, 2), "", (), (), (), "", (), (), place),
        ),
    )


def look_up(program: Program, text: str) -> Figure | Unknown:
    """The fact written as ``name subject filter=value ...``."""
    name, *words = text.split()
    filters = tuple(Filter(*word.split("=")) for word in words if "=" in word)
    subject = next((word for word in words if "=" not in word), "")
    report = compare(program, INVENTORY, generated={})
    figures = Figures(
        program, report, inventory=INVENTORY, findings={"tier-overlap": 2}, documents=("gaps",)
    )
    return figures.figure(Fact(name, subject, filters))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("gaps", 4),
        ("gaps type=race", 1),
        ("gaps priority=low", 1),
        ("gaps tier=critical type=e2e", 1),
        ("gaps module=c*", 3),
        ("gaps milestone=m.1", 1),
        ("gaps waived=yes", 1),
        ("gaps waived=no", 3),
        ("gaps blocked=yes", 1),
        ("modules", 3),
        ("modules gaps=no", 1),
        ("modules tier=business", 1),
        ("modules planned=yes gaps=yes", 1),
        ("types", 8),
        ("types tier=experimental", 1),
        ("tests", 3),
        ("tests type=unit", 2),
        ("tests module=cart", 2),
        ("tests tier=critical level=written", 1),
        ("hollow", 1),
        ("pending", 1),
        ("waivers", 2),
        ("waivers allow=skip", 1),
        ("findings tier-overlap", 2),
        ("findings needs-cycle", 0),
        ("document gaps", 1),
        ("document roadmap", 0),
    ],
)
def test_counts(program: Program, fact: str, value: int) -> None:
    assert look_up(program, fact) == Figure(Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("fact", "low", "high"),
    [
        ("effort tier=critical", "4.5", "5"),
        ("effort type=race", "0.5", "1"),
        ("effort task=A.*", "4", "5"),
        ("effort milestone=m.2", "3.5", "4"),
        ("effort milestone=m.1", "5.5", "6"),
        ("effort milestone=m.1 type=race", "0.5", "1"),
        ("effort type=property", "0", "0"),
    ],
)
def test_efforts_are_ranges_of_hours(program: Program, fact: str, low: str, high: str) -> None:
    assert look_up(program, fact) == Figure(Decimal(low), Decimal(high))


def test_work_without_effort_comes_on_top(program: Program) -> None:
    found = look_up(program, "effort")
    assert isinstance(found, Figure)
    assert found.at_least


@pytest.mark.parametrize("fact", ["coverage", "passed", "runs nightly"])
def test_what_cannot_be_known_is_unknown(program: Program, fact: str) -> None:
    assert isinstance(look_up(program, fact), Unknown)


class TestElsewhere:
    """A snapshot tells what a run would."""

    @pytest.fixture
    def away(
        self,
        module_of: Callable[..., Module],
        program_of: Callable[..., Program],
        elsewhere: Project,
    ) -> Program:
        place = elsewhere.place
        total = {
            "total": RecordedCoverage(0, 0.5737),
            "shop.cart": RecordedCoverage(56, 0.9464),
        }
        old = Recorded(DAY, "old", {}, {"passed": 7, "failed": 2}, {}, {}, place)
        new = Recorded(date(2025, 12, 1), "new", {}, {"passed": 9}, total, {}, place)
        return program_of([module_of("cart")], project=elsewhere, recorded=(old, new))

    @pytest.mark.parametrize(
        ("fact", "value"),
        [
            ("passed", "9"),
            ("failed", "2"),
            ("coverage", "0.5737"),
            ("coverage module=cart", "0.9464"),
            ("tests", "9"),
        ],
    )
    def test_the_newest_that_says_it(self, away: Program, fact: str, value: str) -> None:
        assert look_up(away, fact) == Figure(Decimal(value), Decimal(value))

    @pytest.mark.parametrize(
        "fact",
        [
            "skipped",
            "passed type=unit",
            "coverage module=bus",
            "coverage tier=critical",
            "tests type=unit",
            "hollow",
        ],
    )
    def test_what_none_says_is_unknown(self, away: Program, fact: str) -> None:
        assert isinstance(look_up(away, fact), Unknown)
