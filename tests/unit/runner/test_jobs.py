"""What is run: jobs of a moment, tests that a change can affect, credentials by exact name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place, Span
from specgen.inventory.model import Dead, How, Inventory, Link, TestItem
from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Double, Limit, Run, Service
from specgen.runner.affected import affected
from specgen.runner.credentials import credentials
from specgen.runner.jobs import Wanted, jobs
from specgen.surface.model import ModuleSurface, Surface

PLACE = Place(PurePosixPath("specs/project.yaml"))


def item(path: str, name: str, *, kind: str = "unit", links: tuple[str, ...] = ()) -> TestItem:
    return TestItem(
        node_id=f"{path}::{name}", path=path, name=name, span=Span(1, 1, 2, 1), home=path,
        type=kind, level=Level.WRITTEN,
        links=tuple(Link(module, How.CALLED, 1.0, 1, "") for module in links),
    )  # fmt: skip


def declared(*types: str, repeat: int = 1, each: float = 0.0) -> Run:
    budget = (Limit("each", each, f"{each}s", PLACE),) if each else ()
    return Run("commit", types, (), (), {}, "auto", repeat, False, Level.WRITTEN, budget, PLACE)


ITEMS = (
    item("t/a.py", "test_1"),
    item("t/a.py", "test_2", kind="race"),
    item("t/b.py", "test_3", kind="race"),
    replace(item("t/b.py", "test_4"), dead=Dead.UNCOLLECTED),
)


@pytest.fixture
def program(program_of: Callable[..., Program]) -> Program:
    return program_of([])


def test_one_job_per_type_in_the_order_of_types(program: Program) -> None:
    wanted = Wanted(declared("race", "unit", "chaos", each=3.0))
    unit, race = jobs(program, ITEMS, wanted=wanted)
    assert (unit.type, race.type) == ("unit", "race")
    assert unit.selection.keep == ("t/a.py::test_1",)
    assert unit.selection.open == {"t/a.py": ("t/a.py::test_2",)}
    assert race.selection.open == {"t/b.py": ()}
    assert race.selection.files == ("t/a.py", "t/b.py")
    assert (unit.each, unit.total, unit.workers) == (3.0, 0.0, "auto")


def test_parts_run_only_what_was_named(program: Program) -> None:
    wanted = Wanted(declared("unit", "race"), 2, 4, partial=True)
    unit, race = jobs(program, ITEMS, wanted=wanted)
    assert unit.selection.open == race.selection.open == {}
    assert (unit.shard, unit.shards) == (2, 4)


def test_repetitions_are_jobs_of_their_own(program: Program) -> None:
    found = jobs(program, ITEMS, wanted=Wanted(declared("unit", repeat=3)))
    assert [job.name for job in found] == ["unit", "unit-r2", "unit-r3"]


SURFACE = Surface({
    "shop": ModuleSurface("shop", "src/shop/__init__.py"),
    "shop.cart": ModuleSurface("shop.cart", "src/shop/cart.py", imports=("shop.price.total",)),
    "shop.price": ModuleSurface("shop.price", "src/shop/price.py"),
})  # fmt: skip
ALL = {"test_cart", "test_price", "test_loose"}
TESTS = (
    item("tests/test_cart.py", "test_cart", links=("shop.cart",)),
    item("tests/test_price.py", "test_price", links=("shop.price",)),
    item("tests/test_loose.py", "test_loose"),
)


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        (["src/shop/cart.py"], {"test_cart", "test_loose"}),
        (["src/shop/price.py"], {"test_cart", "test_price", "test_loose"}),
        (["src/shop/__init__.py"], {"test_cart", "test_loose"}),
        (["tests/test_price.py"], {"test_price", "test_loose"}),
        (["docs/a.md", "README.md", "specs/cart.yaml", "specs/specgen.lock"], {"test_loose"}),
        ([".github/workflows/lint.yml", ".pre-commit-config.yaml"], {"test_loose"}),
        *(
            ([path], ALL)
            for path in (
                "pyproject.toml",
                "pytest.ini",
                "conftest.py",
                "tests/conftest.py",
                "tests/helpers.py",
                "tests/data.json",
                "tests/data/rates.yaml",
                "tests/data/page.md",
                "src/shop/rates.yaml",
                "src/shop/help.rst",  # code reads what lies beside it
                "src/shop/gone.py",
                "tests/test_gone.py",
                "specs/project.yaml",
                "specs/shop/project.yaml",  # environment, services, types
                "docker-compose.yml",
                ".env",
                "../conftest.py",
                "../rates.yaml",
            )
        ),
        ([], {"test_loose"}),
    ],
)
def test_what_a_change_affects(changed: list[str], names: set[str]) -> None:
    found = affected(changed, Inventory(TESTS), surface=SURFACE)
    assert {each.name for each in found} == names


@pytest.mark.parametrize(
    ("kind", "environment", "said"),
    [
        ("live", {}, [("`NEW_KEY`, which the service `bank` needs, is not set", "set `NEW_KEY`")]),
        ("live", {"OLD_KEY": "x"}, [("`NEW_KEY`, which the service `bank` needs, is not set",
                                     "`OLD_KEY` is set: it is now called `NEW_KEY`")]),
        ("live", {"NEW_KEY": "x"}, []),
        ("live", {"NEW_KEY": ""}, [("`NEW_KEY`, which the service `bank` needs, is not set",
                                    "set `NEW_KEY`")]),
        ("autospec", {}, []),
    ],
)  # fmt: skip
def test_credentials(
    program: Program, kind: str, environment: dict[str, str], said: list[tuple[str, str]]
) -> None:
    doubles = (Double("e2e", kind, ""),)
    bank = Service("bank", "shop.bank:Bank", doubles, {"NEW_KEY": "OLD_KEY"}, "", PLACE)
    found = credentials(replace(program, services=(bank,)), ("e2e",), environment=environment)
    assert [(d.message, d.tip) for d in found] == said
    assert not credentials(replace(program, services=(bank,)), ("unit",), environment={})
