"""Which cells of a matrix are missing, by what the records of each machine say of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from specgen.evidence.model import Session
from specgen.gate.cell_absent import CELL_ABSENT, numbers, system_of
from specgen.gate.model import Facts
from specgen.program.model import Module, Program
from specgen.program.model_policy import Run

LINUX = ("ubuntu-24.04",)
BOTH = ("ubuntu-24.04", "windows-2025")
TWO_LINUXES = ("ubuntu-22.04", "ubuntu-24.04")

Absent = Callable[..., list[str]]


def on(system: str, python: str = "3.12.4", *, runner: str = "", **more: object) -> Session:
    plain = Session("s", type="unit", os=system, python=python, runner=runner)
    return replace(plain, **more)  # type: ignore[arg-type]  # a keyword is any field


@pytest.fixture
def absent(
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    facts_of: Callable[..., Facts],
    run_of: Callable[..., Run],
) -> Absent:
    """``absent(sessions, moment="main", types=..., one_machine=False, os=..., python=...)``."""

    def judged(
        sessions: tuple[Session, ...],
        moment: str = "main",
        *,
        types: tuple[str, ...] = ("unit",),
        one_machine: bool = False,
        **declared: object,
    ) -> list[str]:
        run = run_of(moment, types, **declared)
        program = program_of([module_of("cart", requires=("unit",))], runs=(run,))
        results = {"sessions": sessions}
        facts = facts_of(program, results=results, moment=moment, one_machine=one_machine)
        return [complaint.subject for complaint in CELL_ABSENT.judge(facts)]

    return judged


@pytest.mark.parametrize(
    ("sessions", "declared", "missing"),
    [
        ((on("linux"),), {"os": LINUX}, []),
        ((on("linux"),), {"os": BOTH}, ["unit windows-2025"]),
        ((on("linux"), on("win32")), {"os": BOTH}, []),
        ((on("darwin"),), {"os": ("macos-15",)}, []),
        ((on("linux"),), {"python": ("3.12", "3.13")}, ["unit Python 3.13"]),
        ((on("linux"), on("linux", "3.13.0")), {"python": ("3.12", "3.13")}, []),
        ((on("linux"), on("win32", "3.13.0")), {"os": BOTH, "python": ("3.12", "3.13")},
         ["unit ubuntu-24.04 Python 3.13", "unit windows-2025 Python 3.12"]),
        ((on("linux"),), {"os": TWO_LINUXES}, ["unit ubuntu-24.04"]),
        ((on("linux"), on("linux")), {"os": TWO_LINUXES}, []),
        ((on("linux"), on("linux", shard=2)), {"os": TWO_LINUXES}, ["unit ubuntu-24.04"]),
        ((on("linux", runner="ubuntu-24.04"),), {"os": TWO_LINUXES}, ["unit ubuntu-22.04"]),
        ((on("linux", runner="ubuntu-24.04"),) * 2, {"os": TWO_LINUXES}, ["unit ubuntu-22.04"]),
        ((on("linux", runner="our-rig"),), {"os": ("our-rig",)}, []),
        ((on("linux"),), {"os": ("our-rig",)}, ["unit our-rig"]),
        ((on("", ""),), {"os": LINUX}, ["unit ubuntu-24.04"]),
        ((on("linux", type=""),), {"os": LINUX}, []),
        ((), {"os": LINUX}, []),
    ],
)  # fmt: skip
def test_what_is_missing(
    absent: Absent,
    *,
    sessions: tuple[Session, ...],
    declared: dict[str, object],
    missing: list[str],
) -> None:
    assert absent(sessions, **declared) == missing


def test_one_machine_owes_no_matrix(absent: Absent) -> None:
    assert absent((on("linux"),), one_machine=True, os=BOTH) == []


@pytest.mark.parametrize("moment", ["commit", "pre_push"])
def test_moments_of_one_machine(absent: Absent, *, moment: str) -> None:
    assert absent((on("linux"),), moment, python=("3.12", "3.13")) == []
    assert absent((on("linux"),), moment, os=BOTH) == ["unit windows-2025"]


def test_performance_runs_in_one_cell(absent: Absent) -> None:
    sessions = (on("linux", type="performance"), on("linux"))
    assert absent(sessions, types=("unit", "performance"), os=BOTH) == ["unit windows-2025"]


def test_a_moment_that_nothing_declares_expects_nothing(
    program_of: Callable[..., Program], facts_of: Callable[..., Facts]
) -> None:
    facts = facts_of(program_of(), results={"sessions": (on("linux"),)}, moment="main")
    assert list(CELL_ABSENT.judge(facts)) == []


@pytest.mark.parametrize(
    ("name", "system"),
    [("ubuntu-24.04-arm", "linux"), ("linux", "linux"), ("windows-2025", "windows"),
     ("win32", "windows"), ("macos-15", "darwin"), ("darwin", "darwin"), ("", ""),
     ("Rig", "rig")],
)  # fmt: skip
def test_systems(name: str, system: str) -> None:
    assert system_of(name) == system


@pytest.mark.parametrize(
    ("python", "short"), [("3.12.4", "3.12"), ("3.14t", "3.14"), ("3.9", "3.9"), ("pypy", "pypy")]
)
def test_versions(python: str, short: str) -> None:
    assert numbers(python) == short
