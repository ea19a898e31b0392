"""Finished tests from a few lines of source and of spec."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pytest

from specgen.diagnostics import Diagnostic, Place
from specgen.emit.elements import Bench
from specgen.emit.incomplete import incomplete
from specgen.emit.model_style import Style
from specgen.emit.polish import polish
from specgen.emit.templates import renderer
from specgen.emit.tests import Origin, emit_tests
from specgen.plan import PlannedFile
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import Double, Limit, Service
from specgen.spec.model import ScenarioSpec
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library
from specgen.test_types.registry import TEST_TYPES

PLACE = Place(PurePosixPath("specs/project.yaml"))
STYLE = Style(88)
CART = Service("cart", "shop.cart:Cart", (Double("integration", "live", ""),), {}, "", PLACE)

Compile = Callable[..., list[PlannedFile]]
Compiled = tuple[list[PlannedFile], tuple[Diagnostic, ...]]


@pytest.fixture
def compiled(explained: Callable[..., Compiled]) -> Compile:
    """Like ``explained``, without the findings."""
    return lambda *written, **changes: explained(*written, **changes)[0]


@pytest.fixture
def explained(
    tmp_path: Path,
    module_of: Callable[..., Module],
    scenario_of: Callable[..., Scenario],
    program_of: Callable[..., Program],
) -> Callable[..., Compiled]:
    """``explained(source, *written, budget=(), own={}, **program changes)``: the files that one
    scenario per mapping of ``written`` compiles to, for a module ``shop.cart`` of that source, and
    why some of them are pending.  ``own`` are templates that the project brings.

    The source stays below ``tmp_path/src``.
    """

    def build(
        source: str,
        *written: Mapping[str, object],
        budget: tuple[Limit, ...] = (),
        own: Mapping[str, str] = MappingProxyType({}),
        **changes: object,
    ) -> Compiled:
        package = tmp_path / "src/shop"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        (package / "cart.py").write_text(source, "utf-8")
        surface = survey(SourceLayout("src", ("shop",)), Library(tmp_path, bodies=False))
        scenarios = [
            scenario_of(
                f"cart.{one['type']}.s{number}",
                written=ScenarioSpec.model_validate(one),
                uses=tuple(one.get("uses", ())),  # type: ignore[arg-type]  # a list of names
                checks=tuple(one.get("checks", ())),  # type: ignore[arg-type]  # the same
                budget=budget,
            )
            for number, one in enumerate(written)
        ]
        program = program_of([module_of("cart")], scenarios, services=(CART,))
        program = replace(program, **changes)  # type: ignore[arg-type]  # any field
        bench = Bench(STYLE, partial(polish, style=STYLE), renderer(own), frozenset(own))
        origin = Origin(program, surface, {form.name: form for form in TEST_TYPES})
        files = list(emit_tests(origin, {s.id for s in scenarios}, bench=bench))
        return files, tuple(incomplete(origin, files, bench=bench))

    return build
