"""What the tests need of pytest: marks, strictness, time limits, warnings that are errors."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from specgen.configure.model import Ground
from specgen.configure.uses import longest
from specgen.program.model import Program

UNITED = ("testpaths", "addopts", "markers", "filterwarnings")  # ours and the spec's, not either
IMPORTLIB = "--import-mode=importlib"
NEVER_AWAITED = (
    # raised where the coroutine is destroyed, and so only seen as an exception nobody catches
    "error:coroutine .* was never awaited:RuntimeWarning",
    "error::pytest.PytestUnraisableExceptionWarning",
)


def pytest_entries(ground: Ground) -> dict[str, object]:
    """Settings for ``[pytest]``: what specs need, then what ``tools: {pytest: …}`` says.

    Lists are united; of any other key the spec's value stands.
    """
    program = ground.program
    entries: dict[str, object] = {
        "minversion": "8.2",
        "testpaths": list(map(str, roots(program))),
        "addopts": ["-ra", "--strict-markers", "--strict-config", *_import_mode(program)],
        "xfail_strict": True,
        "markers": [f"{name}: {why}" for name, why in marks(program).items()],
        "filterwarnings": list(NEVER_AWAITED),
    }
    if limit := longest(program):
        entries["timeout"] = int(limit) if limit == int(limit) else limit
    if ground.asynchronous == "asyncio":
        entries["asyncio_mode"] = "strict"
        entries["asyncio_default_fixture_loop_scope"] = "function"
    for key, value in program.project.tools.get("pytest", {}).items():
        entries[key] = _united(entries[key], value) if key in UNITED else value
    return entries


def roots(program: Program) -> tuple[PurePosixPath, ...]:
    """The folders of tests, generated ones last; none inside another."""
    project = program.project
    own = () if project.source.elsewhere else project.source.tests
    every = dict.fromkeys((*own, project.outputs.tests))
    return tuple(p for p in every if not any(o in p.parents for o in every))


def marks(program: Program) -> Mapping[str, str]:
    """The marks that tests may carry, each with what it means: the spec's, types' and tiers'."""
    found = {"spec(id)": "the scenario that a generated test proves"}
    for kind in program.types:
        found.setdefault(kind.marker, _line(f"{kind.title or kind.name} tests"))
    for tier in program.tiers:
        found.setdefault(tier.name, _line(f"tests of the tier {tier.title or tier.name}"))
    return found


def clashes(program: Program) -> bool:
    """Whether two generated files have one name, which pytest's default import mode refuses."""
    stems = {(m.name.rpartition(".")[2], m.id) for m in program.modules}
    cells = {(s.module, s.type) for s in program.scenarios}
    names = {id: stem for stem, id in stems}
    count = Counter(f"{names.get(module, module)}_{kind}" for module, kind in cells)
    return any(n > 1 for n in count.values())


def _import_mode(program: Program) -> Iterator[str]:
    if clashes(program):
        yield IMPORTLIB


def _united(ours: object, theirs: object) -> list[object]:
    more = theirs.split() if isinstance(theirs, str) else theirs
    first = ours if isinstance(ours, list) else [ours]
    second = list(more) if isinstance(more, list | tuple) else [more]
    return [*first, *(item for item in second if item not in first)]


def _line(text: str) -> str:
    return " ".join(text.split())
