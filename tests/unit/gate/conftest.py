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
from specgen.program.model_policy import Enforcement, Limit, Run

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
def limit_of() -> Callable[..., Limit]:
    """``limit_of(measure, value, text="")``."""
    return lambda measure, value, text="": Limit(measure, value, text or f"{value:g}", PLACE)


@pytest.fixture(scope="session")
def run_of() -> Callable[..., Run]:
    """``run_of(moment, types, **changes)``."""

    def run(moment: str, types: tuple[str, ...], **changes: object) -> Run:
        plain = Run(moment, types, (), (), {}, "", 1, False, Level.WRITTEN, (), PLACE)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return run


@pytest.fixture(scope="session")
def row_of() -> Callable[..., Enforcement]:
    """``row_of(stage, since, **changes)``: one row of enforcement."""

    def row(stage: str, since: date = date(2026, 1, 1), **changes: object) -> Enforcement:
        plain = Enforcement(since, date.max, stage, (), (), (), "", "", PLACE)
        return replace(plain, **changes)  # type: ignore[arg-type]  # a keyword is any field

    return row


@pytest.fixture(scope="session")
def lines_of() -> Callable[..., Lines]:
    """``lines_of(executed, total)``."""
    return Lines
