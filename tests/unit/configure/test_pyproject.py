"""The block, read by pytest and coverage themselves, in every file that either reads."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from specgen.configure.model import Configuration, Ground
from specgen.configure.pyproject import PYPROJECT
from specgen.diagnostics import Place
from specgen.program.model_policy import Limit, Run

GroundOf = Callable[..., Ground]
RunOf = Callable[..., Run]
Built = Callable[[Configuration, Ground], dict[str, str]]
Said = Callable[[Configuration, Ground], list[str]]
TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
TESTS = """
import pytest

@pytest.mark.race
@pytest.mark.spec("cart.race.one")
async def test_awaited(): pass

async def never(): pass

def test_forgets(): never()

@pytest.mark.rcae
def test_mistyped(): pass
"""


def written(root: Path, files: dict[str, str]) -> Path:
    for path, text in {**files, "tests/test_it.py": TESTS, "generated_tests/x.py": ""}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return root


def said_by(root: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout + done.stderr


@pytest.mark.parametrize("home", ["pyproject.toml", "pytest.toml", ".pytest.toml", "pytest.ini"])
def test_pytest_reads_it(
    ground_of: GroundOf, run: RunOf, built: Built, tmp_path: Path, home: str
) -> None:
    ground = ground_of(
        {home: ""},
        runs=[run("main", each=9.0, types=TYPES)],
        tools={"pytest": {"asyncio_mode": "auto"}},
        rest={"asynchronous": "asyncio"},
    )
    root = written(tmp_path, built(PYPROJECT, ground))
    shown = said_by(root, *PYTEST, "-q", "--deselect", "tests/test_it.py::test_mistyped")
    assert "'rcae' not found in `markers`" in shown
    (root / "tests/test_it.py").write_text(TESTS.replace("rcae", "race"))
    shown = said_by(root, *PYTEST, "-v")
    assert f"configfile: {home}" in shown
    assert "timeout: 9.0s" in shown
    assert "1 failed, 2 passed" in shown
    assert "coroutine 'never' was never awaited" in shown


def test_coverage_reads_it(ground_of: GroundOf, built: Built, tmp_path: Path) -> None:
    tools = {"coverage": {"concurrency": ["thread"], "report": {"skip_covered": False}}}
    budget = (Limit("coverage.total", 0.925, "92.5%", Place(PurePosixPath("specs/x.yaml"))),)
    root = written(tmp_path, built(PYPROJECT, ground_of(tools=tools, budget=budget)))
    shown = said_by(root, sys.executable, "-m", "coverage", "debug", "config")
    facts = dict(line.strip().split(": ", 1) for line in shown.splitlines() if ": " in line)
    assert facts["config_file"] == str(root / "pyproject.toml")
    assert (facts["dynamic_context"], facts["concurrency"]) == ("None", "thread")
    assert (facts["branch"], facts["skip_covered"]) == ("True", "False")
    assert facts["fail_under"] == "92.5"
    assert facts["paths"] == "{'source': ['src/shop', '*/src/shop', '*/site-packages/shop']}"


@pytest.mark.parametrize(
    ("theirs", "left_out"),
    [
        ("[tool.pytest.ini_options]\nx = 1\n", ("tool", "pytest")),
        ("[tool.pytest]\nx = 1\n", ("tool", "pytest")),
        ("[tool.coverage]\nrun.branch = true\n", ("tool", "coverage", "run")),
        ("[tool.coverage.report]\nx = 1\n", ("tool", "coverage", "report")),
        ("[dependency-groups]\ndev = []\n", ("dependency-groups",)),
    ],
)
def test_tables_of_people_are_left_out(
    ground_of: GroundOf, built: Built, theirs: str, left_out: tuple[str, ...]
) -> None:
    after: object = tomllib.loads(
        built(PYPROJECT, ground_of({"pyproject.toml": theirs}))["pyproject.toml"]
    )
    before: object = tomllib.loads(theirs)
    for key in left_out:
        assert isinstance(after, dict)
        assert isinstance(before, dict)
        after, before = after[key], before[key]
    assert after == before


def test_settings_elsewhere_are_not_shadowed(ground_of: GroundOf, built: Built) -> None:
    """pytest would read our table instead of theirs, and say nothing."""
    theirs = {"tox.ini": "[pytest]\naddopts = -q\n", "setup.cfg": "[coverage:run]\nbranch = true\n"}
    after = tomllib.loads(built(PYPROJECT, ground_of(theirs))["pyproject.toml"])
    assert set(after) == {"dependency-groups"}


def test_a_group_as_pip_reads_it(ground_of: GroundOf, built: Built) -> None:
    rest = {"forms": frozenset({"property", "performance"}), "asynchronous": "anyio"}
    ground = ground_of(dependencies=("Freezegun>=1.2", "hypothesis[cli]>=6.120", "; no"), rest=rest)
    groups = tomllib.loads(built(PYPROJECT, ground)["pyproject.toml"])["dependency-groups"]
    assert groups == {
        "specgen": [
            "anyio>=4.0", "coverage>=7.10.3", "Freezegun>=1.2", "hypothesis[cli]>=6.120",
            "pytest>=8.2", "pytest-benchmark>=4.0", "specgen>=0.1",
        ]
    }  # fmt: skip


def test_a_limit_that_not_all_tests_have_is_none(
    ground_of: GroundOf, run: RunOf, built: Built
) -> None:
    runs = [run("commit", each=1.0), run("main", types=TYPES)]
    (text,) = built(PYPROJECT, ground_of(runs=runs)).values()
    assert "timeout =" not in text
    assert '"pytest-timeout>=2.3"' in text


def test_plugins_of_the_keys_that_the_spec_sets(ground_of: GroundOf, built: Built) -> None:
    """Under --strict-config pytest refuses keys of plugins that are not there."""
    tools = {"pytest": {"asyncio_mode": "auto", "timeout_method": "thread"}}
    (text,) = built(PYPROJECT, ground_of(tools=tools)).values()
    assert '"pytest-asyncio>=0.24"' in text
    assert '"pytest-timeout>=2.3"' in text


def test_we_do_not_depend_on_ourselves(ground_of: GroundOf, built: Built) -> None:
    theirs = '[project]\nname = "specgen"\n'
    text = built(PYPROJECT, ground_of({"pyproject.toml": theirs}))["pyproject.toml"]
    assert '"specgen>=' not in text


def test_what_cannot_be_written(ground_of: GroundOf, said: Said) -> None:
    ground = ground_of(tools={"pytest": {"x": None}}, dependencies=("a>=1", "; no"))
    assert said(PYPROJECT, ground) == [
        "specs/project.yaml:0: `x` has no value, and TOML has none for that -> "
        "write the value, or remove the key",
        "specs/project.yaml:0: `; no` is no requirement, and is left out of the dependency group "
        '-> write a name and a bound, as in "pytest-xdist>=3.6"',
    ]
