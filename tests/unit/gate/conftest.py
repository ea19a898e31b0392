"""Facts in few words, for the tests of judgements."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Place
from specgen.evidence.model_outcome import Outcome
from specgen.gaps.compare import compare
from specgen.gate.model import Facts
from specgen.gate.model_results import Lines, Ran, Results
from specgen.inventory.model import Inventory
from specgen.levels import Level
from specgen.program.model import Program

TODAY = date(2026, 3, 1)
PLACE = Place(PurePosixPath("specs/project.yaml"))


@pytest.fixture(scope="session")
def ran_of() -> Callable[..., Ran]:
    """``ran_of(scenario id, outcome, **changes)``: a test that the scenario's mark is on."""

    def ran(spec: str, outcome: Outcome = Outcome.PASS, **changes: object) -> Ran:
        module, kind, slug = spec.rsplit(".", 2)
        node_id = f"tests/{kind}/test_{module}.py::test_{slug.replace('-', '_')}"
        plain = Ran(node_id, outcome, kind, (spec,), passed_once=outcome is Outcome.PASS)
        return plain._replace(**changes)  # type: ignore[arg-type]  # a keyword is any field

    return ran


@pytest.fixture(scope="session")
def facts_of() -> Callable[..., Facts]:
    """``facts_of(program, tests, *, written=scenario ids, results={...}, **changes)``.

    Scenarios that ``written`` names, or all that tests carry, have a written test.
    """

    def facts(
        program: Program,
        tests: Iterable[Ran] = (),
        *,
        written: Iterable[str] | None = None,
        results: Mapping[str, object] | None = None,
        **changes: object,
    ) -> Facts:
        by_id = {ran.node_id: ran for ran in tests}
        named = written if written is not None else [s for r in by_id.values() for s in r.specs]
        levels = dict.fromkeys(named, Level.WRITTEN)
        report = compare(program, Inventory(), generated=levels)
        made = replace(Results(tests=by_id), **(results or {}))  # type: ignore[arg-type]  # any field
        plain = Facts(program=program, report=report, results=made, today=TODAY)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return facts


@pytest.fixture(scope="session")
def lines_of() -> Callable[..., Lines]:
    """``lines_of(executed, total)``."""
    return Lines
