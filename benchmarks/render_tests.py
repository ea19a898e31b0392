"""How long 8,000 skeleton files take to render: ``python benchmarks/render_tests.py``.

Prints the median and the best of seven runs over 1,000 modules x 8 types, and peak memory.
"""

import statistics
import time
import tracemalloc
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Span
from specgen.emit.elements import Bench
from specgen.emit.model_style import Style
from specgen.emit.tests import Origin, emit_tests
from specgen.levels import Level
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import UNKNOWN_WORK, Outputs, Project, Source, TestType
from specgen.spec.model import ScenarioSpec
from specgen.surface.model import (
    Certain,
    ModuleSurface,
    Parameter,
    ParameterKind,
    Surface,
    Symbol,
    SymbolKind,
)
from specgen.test_types.registry import TEST_TYPES

PLACE = Place(PurePosixPath("specs/project.yaml"))
AT = Span(1, 1, 1, 1)
TAKES = Certain(tuple(Parameter(name, ParameterKind.POSITIONAL) for name in ("status", "limit")))
SYMBOLS = (
    Symbol("Client", SymbolKind.CLASS, AT, Certain()),
    Symbol("Client.get", SymbolKind.METHOD, AT, TAKES),
)
PROJECT = Project(
    "big", PurePosixPath("specs"), False,
    Source(PurePosixPath("src"), "big", (), (), False),
    Outputs(PurePosixPath("generated_tests"), PurePosixPath("docs"), PurePosixPath("."),
            PurePosixPath("specgen.lock")),
    ("3.12",), {}, "warn", "all", (), (), (), {}, (), (), 8.0, 5.0, PLACE,
)  # fmt: skip


def module(number: int) -> Module:
    """One module of a package of ten."""
    name = f"part{number // 10}.client{number}"
    return Module(
        name, f"big.{name}", "", "", (), (), Level.WRITTEN, "high", {}, (), {}, (), False, "", (),
        PLACE,
    )  # fmt: skip


def scenario(of: Module, kind: str) -> Scenario:
    """One scenario with a target, a title and a reason."""
    written = ScenarioSpec.model_construct(type=kind, target="Client.get")
    return Scenario(
        f"{of.id}.{kind}.under-load", of.id, kind, "under-load", "Behaviour of one call under load",
        "The exchange bans keys that exceed twenty requests a second", "high", UNKNOWN_WORK, True,
        False, False, 1, None, (), (), (), (), (), (), (), (), written, PLACE,
    )  # fmt: skip


def main() -> None:
    """Build the program, render it, print."""
    modules = tuple(module(number) for number in range(1000))
    scenarios = tuple(scenario(one, form.name) for one in modules for form in TEST_TYPES)
    types = tuple(
        TestType(t.name, t.title, t.purpose, t.directory, t.marker, t.name, (), t.effort, (), PLACE)
        for t in TEST_TYPES
    )
    program = Program(
        PROJECT,
        types,
        (),
        modules,
        scenarios,
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
        (),
    )
    surface = Surface({one.name: ModuleSurface(one.name, "x.py", SYMBOLS) for one in modules})
    origin = Origin(program, surface, {form.name: form for form in TEST_TYPES})
    bench = Bench(Style(88), lambda text: text, lambda sketch, style: "")
    wanted = {one.id for one in scenarios}
    times = []
    for _ in range(7):
        began = time.perf_counter()
        files = list(emit_tests(origin, wanted, bench=bench))
        times.append(time.perf_counter() - began)
    tracemalloc.start()
    list(emit_tests(origin, wanted, bench=bench))
    peak = tracemalloc.get_traced_memory()[1]
    print(f"{len(files)} files: median {statistics.median(times):.2f} s, best {min(times):.2f} s, "
          f"peak {peak / 1e6:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
