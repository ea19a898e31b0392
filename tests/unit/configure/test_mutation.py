"""Mutants are made of the modules whose tier has a mutation budget."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.configure.model import Ground
from specgen.configure.mutation import mutated, mutation
from specgen.diagnostics import Place
from specgen.levels import Level
from specgen.program.model import Module, Program
from specgen.program.model_policy import Run

PLACE = Place(PurePosixPath("specs/project.yaml"))
NIGHT = Run(
    moment="nightly", types=("unit",), os=(), python=("3.12",), shards={}, workers="", repeat=1,
    mutation=True, evidence=Level.WRITTEN, budget=(), place=PLACE,
)  # fmt: skip
FILES = {id: PurePosixPath(f"src/shop/{id}.py") for id in ("cart", "till")}


@pytest.fixture
def ground(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> Ground:
    """Two modules of two tiers, the stricter with a mutation budget."""
    modules = [module_of("cart"), module_of("till", tier="business"), module_of("planned")]
    program = program_of(modules, runs=(NIGHT,))
    program = replace(program, project=replace(program.project, mutation_tiers=("critical",)))
    return Ground(program, modules=FILES)


def test_modules_of_the_named_tiers(ground: Ground) -> None:
    assert mutated(ground) == ["src/shop/cart.py"]
    everything = replace(ground.program.project, mutation_tiers=())
    program = replace(ground.program, project=everything)
    assert mutated(replace(ground, program=program)) == ["src/shop/cart.py", "src/shop/till.py"]


def test_the_settings_are_toml_and_the_code_is_tested_first(ground: Ground) -> None:
    script = mutation(ground)
    settings = tomllib.loads(script.partition("<< 'END'\n")[2].partition("END\n")[0])
    assert settings["cosmic-ray"]["module-path"] == ["src/shop/cart.py"]
    commands = [line.split()[1] for line in script.splitlines() if line.startswith("cosmic-ray")]
    assert commands == ["baseline", "init", "exec"]


def test_nothing_where_nobody_asks(ground: Ground) -> None:
    runs = (replace(NIGHT, mutation=False),)
    assert mutation(replace(ground, program=replace(ground.program, runs=runs))) == ""
    assert mutation(replace(ground, modules={})) == ""
