"""The dependency group of the tests: only what the specs use, each with the oldest that works."""

import re
from collections.abc import Iterator

from specgen.configure.model import Ground
from specgen.configure.mutation import mutation
from specgen.configure.read_settings import toml_table
from specgen.configure.tool_settings import PYPROJECT_TOML
from specgen.configure.uses import doubles, limited, workers

GROUP = "specgen"
_NAME = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[\w\s,.-]*\])?\s*"
    r"(?P<rest>(?:[<>=!~(;@].*)?)"
)
# the oldest release that was seen to work with what is generated
OLDEST = {
    "pytest": "pytest>=8.2",
    "coverage": "coverage>=7.10.3",  # follows sub-processes
    "pytest-xdist": "pytest-xdist>=3.6",
    "pytest-timeout": "pytest-timeout>=2.3",
    "hypothesis": "hypothesis>=6.100",
    "pytest-benchmark": "pytest-benchmark>=4.0",
    "pytest-asyncio": "pytest-asyncio>=0.24",
    "anyio": "anyio>=4.0",
    "pytest-recording": "pytest-recording>=0.13",
    "cosmic-ray": "cosmic-ray>=8.7",
    "testcontainers": "testcontainers>=4.9",
    "specgen": "specgen>=0.1",
}


def requirements(ground: Ground) -> tuple[str, ...]:
    """What the group lists, sorted: what the specs use, and what ``dependencies:`` says.

    Where both name a distribution the spec's word stands.
    """
    named = {canonical(text): text for text in ground.program.project.dependencies}
    named = {name: text for name, text in named.items() if name}
    used = {name: OLDEST[name] for name in _used(ground)}
    return tuple(text for _, text in sorted({**used, **named}.items()))


def canonical(requirement: str) -> str:
    """The normalised name of the distribution; empty where the text is no requirement."""
    found = _NAME.fullmatch(requirement.strip())
    return re.sub(r"[-_.]+", "-", found["name"]).lower() if found else ""


def distribution(ground: Ground) -> str:
    """The normalised name of the project that stands here; empty where packaging names none."""
    text = ground.standing.get(PYPROJECT_TOML, "")
    found = toml_table(PYPROJECT_TOML, text, name=("project",))
    return canonical(str(found.values.get("name", ""))) if found else ""


def _used(ground: Ground) -> Iterator[str]:
    program = ground.program
    said = "".join(f" {key}" for key in program.project.tools.get("pytest", {}))
    yield "pytest"
    if distribution(ground) != "specgen":
        yield "specgen"
    if not program.project.source.elsewhere:
        yield "coverage"
    wanted = (
        ("pytest-xdist", workers(program)),
        ("pytest-timeout", limited(program) or " timeout" in said),
        ("hypothesis", "property" in ground.forms),
        ("pytest-benchmark", "performance" in ground.forms),
        ("pytest-asyncio", ground.asynchronous == "asyncio" or " asyncio_" in said),
        ("anyio", ground.asynchronous == "anyio"),
        ("pytest-recording", "cassettes" in doubles(program)),
        ("cosmic-ray", bool(mutation(ground))),
        ("testcontainers", "container" in doubles(program)),
    )
    yield from (name for name, use in wanted if use)
